import { describe, expect, it } from 'vitest';
import js from '../../backends/js/index.ts';
import { type Dtype, type FormulaImplementation, implementation } from '../../backends/lib/contract.ts';
import type { Case } from '../../properties/lib/case.ts';
import { checkFormula } from '../../properties/lib/check-formula.ts';
import type { Check } from '../../properties/lib/checks/check.ts';
import { forgiving } from '../../properties/lib/checks/forgiving.ts';
import { loadSuite } from '../../properties/lib/listing.ts';
import type { Verdict } from '../../properties/lib/verdict.ts';
import { machine } from './implementations/machine.ts';
import { F2, F4, winograd } from './implementations/winograd.ts';

/** Right formulas that give accuracy up on purpose come out as that, and mistakes in them as mistakes. */
async function judged(formula: string, dtype: Dtype, entry: FormulaImplementation, runs = 100) {
  const one = implementation({ name: 'one', dtypes: [dtype], formulas: { [formula]: entry } });
  return checkFormula(await loadSuite(formula), one, dtype, { seed: 1, runs, pipeline: 1 });
}

it('nothing is forgiven that changes from one call to the next', async () => {
  const saying = (...verdicts: Verdict[]): Check => ({
    kind: 'any',
    title: 'any',
    cases: {},
    try: async () => ({ verdict: verdicts.shift()! }),
  });
  const lenient = () => saying('conforming');
  expect(await forgiving(saying('wrong', 'wrong'), lenient()).try({} as Case)).toEqual({
    verdict: 'imprecise',
  });
  expect(await forgiving(saying('wrong', 'conforming'), lenient()).try({} as Case)).toEqual({
    verdict: 'wrong',
  });
  expect(await forgiving(saying('wrong', 'wrong'), saying('wrong')).try({} as Case)).toEqual({
    verdict: 'wrong',
  });
});

describe.each(['f32', 'f64'] as const)('in %s', (dtype) => {
  const m = machine(dtype, 'first to last', {});
  const half = (z: number) => m.mul(0.5, m.add(1, m.tanh(m.mul(0.5, z))));

  const sigmoid = (f: (z: number) => number): FormulaImplementation => ({
    forward: ({ x }) => ({ y: { shape: x.shape, data: m.row(x.data.length, (n) => f(x.data[n])) } }),
    vjp: ({ x }, _, { y: dy }) => {
      const slope = (y: number) => m.mul(y, m.sub(1, y));
      const data = m.row(x.data.length, (n) => m.mul(dy.data[n], slope(f(x.data[n]))));
      return { x: { shape: x.shape, data } };
    },
  });

  it('the sigmoid from tanh is imprecise', async () => {
    const { verdict, checks } = await judged('sigmoid', dtype, sigmoid(half));
    expect(verdict).toBe('imprecise');
    const { diagnosis } = checks.find(({ kind }) => kind === 'agreement')!;
    expect(diagnosis).toMatchObject({ kind: 'convention', variant: 'from-tanh' });
  });

  it('conforms where it is declared', async () => {
    const { forward } = sigmoid(half);
    const { verdict } = await judged('sigmoid', dtype, { forward, variant: 'from-tanh' });
    expect(verdict).toBe('conforming');
  });

  it.each([
    ['with a wrong constant', (z: number) => m.mul(m.constant(0.50001), m.add(1, m.tanh(m.mul(0.5, z))))],
    ['without the half inside', (z: number) => m.mul(0.5, m.add(1, m.tanh(z)))],
  ])('is wrong %s', async (_, f) => {
    expect((await judged('sigmoid', dtype, sigmoid(f))).verdict).toBe('wrong');
  });

  it('and the answer of the call before is nowhere excused as imprecise', async () => {
    const { forward } = sigmoid(half);
    let before: ReturnType<typeof forward> | undefined;
    const late: FormulaImplementation = {
      forward(...call) {
        const now = forward(...call);
        const answer = before ?? now;
        before = now;
        return answer;
      },
    };
    expect((await judged('sigmoid', dtype, late)).verdict).toBe('wrong');
  });

  const convolution = (tile: typeof F2, factor = 1): FormulaImplementation => {
    const forward = winograd(m, tile);
    return {
      supports: { stride: [1], dilation: [1] },
      requires: ['R == 3', 'S == 3'],
      forward(inputs, options, call) {
        const { y } = forward(inputs, options, call) as { y: { shape: number[]; data: Float64Array } };
        return { y: { shape: y.shape, data: m.row(y.data.length, (n) => m.mul(y.data[n], factor)) } };
      },
      vjp: js.formulas.conv2d!.vjp!,
    };
  };

  it.each([
    ['2×2', F2],
    ['4×4', F4],
  ] as const)('Winograd’s convolution of tiles of %s is imprecise', async (_, tile) => {
    const { verdict, checks } = await judged('conv2d', dtype, convolution(tile));
    expect(checks.filter(({ verdict }) => verdict === 'wrong' || verdict === 'unstable')).toEqual([]);
    expect(verdict).toBe('imprecise');
  });

  it.each([
    ['with a mistake in its matrices', { ...F2, A: F2.A.map((row) => [...row.slice(0, 3), -row[3]]) }, 1],
    ['off by a thousandth', F2, 1.001],
  ] as const)('and wrong %s', async (_, tile, factor) => {
    expect((await judged('conv2d', dtype, convolution(tile, factor), 40)).verdict).toBe('wrong');
  });
});
