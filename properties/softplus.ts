import spec from '../spec/softplus.ts';
import { laws, withGradient } from './lib/laws.ts';
import { fill, map } from './lib/tensors.ts';

/** Scales whose products with eighths are exact. */
const SCALES = [0.5, 2, 4] as const;

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const most = A.div(A.log(A.number(2)), A.number(Number(options.beta)));
    (await run(inputs)).y!.data.forEach((value, n) => {
      const part = A.number(Math.max(0, inputs.x!.data[n]!));
      claim.atMost(part, value, `the positive part of input ${n}`);
      claim.atMost(value, A.add(part, most), `value ${n}`);
    });
  },
  C2: async ({ A, run, inputs, options, claim }) => {
    const { y } = await run(inputs);
    const mirrored = (await run({ x: map(inputs.x!, (x) => -x) })).y!;
    y!.data.forEach((value, n) => {
      const x = inputs.x!.data[n]!;
      if (Math.abs(Number(options.beta) * x) > Number(options.threshold)) return;
      claim.equal(A.sub(value, mirrored.data[n]!), A.number(x), `the difference of pair ${n}`);
    });
  },
  C3: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const beta = Number(options.beta);
    const y = map(inputs.x!, () => random.integer(-8, 8) / 8);
    (await vjp(inputs, { y })).x!.data.forEach((gradient, n) => {
      const x = inputs.x!.data[n]!;
      const beyond = beta * x > Number(options.threshold);
      const slope = beyond ? A.number(1) : A.sigmoid(A.mul(A.number(beta), A.number(x)));
      claim.equal(gradient, A.mul(A.number(y.data[n]!), slope), `gradient ${n}`);
    });
  }),
  C4: async ({ A, run, inputs, options, random, claim }) => {
    const beta = random.pick(SCALES);
    const { y } = await run(inputs, { ...options, beta });
    const plain = await run({ x: map(inputs.x!, (x) => beta * x) }, { ...options, beta: 1 });
    y!.data.forEach((value, n) => {
      claim.equal(A.mul(A.number(beta), value), plain.y!.data[n]!, `β times value ${n}`);
    });
  },
  C5: async ({ A, run, inputs, options, random, claim }) => {
    const step = random.integer(1, 8) / 8;
    const [before, here, after] = await Promise.all(
      [-step, 0, step].map(async (by) => (await run({ x: map(inputs.x!, (x) => x + by) })).y!.data),
    );
    here!.forEach((value, n) => {
      if (Number(options.beta) * (inputs.x!.data[n]! + step) > Number(options.threshold)) return;
      const mean = A.div(A.add(before![n]!, after![n]!), A.number(2));
      claim.atMost(value, mean, `value ${n}, half way`);
      claim.atMost(value, after![n]!, `value ${n}, before it grows`);
      claim.atMost(A.sub(after![n]!, value), A.number(step), `the growth of value ${n}`);
    });
  },
  C6: withGradient(async ({ A, run, vjp, inputs, options, claim }) => {
    const x = map(inputs.x!, () => 0);
    const half = A.div(A.log(A.number(2)), A.number(Number(options.beta)));
    for (const value of (await run({ x })).y!.data) claim.equal(value, half, 'the value at zero');
    const slopes = await vjp({ x }, { y: map(x, () => 1) });
    for (const slope of slopes.x!.data) claim.equal(slope, A.number(0.5), 'the slope at zero');
  }),
  C7: async ({ A, run, inputs, options, random, claim }) => {
    const beta = random.pick(SCALES);
    const threshold = Number(options.threshold);
    const knee = threshold / beta;
    const x = fill(inputs.x!, [2], (n) => knee + n / 8);
    const [at, beyond] = (await run({ x }, { ...options, beta })).y!.data;
    const drop = A.div(A.log1p(A.exp(A.number(-threshold))), A.number(beta));
    claim.equal(at!, A.add(A.number(knee), drop), 'the value at the threshold');
    claim.equal(beyond!, A.number(knee + 1 / 8), 'the value beyond the threshold');
  },
});
