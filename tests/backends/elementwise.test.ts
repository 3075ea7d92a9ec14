import { describe, expect, it } from 'vitest';
import type { Floats, MomentStep } from '../../backends/lib/kernels.ts';
import { Random } from '../../properties/lib/random.ts';
import { allKernels } from './exact.ts';

/** Round the widths of the vectors, the length up to which short operands are repeated, and past them. */
const LENGTHS = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 63, 64, 65, 127, 129, 1000];
/** Both are called as the first is typed. */
type Numbers = typeof Float64Array;
const DTYPES = [Float32Array as unknown as Numbers, Float64Array];

/** `length` normal numbers with a few special ones among them, beginning `offset` numbers into their memory. */
function numbers(random: Random, Numbers: Numbers, length: number, offset: number): Floats {
  const special = [0, -0, Infinity, -Infinity, Number.NaN, 1e-40, 3e38];
  const draw = () => (random.next() < 0.1 ? random.pick(special) : random.normal());
  return Numbers.from({ length: length + offset }, draw).subarray(offset);
}

describe.each(allKernels)('elementwise kernels with %s round once', (_, k) => {
  describe.each(DTYPES.map((Numbers) => [Numbers.name, Numbers] as const))('in %s', (_, Numbers) => {
    it.each(LENGTHS)('%i numbers', (length) => {
      const random = new Random(length);
      for (let offset = 0; offset < 4; offset++) {
        const [x, y] = [
          numbers(random, Numbers, length, offset),
          numbers(random, Numbers, length, 3 - offset),
        ];
        const round = (f: (n: number) => number) => Numbers.from({ length }, (_, n) => f(n));
        expect(k.affine(0.1, x, 0.7)).toEqual(round((n) => 0.1 * x[n] + 0.7));
        expect(k.combine(0.1, x, -0.3, y)).toEqual(round((n) => 0.1 * x[n] + -0.3 * y[n]));
        expect(k.multiply(x, y)).toEqual(round((n) => x[n] * y[n]));
        expect(k.divide(x, y)).toEqual(round((n) => x[n] / y[n]));
        const mask = Int32Array.from({ length }, () => random.integer(-1, 1));
        expect(k.select(mask, x, -Infinity)).toEqual(round((n) => (mask[n] === 0 ? -Infinity : x[n])));
      }
    });

    it.each([1, 2, 3, 5, 8, 13, 63, 64, 65])('a second operand of %i numbers is repeated', (period) => {
      const random = new Random(period);
      const y = numbers(random, Numbers, period, 1);
      for (const times of [1, 2, 3, 40]) {
        const x = numbers(random, Numbers, times * period, 0);
        const product = Numbers.from(x, (value, n) => value * y[n % period]);
        expect(k.multiply(x, y)).toEqual(product);
      }
    });

    it.each(LENGTHS)('a step of an optimizer on %i numbers', (length) => {
      const random = new Random(length);
      const [theta, m, g] = [0, 1, 2].map((offset) => numbers(random, Numbers, length, offset)) as [
        Floats,
        Floats,
        Floats,
      ];
      const v = numbers(random, Numbers, length, 3).map(Math.abs) as Floats;
      const step: MomentStep = { beta1: 0.9, beta2: 0.99, ofM: 1.7, ofG: 0.3, ofV: 2.1, lr: 0.01, eps: 1e-8 };
      const m1 = (n: number) => step.beta1 * m[n] + (1 - step.beta1) * g[n];
      const v1 = (n: number) => step.beta2 * v[n] + (1 - step.beta2) * (g[n] * g[n]);
      const numerator = (n: number) => step.ofM * m1(n) + step.ofG * g[n];
      expect(k.momentStep(theta, m, v, g, step)).toEqual({
        theta: Numbers.from(
          theta,
          (value, n) => value - (step.lr * numerator(n)) / (Math.sqrt(step.ofV * v1(n)) + step.eps),
        ),
        m: Numbers.from({ length }, (_, n) => m1(n)),
        v: Numbers.from({ length }, (_, n) => v1(n)),
      });
    });
  });
});
