import spec from '../spec/attention-encoder-decoder.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import { type LawContext, laws, type Value } from './lib/laws.ts';
import { combine } from './lib/products.ts';
import { lanes, map, slice } from './lib/tensors.ts';
import { changed } from './lib/unrolled.ts';

type Net = Record<'x' | 'Wx' | 'Ux' | 'bx' | 'y' | 'Wy' | 'Uy' | 'Cy' | 'by' | 'V' | 'c', Tensor>;

const sizesOf = ({ x, y, V }: Tensors) => ({
  N: x!.shape[0]!,
  T: x!.shape[1]!,
  S: y!.shape[1]!,
  H: V!.shape[1]! / 2,
  Q: V!.shape[0]!,
});

/** The first sample through the whole of it, number by number. */
function pipeline({ A, inputs }: Pick<LawContext, 'A' | 'inputs'>) {
  const { x, Wx, Ux, bx, y, Wy, Uy, Cy, by, V, c } = inputs as Net;
  const { T, S, H, Q } = sizesOf(inputs);
  const times = (W: Tensor, row: number, v: readonly Value[], from = 0) =>
    v.map((value, n) => A.mul(A.number(W.data[row * W.shape[1]! + from + n]!), value));
  const rowOf = (sequence: Tensor, t: number) => {
    const width = sequence.shape[2]!;
    return Array.from({ length: width }, (_, d) => A.number(sequence.data[t * width + d]!));
  };
  const units = (f: (k: number) => readonly Value[]) =>
    Array.from({ length: H }, (_, k) => A.tanh(A.sum(f(k))));
  const h: Value[][] = [];
  for (let j = 0; j < T; j++) {
    const before = h[j - 1] ?? Array<Value>(H).fill(A.number(0));
    h.push(units((k) => [...times(Wx, k, rowOf(x, j)), ...times(Ux, k, before), A.number(bx.data[k]!)]));
  }
  let state = h.at(-1)!;
  const weights: Value[][] = [];
  const outputs: Value[][] = [];
  for (let t = 0; t < S; t++) {
    const asked = state;
    const scores = h.map((one) => A.exp(A.sum(one.map((value, k) => A.mul(value, asked[k]!)))));
    const alpha = scores.map((score) => A.div(score, A.sum(scores)));
    const z = Array.from({ length: H }, (_, k) => A.sum(h.map((one, j) => A.mul(alpha[j]!, one[k]!))));
    state = units((k) => [
      ...times(Wy, k, rowOf(y, t)),
      ...times(Uy, k, asked),
      ...times(Cy, k, z),
      A.number(by.data[k]!),
    ]);
    weights.push(alpha);
    outputs.push(
      Array.from({ length: Q }, (_, q) =>
        A.sum([...times(V, q, z), ...times(V, q, state, H), A.number(c.data[q]!)]),
      ),
    );
  }
  return { h, alpha: weights, o: outputs };
}

/** The output weights with those of context or state put to zero. */
const without = (V: Tensor, block: 0 | 1): Tensor => {
  const H = V.shape[1]! / 2;
  return map(V, (value, n) => (Math.floor((n % (2 * H)) / H) === block ? 0 : value));
};

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const T = sizesOf(inputs).T;
    const one = { ...inputs, x: slice(inputs.x!, 1, T - 1, T) };
    const { alpha, o } = await run(one);
    for (const value of alpha!.data) claim.equal(value, A.number(1), 'the only weight');
    const stated = pipeline({ A, inputs: one }).o.flat();
    stated.forEach((value, n) => {
      claim.equal(o!.data[n]!, value, `output ${n} with the state as its context`);
    });
  },
  C2: async ({ A, run, inputs, claim }) => {
    for (const weights of lanes((await run(inputs)).alpha!, 2)) {
      claim.equal(A.sum(weights), A.number(1), 'the sum of the weights of a step');
      for (const weight of weights)
        claim.that(A.less(A.number(0), weight) !== false, 'a weight is not positive');
    }
  },
  C3: async ({ A, run, inputs, claim }) => {
    const { o, alpha } = await run(inputs);
    const stated = pipeline({ A, inputs });
    stated.o.flat().forEach((value, n) => {
      claim.equal(o!.data[n]!, value, `o[${n}] of the first sample`);
    });
    stated.alpha.flat().forEach((value, n) => {
      claim.equal(alpha!.data[n]!, value, `alpha[${n}] of the first sample`);
    });
  },
  C4: async ({ A, run, inputs, claim }) => {
    const V = inputs.V!;
    const none = { ...inputs, c: map(inputs.c!, () => 0) };
    const [context, state] = [without(V, 1), without(V, 0)];
    const parts = combine(
      (await run({ ...none, V: context })).o!,
      (await run({ ...none, V: state })).o!,
      A.add,
    );
    claim.same((await run(none)).o!, parts, 'o');
    // Which block is which: the context alone is a mean of the encoder's states.
    const { h, alpha } = pipeline({ A, inputs });
    const { Q, S, H } = sizesOf(inputs);
    const { o } = await run({ ...none, V: context });
    for (let n = 0; n < S * Q; n++) {
      const [t, q] = [Math.floor(n / Q), n % Q];
      const terms = h.flatMap((one, j) =>
        one.map((value, k) => A.mul(A.number(V.data[q * 2 * H + k]!), A.mul(alpha[t]![j]!, value))),
      );
      claim.equal(o!.data[n]!, A.sum(terms), `what the context gives o[${t},${q}]`);
    }
  },
  C5: async ({ A, run, inputs, claim }) => {
    const { T } = sizesOf(inputs);
    const x = inputs.x!;
    const D = x.shape[2]!;
    const alike = map(x, (_, n) => x.data[Math.floor(n / (T * D)) * T * D + (n % D)]!);
    const net = { ...inputs, x: alike, Ux: map(inputs.Ux!, () => 0) };
    const { alpha, o } = await run(net);
    for (const value of alpha!.data) claim.equal(value, A.ratio(1n, BigInt(T)), 'a weight');
    const one = await run({ ...net, x: slice(alike, 1, 0, 1) });
    claim.same(o!, one.o!, 'o with the one state as its context');
  },
  C6: async ({ run, inputs, random, claim }) => {
    const y = inputs.y!;
    const steps = random.integer(1, y.shape[1]!);
    const later = (await run({ ...inputs, y: changed(y, (t) => t >= steps, 1) })).o!;
    claim.same(slice(later, 1, 0, steps), slice((await run(inputs)).o!, 1, 0, steps), 'the first outputs');
  },
  C7: async ({ run, inputs, random, claim }) => {
    const y = inputs.y!;
    const step = random.integer(0, y.shape[1]! - 1);
    const other = await run({ ...inputs, y: changed(y, (t) => t >= step, 2) });
    const before = slice((await run(inputs)).alpha!, 1, 0, step + 1);
    claim.same(
      slice(other.alpha!, 1, 0, step + 1),
      before,
      'the weights up to the step that is fed otherwise',
    );
  },
});
