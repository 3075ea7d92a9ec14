import spec from '../spec/elu.ts';
import { laws, withGradient } from './lib/laws.ts';
import { map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    (await run(inputs)).y!.data.forEach((value, n) => {
      const x = inputs.x!.data[n]!;
      claim.atMost(A.number(-Number(options.alpha)), value, `value ${n}`);
      if (x > 0) claim.equal(value, A.number(x), `value ${n}`);
      else claim.atMost(value, A.number(0), `value ${n}`);
    });
  },
  C2: async ({ A, run, inputs, options, random, claim }) => {
    const step = random.integer(1, 16) / 8;
    const most = A.mul(A.number(Math.max(1, Number(options.alpha))), A.number(step));
    const { y } = await run(inputs);
    const later = (await run({ x: map(inputs.x!, (x) => x + step) })).y!;
    y!.data.forEach((value, n) => {
      claim.atMost(value, later.data[n]!, `value ${n}`);
      claim.atMost(A.sub(later.data[n]!, value), most, `the growth of value ${n}`);
    });
  },
  C3: withGradient(async ({ A, run, vjp, inputs, options, random, claim }) => {
    const upstream = map(inputs.x!, () => random.integer(1, 8) / 8);
    const { y } = await run(inputs);
    (await vjp(inputs, { y: upstream })).x!.data.forEach((gradient, n) => {
      const x = inputs.x!.data[n]!;
      claim.atMost(A.number(0), gradient, `gradient ${n}`);
      if (x === 0) return;
      const slope = x > 0 ? A.number(1) : A.add(y!.data[n]!, A.number(Number(options.alpha)));
      claim.equal(gradient, A.mul(A.number(upstream.data[n]!), slope), `gradient ${n}`);
    });
  }),
  C4: async ({ A, run, inputs, options, claim }) => {
    const left = map(inputs.x!, (x) => -Math.abs(x));
    (await run({ x: left })).y!.data.forEach((value, n) => {
      const share = A.div(value, A.number(Number(options.alpha)));
      claim.equal(A.log1p(share), A.number(left.data[n]!), `the inverse of value ${n}`);
    });
  },
  C5: async ({ A, run, inputs, options, random, claim }) => {
    const alpha = A.number(Number(options.alpha));
    const one = map(inputs.x!, (x) => -Math.abs(x));
    const other = map(inputs.x!, () => -random.integer(0, 32) / 8);
    const above = async (x: typeof one) =>
      (await run({ x })).y!.data.map((value) => A.add(A.number(1), A.div(value, alpha)));
    const [first, second] = [await above(one), await above(other)];
    (await above(map(one, (x, n) => x + other.data[n]!))).forEach((value, n) => {
      claim.equal(value, A.mul(first[n]!, second[n]!), `1 + y/α of sum ${n}`);
    });
  },
  C6: withGradient(async ({ A, vjp, inputs, claim }) => {
    const far = map(inputs.x!, (x) => 1024 + x);
    const slopes = (await vjp({ x: far }, { y: map(far, () => 1) })).x!.data;
    for (const slope of slopes) claim.equal(slope, A.number(1), 'the slope far out');
  }),
});
