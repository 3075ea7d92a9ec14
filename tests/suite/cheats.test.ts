import { describe, expect, it } from 'vitest';
import js from '../../backends/js/index.ts';
import type { FormulaImplementation, Implementation, Tensors } from '../../backends/lib/contract.ts';
import { checkFormula } from '../../properties/lib/check-formula.ts';
import { loadSuite } from '../../properties/lib/listing.ts';
import type { FormulaReport } from '../../properties/lib/report.ts';
import { loadFormulas } from '../../spec/lib/listing.ts';

/** Of every kind: elementwise, a reduction, weights, windows, a cell, integers. */
const FORMULAS = ['sigmoid', 'leaky-relu', 'softmax', 'layer-norm', 'linear', 'conv2d', 'lstm-cell'] as const;
const SEED = 1;

type Cheat = (right: FormulaImplementation) => FormulaImplementation;

const filled = (tensors: Tensors, value: number): Tensors =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, { shape, data }]) => [name, { shape, data: data.map(() => value) }]),
  );

/** All calls of both passes through `answer`, which may call the right one. */
const through =
  (answer: (call: () => Tensors, inputs: Tensors, key: string) => Tensors): Cheat =>
  ({ forward, vjp }) => ({
    forward: (...args) => answer(() => forward(...args) as Tensors, args[0], keyOf(args)),
    ...(vjp && { vjp: (...args) => answer(() => vjp(...args) as Tensors, args[0], keyOf(args)) }),
  });

/** All that a call is made with. */
const keyOf = (args: readonly unknown[]): string =>
  JSON.stringify(args, (_, value) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float32Array, String) : value,
  );

const sameShape = (a: Tensors[string] | undefined, b: Tensors[string]) =>
  a !== undefined && a.data.length === b.data.length;

const cheats: Readonly<Record<string, () => Cheat>> = {
  'gives zeros': () => through((call) => filled(call(), 0)),

  'gives a constant': () => through((call) => filled(call(), 0.5)),

  'gives its first answer for ever, where the shape allows it': () => {
    const first = new Map<string, Tensors>();
    return through((call) => {
      const right = call();
      const shapes = JSON.stringify(Object.entries(right).map(([name, { shape }]) => [name, shape]));
      if (!first.has(shapes)) first.set(shapes, right);
      return first.get(shapes)!;
    });
  },

  'gives the answer to the call before, where the shape allows it': () => {
    const before: Record<string, Tensors[string]> = {};
    return through((call) =>
      Object.fromEntries(
        Object.entries(call()).map(([name, right]) => {
          const last = before[name];
          before[name] = right;
          return [name, sameShape(last, right) ? { shape: right.shape, data: last!.data } : right];
        }),
      ),
    );
  },

  'gives its input back, where the shape allows it': () =>
    through((call, inputs) =>
      Object.fromEntries(
        Object.entries(call()).map(([name, right]) => {
          const input = Object.values(inputs).find((one) => sameShape(one, right));
          return [name, input ? { shape: right.shape, data: input.data.slice() as Float32Array } : right];
        }),
      ),
    ),

  'writes into its inputs': () =>
    through((call, inputs) => {
      const right = call();
      for (const { data } of Object.values(inputs)) if (data.length > 0) data[0]! += 1;
      return right;
    }),

  'gives all answers in the same memory': () => {
    const memory = new Map<string, Tensors>();
    return through((call) => {
      const right = call();
      const key = JSON.stringify(Object.entries(right).map(([name, { shape }]) => [name, shape]));
      const kept = memory.get(key);
      if (!kept) {
        memory.set(key, right);
        return right;
      }
      for (const [name, { data }] of Object.entries(right)) (kept[name]!.data as Float32Array).set(data);
      return kept;
    });
  },

  'is right every other time': () => {
    let calls = 0;
    return through((call) => (calls++ % 2 === 0 ? call() : filled(call(), 0)));
  },
};

