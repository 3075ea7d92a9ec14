import { describe, expect, it } from 'vitest';
import type { FormulaImplementation, Implementation, Tensors } from '../../backends/lib/contract.ts';
import { loadImplementation } from '../../backends/lib/load.ts';
import { checkFormula } from '../../properties/lib/check-formula.ts';
import { isScalar } from '../../properties/lib/checks/every-number.ts';
import { EquationSubject } from '../../properties/lib/equation-subject.ts';
import { numberOf, numbersFrom, WIDTHS } from '../../properties/lib/every-number.ts';
import { ALL, exhaust, NOTHING } from '../../properties/lib/exhaust.ts';
import { loadSuite } from '../../properties/lib/listing.ts';
import { roundTo } from '../../reference/arithmetic/dtype.ts';
import { formulaNames } from '../../spec/lib/listing.ts';

const js = await loadImplementation('js');

async function subjectOf(
  formula: string,
  entry: FormulaImplementation,
): Promise<EquationSubject | undefined> {
  const { subject } = (await loadSuite(formula)).examine(js, entry, 'f32');
  return subject instanceof EquationSubject && isScalar(subject) ? subject : undefined;
}

const names = formulaNames();
const subjects = await Promise.all(names.map((name) => subjectOf(name, js.formulas[name]!)));
const scalar = names.filter((_, n) => subjects[n]);

const judged = async (implementation: Implementation, formula: string) =>
  checkFormula(await loadSuite(formula), implementation, 'f32', {
    seed: 1,
    runs: 1,
    pipeline: 1,
    exhaustive: true,
    wanted: (kind) => kind.startsWith('every-'),
  });

describe.each(['f16', 'bf16'] as const)('%s', (type) => {
  const all = numbersFrom(type, 0, 2 ** WIDTHS[type]);

  it('has as many numbers as its bits can tell apart, all of them its own', () => {
    const fraction = type === 'f16' ? 10 : 7;
    expect(all.length).toBe(2 ** 16 - 2 * (2 ** fraction - 1));
    expect(new Set(all.map((x) => (Object.is(x, -0) ? '-0' : x))).size).toBe(all.length);
    for (const x of all) expect(roundTo(type, x)).toBe(x);
  });

  it('grows with its bits', () => {
    for (let bits = 1; numberOf(type, bits) <= Infinity; bits++)
      expect(numberOf(type, bits)).toBeGreaterThan(numberOf(type, bits - 1));
  });
});

it('functions of one number are those that are applied to each element', () => {
  expect(scalar).toEqual(
    expect.arrayContaining(['sigmoid', 'tanh', 'relu', 'gelu', 'softplus', 'elu', 'selu']),
  );
  for (const name of ['softmax', 'prelu', 'linear', 'lstm-cell', 'dropout'])
    expect(scalar).not.toContain(name);
});

describe.each(['js', 'wasm'])('%s', (backend) => {
  it.each(scalar)('%s is right at every number of f16 and bf16', { timeout: 60_000 }, async (formula) => {
    const report = await judged(await loadImplementation(backend), formula);
    expect(report.checks.filter(({ verdict }) => verdict !== 'conforming')).toEqual([]);
    expect(report.checks.map(({ kind }) => kind)).toEqual(['every-f16', 'every-bf16']);
  });
});

/** Right but at one number. */
const atOne = (formula: string, at: number, change: (y: number) => number): FormulaImplementation => ({
  forward(inputs, options, call) {
    const answer = js.formulas[formula]!.forward(inputs, options, call) as Tensors;
    const [name, { shape, data }] = Object.entries(answer)[0]!;
    const x = Object.values(inputs)[0]!.data;
    return { [name]: { shape, data: Float32Array.from(data, (y, n) => (x[n] === at ? change(y) : y)) } };
  },
});

it('a fault at one number alone is found, and shown by that number', async () => {
  const wrong = { ...js, formulas: { sigmoid: atOne('sigmoid', 12.5, (y) => y * (1 - 2 ** -16)) } };
  const report = await judged(wrong, 'sigmoid');
  expect(report.checks).toMatchObject([
    { kind: 'every-f16', verdict: 'wrong', counterexample: { inputs: { x: { shape: [1], data: [12.5] } } } },
    { kind: 'every-bf16', verdict: 'wrong' },
  ]);
});

describe('every number of f32', () => {
  const bits = (x: number) => new Uint32Array(Float32Array.of(x).buffer)[0]!;
  const never = new AbortController().signal;

  it('in two parts is the same as in one', async () => {
    const subject = (await subjectOf('tanh', js.formulas.tanh!))!;
    const [from, to] = [bits(0.75), bits(0.75) + 3 * 2 ** 13];
    const start = { ...NOTHING, next: from };
    const whole = await exhaust(subject, start, to, never, () => {});
    const stop = new AbortController();
    const first = await exhaust(subject, start, to, stop.signal, () => stop.abort());
    expect(first).toMatchObject({ next: from + 2 ** 13, judged: 2 ** 13, verdict: 'conforming' });
    expect(await exhaust(subject, first, to, never, () => {})).toEqual(whole);
    expect(whole).toMatchObject({ next: to, judged: 3 * 2 ** 13, verdict: 'conforming', faults: 0 });
  });

  it('ends with the last one, and passes over what is no number', async () => {
    const subject = (await subjectOf('relu', js.formulas.relu!))!;
    const end = await exhaust(subject, { ...NOTHING, next: ALL - 2 ** 14 }, ALL, never, () => {});
    expect(end).toMatchObject({ next: ALL, judged: 0, verdict: 'conforming' });
  });

  it('finds the one that is wrong', async () => {
    const at = Math.fround(0.7654321);
    const subject = (await subjectOf(
      'tanh',
      atOne('tanh', at, (y) => -y),
    ))!;
    const found = await exhaust(
      subject,
      { ...NOTHING, next: bits(at) - 9000 },
      bits(at) + 9000,
      never,
      () => {},
    );
    expect(found).toMatchObject({
      verdict: 'wrong',
      faults: 1,
      first: expect.stringContaining(`y at ${at} = -`),
    });
  });
});
