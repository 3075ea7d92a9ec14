import { describe, expect, it } from 'vitest';
import { ballsHold } from '../../audit/checks/balls.ts';
import { type Readings, readings } from '../../audit/lib/readings.ts';
import { position } from '../../audit/lib/within.ts';
import type { AllValues } from '../../reference/lib/evaluate.ts';
import { level } from '../../reference/lib/truth.ts';
import { audited } from './lib/audited.ts';

const map = <T>(all: AllValues<T>, f: (value: T) => T): AllValues<T> =>
  Object.fromEntries(
    Object.entries(all).map(([name, { shape, data }]) => [name, { shape, data: data.map(f) }]),
  );

describe('the truth lies in every ball', () => {
  it.each(['softmax', 'lstm-cell', 'layer-norm', 'relu'])('of %s', async (name) => {
    const { cases, failures, worst } = ballsHold(await audited(name));
    expect(failures).toEqual([]);
    expect(cases).toBeGreaterThan(190);
    for (const share of Object.values(worst)) expect(share).toBeLessThanOrEqual(1);
  });

  it('finds float64 balls that are too tight', async () => {
    const tight: Readings = {
      ...readings,
      balls: (prepared, text, dtype, ...of) =>
        map(readings.balls(prepared, text, dtype, ...of), ({ v, e }) => ({
          v,
          e: dtype === 'f64' && e < Infinity ? e / 8 : e,
        })),
    };
    const { failed, failures } = ballsHold(await audited('softmax'), tight);
    expect(failed).toBeGreaterThan(0);
    expect(failures[0]!.says).toMatch(
      /outside of \S+ ± \S+, the float64 ball of (the definition|algorithm 1)$/u,
    );
  });

  it('finds a gradient whose ball is in another place', async () => {
    const moved: Readings = {
      ...readings,
      balls: (prepared, text, dtype, value, of) =>
        map(readings.balls(prepared, text, dtype, value, of), ({ v, e }) => ({
          v: of === 'gradients' ? v * (1 + 2 ** -20) : v,
          e,
        })),
    };
    const { failed, failures } = ballsHold(await audited('tanh'), moved);
    expect(failed).toBeGreaterThan(0);
    expect(failures[0]!.says).toMatch(/^the gradient x\[\d+\] is /u);
  });

  it('finds float32 computations that leave their ball', async () => {
    const rough: Readings = {
      ...readings,
      plain: (...of) => map(readings.plain(...of), (x) => x * (1 + 2 ** -18)),
    };
    const { failed, failures } = ballsHold(await audited('layer-norm'), rough);
    expect(failed).toBeGreaterThan(0);
    expect(failures[0]!.says).toMatch(/what float32 numbers make of the definition$/u);
  });
});

describe('a position', () => {
  const A = level(128).ball;
  const third = A.ratio(1n, 3n);

  it.each([
    ['a double within half a unit', 1 / 3, 2 ** -55, true],
    ['a double beyond its radius', 1 / 3, 2 ** -57, false],
    ['an infinite radius', Number.NaN, Infinity, true],
    ['an infinity in the place of a number', Infinity, 1, false],
  ])('%s', (_, got, e, inside) => {
    expect(position(got, { e }, third, A).inside).toBe(inside);
  });

  it('is exact where the distance is the radius', () => {
    expect(position(1, { e: 2 ** -60 }, A.add(A.number(1), A.number(2 ** -60)), A).inside).toBe(true);
    expect(position(1, { e: 2 ** -60 }, A.add(A.number(1), A.number(2 ** -60 + 2 ** -112)), A).inside).toBe(
      false,
    );
  });

  it('is open where the truth is not known well enough', () => {
    const blurred = A.join(A.number(0), A.number(1));
    expect(position(0.25, { e: 0.5 }, blurred, A).inside).toBeUndefined();
    expect(position(0.25, { e: 0.5 }, A.div(A.number(0), A.number(0)), A).inside).toBeUndefined();
    expect(position(7, { e: 0.5 }, blurred, A).inside).toBe(false);
  });
});
