import { describe, expect, it } from 'vitest';
import { loadImplementation } from '../../backends/lib/load.ts';
import { falsified } from '../../cli/lib/rows/falsify.ts';
import { mappable } from '../../cli/lib/rows/kinds.ts';
import { mappings } from '../../cli/lib/rows/mappings.ts';
import { algorithmSuite } from '../../properties/lib/algorithm-suite.ts';
import { equationSuite } from '../../properties/lib/equation-suite.ts';
import { falsify } from '../../properties/lib/falsify.ts';
import { loadReference } from '../../reference/lib/listing.ts';
import { isAlgorithm } from '../../spec/lib/algorithm.ts';
import { loadFormula, loadSpec, loadSpecs } from '../../spec/lib/listing.ts';

const options = { seed: 1, runs: 20, pipeline: 1, tier: 'smoke' } as const;
const tanh = await loadFormula('tanh');
const js = await loadImplementation('js');

/** What a spec states itself, mapped to a row or not; and what every formula is held to. */
const STATED = /^(?:agreement|gradient|(?:law|example|special) .*)$/su;

describe.each((await loadSpecs()).map((spec) => [spec.name, spec] as const))('%s', (_, spec) => {
  it('states nothing that cannot fail', async () => {
    const stated = (await mappable(spec)).filter((check) => STATED.test(check));
    const counted = mappings(spec).map(({ check }) => check);
    const found = await falsified(spec, [...new Set([...stated, ...counted])], js, options);
    expect([...found].filter(([, by]) => by === undefined).map(([check]) => check)).toEqual([]);
  });
});

describe('a law', () => {
  const suite = (law: Parameters<typeof equationSuite>[1][string]['law']) =>
    equationSuite({ ...tanh, laws: { C1: 'a law' } }, { C1: { regime: 'eighths', law } });
  const verdict = async (...law: Parameters<typeof suite>) =>
    (await falsify(suite(...law), ['law C1'], js, options)).get('law C1');

  it('that claims nothing is not falsified by anything', async () => {
    expect(await verdict(() => {})).toBeUndefined();
    expect(
      await verdict(async ({ run, inputs }) => {
        await run(inputs);
      }),
    ).toBeUndefined();
  });

  it('that claims what has nothing to do with the answer fails only where its claim is turned round', async () => {
    expect(await verdict(({ claim }) => claim.that(true, 'one is not one'))).toMatchObject({
      by: 'opposite',
    });
  });

  it('that breaks down on wrong answers is not taken for one that fails', async () => {
    const broken = async ({ A, run, inputs }: Parameters<Parameters<typeof suite>[0]>[0]) => {
      for (const value of (await run(inputs)).y!.data)
        if (Math.abs(A.toNumber(value)) > 1) throw new TypeError('beyond the range');
    };
    expect(await verdict(broken)).toBeUndefined();
  });

  it('that holds of the formula alone fails on a variant of it', async () => {
    const bounded = await verdict(async ({ A, run, inputs, claim }) => {
      const { y } = await run({ x: { ...inputs.x!, data: Float64Array.from(inputs.x!.data, () => 3) } });
      for (const value of y!.data) claim.atMost(A.abs(value), A.number(0.9999), 'tanh 3');
      for (const value of y!.data) claim.atMost(A.number(0.9), value, 'tanh 3');
    });
    expect(bounded).toMatchObject({ by: 'variant' });
  });
});

it('an algorithm’s law that claims nothing is not falsified', async () => {
  const spec = await loadSpec('byte-pair-encoding');
  if (!isAlgorithm(spec)) throw new Error('not an algorithm');
  const suite = algorithmSuite({ ...spec, laws: { C1: 'nothing' } }, await loadReference(spec.name), {
    C1: () => {},
  });
  expect((await falsify(suite, ['law C1'], js, options)).get('law C1')).toBeUndefined();
});
