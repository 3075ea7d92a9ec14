import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import spec from '../spec/gelu.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { fill, map } from './lib/tensors.ts';

const ROOT = Math.sqrt(2 / Math.PI);

/** A double that is not far from the truth: within 2⁻⁴⁰ of its size, and of one. */
const about = (A: Arithmetic<Value>, x: number): Value =>
  A.join(A.number(x - 2 ** -40 * (1 + Math.abs(x))), A.number(x + 2 ** -40 * (1 + Math.abs(x))));

/** Φ(x) + x·φ(x), and the derivative of x/2·(1 + tanh u). */
function slopeAt(A: Arithmetic<Value>, x: number, form: unknown): Value {
  if (form === 'tanh') {
    const t = Math.tanh(ROOT * (x + 0.044715 * x ** 3));
    const inner = ROOT * (1 + 3 * 0.044715 * x ** 2);
    return about(A, (1 + t) / 2 + (x / 2) * (1 - t * t) * inner);
  }
  const share = A.div(A.add(A.number(1), A.erf(A.div(A.number(x), A.sqrt(A.number(2))))), A.number(2));
  return A.add(share, about(A, (x * ROOT * Math.exp((-x * x) / 2)) / 2));
}

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const { y } = await run(inputs);
    const mirrored = (await run({ x: map(inputs.x!, (x) => -x) })).y!;
    y!.data.forEach((value, n) => {
      const difference = A.sub(value, mirrored.data[n]!);
      claim.equal(difference, A.number(inputs.x!.data[n]!), `the difference of pair ${n}`);
    });
  },
  C2: async ({ A, run, inputs, claim }) => {
    (await run(inputs)).y!.data.forEach((value, n) => {
      const part = A.number(Math.max(0, inputs.x!.data[n]!));
      claim.atMost(value, part, `value ${n}`);
      claim.atMost(A.sub(part, value), A.number(0.17005), `what value ${n} is below the positive part`);
    });
  },
  C3: async ({ A, run, inputs, claim }) => {
    const x = fill(inputs.x!, [inputs.x!.data.length + 2], (n) => [2.5, -2.5, ...inputs.x!.data][n]!);
    const exact = (await run({ x }, { approximate: 'none' })).y!.data;
    const close = (await run({ x }, { approximate: 'tanh' })).y!.data;
    exact.forEach((value, n) => {
      const apart = A.abs(A.sub(value, close[n]!));
      claim.atMost(apart, A.number(0.000474), `the distance of the forms at ${x.data[n]}`);
      if (n < 2) claim.atMost(A.number(0.00043), apart, `the distance of the forms at ${x.data[n]}`);
    });
  },
  C4: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const y = map(inputs.x!, () => random.integer(-8, 8) / 8);
    (await vjp(inputs, { y })).x!.data.forEach((gradient, n) => {
      const slope = slopeAt(A, inputs.x!.data[n]!, options.approximate);
      claim.equal(gradient, A.mul(A.number(y.data[n]!), slope), `gradient ${n}`);
    });
  }),
  C5: withGradient(async ({ A, vjp, inputs, claim }) => {
    const y = map(inputs.x!, () => 1);
    const slopes = (await vjp(inputs, { y })).x!.data;
    const mirrored = (await vjp({ x: map(inputs.x!, (x) => -x) }, { y })).x!.data;
    slopes.forEach((slope, n) => {
      claim.equal(A.add(slope, mirrored[n]!), A.number(1), `the sum of slopes ${n}`);
      claim.atMost(slope, A.number(inputs.x!.data[n]! < -0.7525 ? 0 : 1.13), `slope ${n}`);
    });
  }),
  C6: async ({ A, run, inputs, claim }) => {
    (await run(inputs)).y!.data.forEach((value, n) => {
      const x = inputs.x!.data[n]!;
      const parabola = A.add(A.number(x / 2), about(A, (x * x * ROOT) / 2));
      const bound = A.add(A.div(A.power(A.number(x), 4), A.number(15)), A.number(2 ** -36));
      claim.atMost(A.abs(A.sub(value, parabola)), bound, `the distance of value ${n} from the parabola`);
    });
  },
});
