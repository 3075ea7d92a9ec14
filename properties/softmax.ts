import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import { resolveAxis } from '../reference/lib/layout.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import spec from '../spec/softmax.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { lanes, map, reorder } from './lib/tensors.ts';

const plain = ({ shape, data }: Tensor) => ({ shape, data: [...data] });

function entropy(A: Arithmetic<Value>, shares: readonly Value[]): Value {
  return A.neg(A.sum(shares.map((p) => A.mul(p, A.log(p)))));
}

/** p·x plus the entropy of p. */
function payoff(A: Arithmetic<Value>, shares: readonly Value[], scores: readonly number[]): Value {
  return A.sum([entropy(A, shares), ...shares.map((p, k) => A.mul(p, A.number(scores[k]!)))]);
}

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    for (const lane of lanes((await run(inputs)).y!, Number(options.axis))) {
      claim.equal(A.sum(lane), A.number(1), 'the sum of a lane');
      for (const share of lane) {
        claim.atMost(A.number(0), share, 'a share');
        claim.atMost(share, A.number(1), 'a share');
      }
    }
  },
  C2: async ({ run, inputs, claim }) => {
    const shifted = map(inputs.x!, (score) => score + 8);
    claim.same((await run({ x: shifted })).y!, (await run(inputs)).y!, 'y after the shift');
  },
  C3: async ({ run, inputs, options, random, claim }) => {
    const axis = Number(options.axis);
    const order = random.permutation(inputs.x!.shape.at(axis)!);
    const { y } = await run({ x: reorder(inputs.x!, axis, order) });
    claim.same(y!, reorder((await run(inputs)).y!, axis, order), 'y reordered');
  },
  C4: async ({ run, inputs, options, claim }) => {
    const axis = Number(options.axis);
    const shares = lanes((await run(inputs)).y!, axis);
    lanes(plain(inputs.x!), axis).forEach((scores, lane) => {
      const order = scores.map((_, k) => k).sort((a, b) => scores[a]! - scores[b]!);
      for (let k = 1; k < order.length; k++) {
        const [low, high] = [order[k - 1]!, order[k]!];
        claim.atMost(shares[lane]![low]!, shares[lane]![high]!, 'the share of a smaller score');
        if (scores[low] === scores[high])
          claim.equal(shares[lane]![low]!, shares[lane]![high]!, 'the share of an equal score');
      }
    });
  },
  C5: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const cotangent = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const { x } = await vjp(inputs, { y: cotangent });
    for (const lane of lanes(x!, Number(options.axis)))
      claim.equal(A.sum(lane), A.number(0), 'the sum of a gradient lane');
  }),
  C6: withGradient(async ({ A, run, vjp, inputs, options, random, claim }) => {
    const axis = Number(options.axis);
    const cotangent = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const gradients = lanes((await vjp(inputs, { y: cotangent })).x!, axis);
    const upstream = lanes(plain(cotangent), axis).map((lane) => lane.map((v) => A.number(v)));
    lanes((await run(inputs)).y!, axis).forEach((shares, lane) => {
      const v = upstream[lane]!;
      const gradient = gradients[lane]!;
      const mean = A.sum(shares.map((share, k) => A.mul(share, v[k]!)));
      shares.forEach((share, k) => {
        claim.equal(gradient[k]!, A.mul(share, A.sub(v[k]!, mean)), `gradient ${k} of a lane`);
      });
      const along = A.sum(gradient.map((g, k) => A.mul(g, v[k]!)));
      claim.atMost(A.number(0), along, 'the gradient along its cotangent');
    });
  }),
  C7: async ({ A, run, inputs, options, claim }) => {
    const axis = resolveAxis(Number(options.axis), inputs.x!.shape);
    const size = inputs.x!.shape[axis]!;
    const inner = inputs.x!.shape.slice(axis + 1).reduce((product, length) => product * length, 1);
    // Two scores take part in each lane, and the rest is so far below that it has no share to any digit.
    const far = map(inputs.x!, (score, n) => (Math.floor(n / inner) % size < 2 ? score : -4096));
    const shares = lanes((await run({ x: far })).y!, axis);
    lanes(plain(far), axis).forEach(([first, second], lane) => {
      if (second === undefined) return;
      const share = A.sigmoid(A.number(first! - second));
      claim.equal(shares[lane]![0]!, share, 'the share of the first');
    });
  },
  C8: async ({ A, run, inputs, options, random, claim }) => {
    const axis = Number(options.axis);
    const shares = lanes((await run(inputs)).y!, axis);
    lanes(plain(inputs.x!), axis).forEach((scores, lane) => {
      const best = A.log(A.sum(scores.map((score) => A.exp(A.number(score)))));
      claim.equal(payoff(A, shares[lane]!, scores), best, 'the payoff of the shares');
      const weights = scores.map(() => random.integer(1, 8));
      const total = A.number(weights.reduce((sum, w) => sum + w, 0));
      const other = weights.map((w) => A.div(A.number(w), total));
      claim.atMost(payoff(A, other, scores), best, 'the payoff of other shares');
    });
  },
  C9: async ({ A, run, inputs, options, claim }) => {
    const axis = Number(options.axis);
    const before = lanes((await run(inputs)).y!, axis);
    const doubled = lanes((await run({ x: map(inputs.x!, (score) => 2 * score) })).y!, axis);
    before.forEach((lane, n) => {
      claim.atMost(entropy(A, doubled[n]!), entropy(A, lane), 'the entropy of doubled scores');
    });
  },
  C10: withGradient(async ({ A, run, vjp, inputs, options, random, claim }) => {
    const axis = resolveAxis(Number(options.axis), inputs.x!.shape);
    const size = inputs.x!.shape[axis]!;
    const winner = random.integer(0, size - 1);
    const inner = inputs.x!.shape.slice(axis + 1).reduce((product, length) => product * length, 1);
    const wins = (n: number) => Math.floor(n / inner) % size === winner;
    const x = map(inputs.x!, (score, n) => (wins(n) ? score + 80 : score));
    const little = A.ratio(1n, 2n ** 80n);
    const { y } = await run({ x });
    const gradient = (await vjp({ x }, { y: map(x, () => random.integer(-8, 8) / 8) })).x!;
    y!.data.forEach((share, n) => {
      const rest = wins(n) ? A.sub(A.number(1), share) : share;
      claim.atMost(A.abs(rest), little, `what share ${n} lacks`);
      claim.atMost(A.abs(gradient.data[n]!), little, `gradient ${n}`);
    });
  }),
});
