import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import spec from '../spec/temperature-sampling.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { lanes, map } from './lib/tensors.ts';

const plain = ({ shape, data }: Tensor) => ({ shape, data: [...data] });

/** A share of 0 adds nothing. */
function entropy(A: Arithmetic<Value>, shares: readonly Value[]): Value {
  return A.neg(A.sum(shares.map((p) => A.mul(p, A.log(p)))));
}

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    for (const lane of lanes((await run(inputs)).p!, Number(options.axis))) {
      claim.equal(A.sum(lane), A.number(1), 'the sum of a lane');
      for (const share of lane) {
        claim.atMost(A.number(0), share, 'a probability');
        claim.atMost(share, A.number(1), 'a probability');
      }
    }
  },
  C2: async ({ A, run, inputs, options, random, claim }) => {
    const axis = Number(options.axis);
    const temperature = random.pick([0.25, 0.5, 1, 2, 8]);
    const shares = lanes((await run(inputs, { ...options, temperature })).p!, axis);
    lanes(plain(inputs.x!), axis).forEach((scores, lane) => {
      const first = shares[lane]![0]!;
      scores.forEach((score, n) => {
        const odds = A.exp(A.number((score - scores[0]!) / temperature));
        claim.equal(shares[lane]![n]!, A.mul(first, odds), `probability ${n} of a lane, by the first`);
      });
    });
  },
  C3: async ({ run, inputs, options, random, claim }) => {
    const temperature = random.pick([0.25, 0.5, 1, 2, 0]);
    const factor = random.pick([0.5, 2, 4]);
    const before = await run(inputs, { ...options, temperature });
    const scaled = { x: map(inputs.x!, (score) => factor * score) };
    const after = await run(scaled, { ...options, temperature: factor * temperature });
    claim.same(after.p!, before.p!, 'p of scaled scores');
  },
  C4: async ({ A, run, inputs, options, claim }) => {
    const axis = Number(options.axis);
    const cold = lanes((await run(inputs, { ...options, temperature: 2 ** -9 })).p!, axis);
    const zero = lanes((await run(inputs, { ...options, temperature: 0 })).p!, axis);
    const little = A.ratio(1n, 2n ** 80n);
    lanes(plain(inputs.x!), axis).forEach((scores, lane) => {
      const most = Math.max(...scores);
      const winners = scores.filter((score) => score === most).length;
      scores.forEach((score, n) => {
        const share = score === most ? A.ratio(1n, BigInt(winners)) : A.number(0);
        claim.equal(zero[lane]![n]!, share, `probability ${n} of a lane at 0`);
        claim.atMost(A.abs(A.sub(cold[lane]![n]!, share)), little, `what probability ${n} is off near 0`);
      });
    });
  },
  C5: async ({ A, run, inputs, options, random, claim }) => {
    const axis = Number(options.axis);
    const temperature = random.pick([1, 2, 4]);
    const at = async (t: number) => lanes((await run(inputs, { ...options, temperature: t })).p!, axis);
    const [cool, warm, hot] = [await at(temperature), await at(2 * temperature), await at(2 ** 20)];
    const near = A.ratio(1n, 2n ** 14n);
    cool.forEach((lane, n) => {
      claim.atMost(entropy(A, lane), entropy(A, warm[n]!), 'the entropy at the lower temperature');
      const alike = A.ratio(1n, BigInt(lane.length));
      for (const share of hot[n]!)
        claim.atMost(A.abs(A.sub(share, alike)), near, 'what a probability is off 1/n at a high temperature');
    });
  },
  C6: withGradient(async ({ A, run, vjp, inputs, options, random, claim }) => {
    const axis = Number(options.axis);
    const asked = { ...options, temperature: random.pick([0.25, 0.5, 2, 8]) };
    const p = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const gradients = lanes((await vjp(inputs, { p }, asked)).x!, axis);
    const upstream = lanes(plain(p), axis).map((lane) => lane.map((v) => A.number(v)));
    lanes((await run(inputs, asked)).p!, axis).forEach((shares, lane) => {
      const v = upstream[lane]!;
      const mean = A.sum(shares.map((share, n) => A.mul(share, v[n]!)));
      shares.forEach((share, n) => {
        const slope = A.div(A.mul(share, A.sub(v[n]!, mean)), A.number(asked.temperature));
        claim.equal(gradients[lane]![n]!, slope, `gradient ${n} of a lane`);
      });
    });
    const none = await vjp(inputs, { p }, { ...options, temperature: 0 });
    for (const value of none.x!.data) claim.equal(value, A.number(0), 'a gradient at 0');
  }),
});