async function judged(
  formula: string,
  entry: FormulaImplementation,
  wanted: (kind: string) => boolean = () => true,
): Promise<FormulaReport> {
  const cheating: Implementation = { ...js, formulas: { [formula]: entry } };
  const options = { seed: SEED, runs: 25, pipeline: 1, wanted };
  return checkFormula(await loadSuite(formula), cheating, 'f32', options);
}

describe.each(FORMULAS)('%s', (formula) => {
  const right = js.formulas[formula]!;

  it.each(Object.entries(cheats))('that %s is caught', async (_, cheat) => {
    expect(await judged(formula, cheat()(right))).toMatchObject({ verdict: 'wrong' });
  });

  it('that knows the answers to the cases of one seed, and no others, is caught', async () => {
    const known = new Map<string, Tensors>();
    const learning = through((call, _, key) => {
      const answer = call();
      known.set(key, answer);
      return answer;
    });
    expect(await judged(formula, learning(right))).toMatchObject({ verdict: 'conforming' });
    const reciting = through((call, _, key) => known.get(key) ?? filled(call(), 0));
    const { checks, verdict } = await judged(formula, reciting(right));
    expect(verdict).toBeOneOf(['wrong', 'inconclusive']);
    expect(checks.filter((check) => check.verdict !== 'conforming').map(({ kind }) => kind)).toEqual([
      'guard',
    ]);
  });
});

it('the cases that nobody foresaw come with what was shown on them', async () => {
  const { forward } = js.formulas.sigmoid!;
  const known = new Map<string, Tensors>();
  const learning = through((call, _, key) => {
    known.set(key, call());
    return known.get(key)!;
  });
  await judged('sigmoid', learning({ forward }));
  const reciting = through((call, _, key) => known.get(key) ?? filled(call(), 0));
  const { checks } = await judged('sigmoid', reciting({ forward }));
  expect(checks.at(-1)).toMatchObject({
    kind: 'guard',
    verdict: 'wrong',
    says: expect.stringContaining(`right on the cases of seed ${SEED}, but on others y`),
    replay: expect.stringContaining('agreement'),
  });
});

it.each(FORMULAS)('a gradient of %s that writes into what it is given is caught', async (formula) => {
  const { forward, vjp } = js.formulas[formula]!;
  const spoiling: FormulaImplementation = {
    forward,
    async vjp(inputs, options, cotangents, call) {
      const right = await vjp!(inputs, options, cotangents, call);
      for (const { data } of Object.values(cotangents)) if (data.length > 0) data[0]! += 1;
      return right;
    },
  };
  const { checks } = await judged(formula, spoiling, (kind) => kind === 'purity');
  expect(checks[0]).toMatchObject({ verdict: 'wrong', says: expect.stringContaining('its gradient writes') });
});

it('a dropped element may be a zero of either sign', async () => {
  const forward: FormulaImplementation['forward'] = ({ x, mask }, { p = 0.5 }) => ({
    y: {
      shape: x!.shape,
      data: Float32Array.from(x!.data, (v, n) => (v * mask!.data[n]!) / (1 - Number(p))),
    },
  });
  const { checks } = await judged('dropout', { forward }, (kind) => kind === 'influence');
  expect(checks).toMatchObject([{ verdict: 'conforming' }]);
});

describe('an option that never arrives is noticed', async () => {
  const named = (await loadFormulas()).flatMap(({ name, options = {} }) =>
    Object.keys(options).map((option) => [name, option] as const),
  );

  it.each(named)('of %s, %s', async (formula, option) => {
    const { forward } = js.formulas[formula]!;
    const deaf: FormulaImplementation = {
      forward: (inputs, { [option]: _, ...others }, call) => forward(inputs, others, call),
    };
    const wanted = (kind: string) => kind === 'agreement' || kind === 'guard';
    expect(await judged(formula, deaf, wanted)).toMatchObject({
      verdict: expect.not.stringMatching('conforming'),
    });
  });
});
