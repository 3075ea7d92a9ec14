import spec from '../spec/celu.ts';
import { laws, withGradient } from './lib/laws.ts';
import { fill, map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    (await run(inputs)).y!.data.forEach((value, n) => {
      const x = inputs.x!.data[n]!;
      claim.atMost(A.number(-Number(options.alpha)), value, `value ${n}`);
      if (x > 0) claim.equal(value, A.number(x), `value ${n}`);
      else claim.atMost(value, A.number(0), `value ${n}`);
    });
  },
  C2: async ({ A, run, inputs, random, claim }) => {
    const step = random.integer(1, 16) / 8;
    const { y } = await run(inputs);
    const later = (await run({ x: map(inputs.x!, (x) => x + step) })).y!;
    y!.data.forEach((value, n) => {
      claim.atMost(value, later.data[n]!, `value ${n}`);
      claim.atMost(A.sub(later.data[n]!, value), A.number(step), `the growth of value ${n}`);
    });
  },
  C3: withGradient(async ({ A, run, vjp, inputs, options, claim }) => {
    // Zero and its neighbours at 2⁻²⁰, on either side.
    const near = [-1, 0, 1].map((side) => side * 2 ** -20);
    const x = fill(inputs.x!, [inputs.x!.data.length + 3], (n) => [...near, ...inputs.x!.data][n]!);
    const { y } = await run({ x });
    const slopes = (await vjp({ x }, { y: map(x, () => 1) })).x!.data;
    slopes.forEach((slope, n) => {
      const share = A.div(y!.data[n]!, A.number(Number(options.alpha)));
      claim.equal(slope, A.add(A.number(1), x.data[n]! > 0 ? A.number(0) : share), `slope ${n}`);
      claim.atMost(slope, A.number(1), `slope ${n}`);
      if (n < 3) claim.atMost(A.number(1 - 2 ** -18), slope, `slope ${n}, beside zero`);
    });
  }),
  C4: async ({ A, run, inputs, options, random, claim }) => {
    const factor = 2 ** random.integer(-2, 2);
    const alpha = Number(options.alpha);
    const { y } = await run(inputs);
    const scaled = await run({ x: map(inputs.x!, (x) => factor * x) }, { ...options, alpha: factor * alpha });
    y!.data.forEach((value, n) => {
      claim.equal(scaled.y!.data[n]!, A.mul(A.number(factor), value), `scaled value ${n}`);
    });
  },
  C5: async ({ A, run, inputs, options, claim }) => {
    const alpha = A.number(Number(options.alpha));
    const left = map(inputs.x!, (x) => -Math.abs(x));
    (await run({ x: left })).y!.data.forEach((value, n) => {
      const back = A.mul(alpha, A.log1p(A.div(value, alpha)));
      claim.equal(back, A.number(left.data[n]!), `the inverse of value ${n}`);
    });
  },
  C6: async ({ A, run, inputs, options, claim }) => {
    (await run(inputs)).y!.data.forEach((value, n) => {
      const part = A.number(Math.max(0, inputs.x!.data[n]!));
      const distance = A.abs(A.sub(value, part));
      claim.atMost(distance, A.number(Number(options.alpha)), `the distance of value ${n}`);
    });
  },
});
