import { prepare } from '../reference/lib/prepare.ts';
import spec from '../spec/dense-block.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import { entries } from './lib/entries.ts';
import { type LawContext, laws, seldom, withGradient } from './lib/laws.ts';
import { combine, exact, matmul } from './lib/products.ts';
import { fill, map, slice } from './lib/tensors.ts';
import { affine, drawn } from './lib/unrolled.ts';

type Block = Record<'x' | 'W' | 'b', Tensor>;

const sizesOf = ({ x, W }: Tensors) => {
  const [N, C] = x!.shape as [number, number];
  const [L, K] = W!.shape as [number, number];
  return { N, C, L, K, M: C + L * K };
};

/** The first columns of a layer's weights, those it reads, and its biases. */
function layerOf(inputs: Tensors, l: number) {
  const { C, K } = sizesOf(inputs);
  const { W, b } = inputs as Block;
  const V = slice(slice(W, 0, l, l + 1), 2, 0, C + l * K);
  return { V: { ...V, shape: [K, C + l * K] }, b: fill(b, [K], (k) => b.data[l * K + k]!) };
}

/** The block with its first layers alone. */
function shallower(inputs: Tensors, layers: number): Tensors {
  const { C, K } = sizesOf(inputs);
  const { W, b } = inputs as Block;
  const first = (tensor: Tensor) => slice(tensor, 0, 0, layers);
  return { ...inputs, W: slice(first(W), 2, 0, C + layers * K), b: first(b) };
}

/** The block with other weights, by layer and column, and positive features whatever it reads. */
const wired = (inputs: Tensors, weight: (l: number, c: number) => number): Tensors => {
  const { K, M } = sizesOf(inputs);
  return {
    x: map(inputs.x!, () => 1),
    W: map(inputs.W!, (_, n) => weight(Math.floor(n / (K * M)), n % M)),
    b: map(inputs.b!, () => 1),
  };
};

/** Does moving the features of layer m (0 is the input) move those of layer l, when l reads nothing but them? */
async function isConnected({ A, run }: LawContext, inputs: Tensors, m: number, l: number) {
  const { C, K } = sizesOf(inputs);
  const [from, to] = m === 0 ? [0, C] : [C + (m - 1) * K, C + m * K];
  const alone = wired(inputs, (layer, c) => (layer === l - 1 && c >= from && c < to ? 1 : 0));
  const moved =
    m === 0
      ? { ...alone, x: map(alone.x!, () => 2) }
      : { ...alone, b: map(alone.b!, (v, n) => (Math.floor(n / K) === m - 1 ? v + 1 : v)) };
  const features = async (block: Tensors) => slice((await run(block)).y!, 1, C + (l - 1) * K, C + l * K).data;
  const [before, after] = [await features(alone), await features(moved)];
  return after.every((value, n) => A.equal(value, before[n]!) === false);
}

const SHOWN = { C: 64, L: 6, K: 32 };

export default laws(spec, {
  C1: async ({ A, run, inputs, random, claim }) => {
    const { C, L, K } = sizesOf(inputs);
    const { y } = await run(inputs);
    claim.same(slice(y!, 1, 0, C), exact(A, inputs.x!), 'the first channels');
    const layers = random.integer(1, L);
    const part = (await run(shallower(inputs, layers))).y!;
    claim.same(part, slice(y!, 1, 0, C + layers * K), `the result of ${layers} layers`);
  },
  C2: async ({ A, run, inputs, claim }) => {
    const { C, L, K } = sizesOf(inputs);
    const { y } = await run(inputs);
    for (let l = 0; l < L; l++) {
      const { V, b } = layerOf(inputs, l);
      const sums = affine(A, slice(y!, 1, 0, C + l * K), V, b);
      const features = { ...sums, data: sums.data.map((a) => A.max(A.number(0), a)) };
      claim.same(slice(y!, 1, C + l * K, C + (l + 1) * K), features, `x_${l + 1}`);
    }
  },
  C3: async (context) => {
    const { L } = sizesOf(context.inputs);
    let connections = 0;
    for (let l = 1; l <= L; l++)
      for (let m = 0; m <= L; m++) {
        if (m === l) continue;
        const connected = await isConnected(context, context.inputs, m, l);
        context.claim.that(connected === m < l, `layer ${l} ${connected ? 'reads' : 'does not read'} x_${m}`);
        connections += Number(connected);
      }
    context.claim.that(connections === (L * (L + 1)) / 2, `${connections} connections of ${L} layers`);
  },
  C4: withGradient(async ({ A, run, vjp, inputs, claim }) => {
    const { C, L, K, M } = sizesOf(inputs);
    const open = wired(inputs, () => 1);
    const dy = fill(inputs.x!, [inputs.x!.shape[0]!, M], () => 1);
    const { W } = await vjp(open, { y: dy });
    for (let l = 1; l <= L; l++) {
      const columns = Array.from({ length: M }, (_, c) => c).filter((c) =>
        Array.from({ length: K }, (_, k) => W!.data[((l - 1) * K + k) * M + c]!).every(
          (value) => A.equal(value, A.number(0)) === false,
        ),
      );
      claim.that(columns.length === C + K * (l - 1), `layer ${l} reads ${columns.length} channels`);
    }
    W!.data.forEach((value, n) => {
      if (n % M >= C + Math.floor(n / (K * M)) * K) claim.equal(value, A.number(0), `dW[${n}], not read,`);
    });
    const other = wired(inputs, (l, c) => (c < C + l * K ? 1 : 5));
    claim.same((await run(other)).y!, (await run(open)).y!, 'y with other weights where none is read');
  }),
  C5: seldom(async ({ run, inputs, claim }) => {
    const { C, L, K } = SHOWN;
    const M = entries(prepare(spec), ['W'], SHOWN) / (L * K);
    const { y } = await run({
      x: fill(inputs.x!, [1, C], () => 1),
      W: fill(inputs.W!, [L, K, M], () => 0),
      b: fill(inputs.b!, [L, K], () => 1),
    });
    claim.that(y!.shape[1] === 256, `y has ${y!.shape[1]} channels`);
    const own = sizesOf(inputs);
    const width = (await run(inputs)).y!.shape[1];
    claim.that(width === own.C + own.K * own.L, `y has ${width} channels`);
  }),
  C6: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const { C, L, K, M } = sizesOf(inputs);
    // A bias gets what arrives at its layer: with one sample its gradient is da.
    const one = { ...inputs, x: slice(inputs.x!, 0, 0, 1) };
    const dy = drawn(inputs.x!, [1, M], random);
    const { x, b } = await vjp(one, { y: dy });
    const terms = Array.from({ length: L }, (_, l) => {
      const arriving = { shape: [1, K], data: b!.data.slice(l * K, (l + 1) * K) };
      return matmul(A, arriving, slice(exact(A, layerOf(inputs, l).V), 1, 0, C));
    });
    const direct = terms.reduce((sum, term) => combine(sum, term, A.add), exact(A, slice(dy, 1, 0, C)));
    claim.same(x!, direct, 'dx');
  }),
});
