import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/text-cnn.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { fill, lanes, map, reorder, slice } from './lib/tensors.ts';

const parts = (inputs: Tensors) => {
  const { x, w, V } = inputs as Record<'x' | 'w' | 'V', Tensor>;
  const [N, T, D] = x.shape as [number, number, number];
  return { x, w, N, T, D, F: w.shape[0]!, K: w.shape[1]!, C: V.shape[0]! };
};

/**
 * With a class of score zero and one for each filter, whose score is what is pooled of it: the logarithms of their ratios.
 * [text][filter]
 */
async function pooled({ A, run }: LawContext, inputs: Tensors): Promise<Value[][]> {
  const { F } = parts(inputs);
  const V = fill(inputs.V!, [F + 1, F], (n) => (Math.floor(n / F) - 1 === n % F ? 1 : 0));
  const { y } = await run({ ...inputs, V, c: fill(inputs.c!, [F + 1], () => 0) });
  return lanes(y!, 1).map(([zero, ...others]) => others.map((share) => A.log(A.div(share, zero!))));
}

/** The texts with words of zeros before and after them. */
function between(x: Tensor, before: number, after: number): Tensor {
  const [N, T, D] = x.shape as [number, number, number];
  const length = before + T + after;
  return fill(x, [N, length, D], (n) => {
    const t = (Math.floor(n / D) % length) - before;
    return t < 0 || t >= T ? 0 : x.data[(Math.floor(n / (length * D)) * T + t) * D + (n % D)]!;
  });
}

export default laws(spec, {
  C1: async ({ A, run, inputs, random, claim }) => {
    const { x, N, C } = parts(inputs);
    for (const longer of [x, between(x, 0, random.integer(1, 5))]) {
      const { y } = await run({ ...inputs, x: longer });
      claim.that(String(y!.shape) === String([N, C]), `y has the shape [${y!.shape}]`);
      for (const shares of lanes(y!, 1)) {
        claim.equal(A.sum(shares), A.number(1), 'the sum over the classes');
        for (const share of shares) claim.atMost(A.number(0), share, 'zero beside a share');
      }
    }
  },
  C2: async (context) => {
    const { A, inputs, claim } = context;
    const { x, N, T, D, F, K } = parts(inputs);
    const windows = T - K + 1;
    const cut = fill(x, [N * windows, K, D], (n) => {
      const [text, p] = [Math.floor(n / (K * D * windows)), Math.floor(n / (K * D)) % windows];
      return x.data[(text * T + p) * D + (n % (K * D))]!;
    });
    const alone = await pooled(context, { ...inputs, x: cut });
    (await pooled(context, inputs)).forEach((responses, text) => {
      for (let f = 0; f < F; f++) {
        const each = alone.slice(text * windows, (text + 1) * windows).map((window) => window[f]!);
        claim.equal(responses[f]!, each.reduce(A.max), `what is pooled of filter ${f} in text ${text}`);
      }
    });
  },
  C3: async ({ run, inputs, random, claim }) => {
    const { x, K } = parts(inputs);
    const room = random.integer(1, 3);
    const [first, last] = await Promise.all(
      [0, room].map((more) => run({ ...inputs, x: between(x, K + more, K + room - more) })),
    );
    claim.same(last!.y!, first!.y!, 'y of the text, moved,');
  },
  C4: async ({ run, inputs, random, claim }) => {
    const { x, w, T } = parts(inputs);
    const single = { ...inputs, w: slice(w, 1, 0, 1) };
    const shuffled = reorder(x, 1, random.permutation(T));
    claim.same(
      (await run({ ...single, x: shuffled })).y!,
      (await run(single)).y!,
      'y of the words reordered',
    );
  },
  C5: async ({ run, inputs, random, claim }) => {
    const order = random.permutation(parts(inputs).F);
    const { y } = await run({
      ...inputs,
      w: reorder(inputs.w!, 0, order),
      b: reorder(inputs.b!, 0, order),
      V: reorder(inputs.V!, 1, order),
    });
    claim.same(y!, (await run(inputs)).y!, 'y with the filters reordered');
  },
  C6: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const { x, w, D, F, K, C } = parts(inputs);
    // One window, set among others that are no match for it: all responses but its own are zero.
    const T = 3 * K;
    const at = random.integer(0, T - K);
    const text = fill(x, [1, T, D], (n) => {
      const t = (Math.floor(n / D) % T) - at;
      return t < 0 || t >= K ? 0 : 1 + ((n * 7) % 5) / 8;
    });
    const weights = map(w, (_, n) => 0.5 + Math.floor(n / (K * D)) / 8);
    const dy = fill(x, [1, C], () => random.integer(-8, 8) / 8);
    const loud = { ...inputs, x: text, w: weights, b: map(inputs.b!, () => -0.0625) };
    const gradient = await vjp(loud, { y: dy });
    // dw = δ·window and db = δ, with the same δ for all entries of a filter.
    for (let n = 0; n < F * K * D; n++) {
      const delta = gradient.b!.data[Math.floor(n / (K * D))]!;
      const word = A.number(text.data[at * D + (n % (K * D))]!);
      claim.equal(gradient.w!.data[n]!, A.mul(delta, word), `the gradient of weight ${n}`);
    }
  }),
});
