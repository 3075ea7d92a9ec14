import spec from '../spec/weight-decay.ts';
import { laws } from './lib/laws.ts';
import { claimTwoCalls, exactly, steps } from './lib/steps.ts';
import { fill, map, slice } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const decay = A.number(Number(options.decay));
    const kept = Array.from(inputs.lr!.data, (rate) => A.sub(A.number(1), A.mul(A.number(rate), decay)));
    const left = kept.reduce((product, share) => A.mul(product, share), A.number(1));
    (await run({ ...inputs, g: map(inputs.g!, () => 0) })).theta1!.data.forEach((x, k) => {
      claim.equal(x, A.mul(left, A.number(inputs.theta!.data[k]!)), `theta1[${k}]`);
    });
  },
  C2: async ({ A, run, inputs, options, random, claim }) => {
    const decay = 2 ** -random.integer(1, 6);
    const n = inputs.theta!.data.length;
    const g = map(inputs.g!, (_, at) => -decay * inputs.theta!.data[at % n]!);
    const { theta1 } = await run({ ...inputs, g }, { ...options, decay });
    claim.same(theta1!, exactly(A, inputs.theta!), 'theta1');
  },
  C3: async ({ A, run, inputs, options, claim }) => {
    const first = steps(inputs, 0, 1);
    const plain = (await run(first, { ...options, decay: 0 })).theta1!;
    const share = A.mul(A.number(first.lr!.data[0]!), A.number(Number(options.decay)));
    (await run(first)).theta1!.data.forEach((x, k) => {
      const lost = A.mul(share, A.number(inputs.theta!.data[k]!));
      claim.equal(x, A.sub(plain.data[k]!, lost), `theta1[${k}]`);
    });
  },
  C4: async ({ A, run, inputs, claim }) => {
    const twice = (name: 'theta' | 'g') => map(inputs[name]!, (x) => 2 * x);
    const { theta1 } = await run({ ...inputs, theta: twice('theta'), g: twice('g') });
    (await run(inputs)).theta1!.data.forEach((x, k) => {
      claim.equal(theta1!.data[k]!, A.mul(A.number(2), x), `theta1[${k}] of everything doubled`);
    });
  },
  C5: async ({ run, inputs, random, claim }) => {
    const [T, n] = inputs.g!.shape as [number, number];
    const k = random.integer(0, n - 1);
    const alone = await run({
      ...inputs,
      theta: slice(inputs.theta!, 0, k, k + 1),
      g: fill(inputs.g!, [T, 1], (t) => inputs.g!.data[t * n + k]!),
    });
    claim.same(alone.theta1!, slice((await run(inputs)).theta1!, 0, k, k + 1), `theta1[${k}] alone`);
  },
  C6: (context) => claimTwoCalls(context),
});
