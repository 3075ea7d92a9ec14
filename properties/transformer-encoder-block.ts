import type { Values } from '../reference/lib/evaluate.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/transformer-encoder-block.ts';
import { type LawContext, laws, type Value } from './lib/laws.ts';
import { combine, exact, matmul, transpose } from './lib/products.ts';
import { lanes, map, reorder, slice } from './lib/tensors.ts';

const zero = (tensor: Tensor) => map(tensor, () => 0);

/** With sublayers that add nothing. */
const silent = (inputs: Tensors): Tensors => ({
  ...inputs,
  Wo: zero(inputs.Wo!),
  W2: zero(inputs.W2!),
  b2: zero(inputs.b2!),
});

const affine = ({ A }: LawContext, x: Values<Value>, W: Values<Value>, b?: Tensor): Values<Value> => {
  const y = matmul(A, x, transpose(W));
  return b ? { ...y, data: y.data.map((v, n) => A.add(v, A.number(b.data[n % b.data.length]!))) } : y;
};

/** The layer norm of every row. */
function normed({ A, options }: LawContext, x: Values<Value>, gamma: Tensor, beta: Tensor): Values<Value> {
  const width = gamma.data.length;
  const rows = lanes(x, 1).map((row) => {
    const mean = A.div(A.sum(row), A.number(width));
    const off = row.map((v) => A.sub(v, mean));
    const variance = A.div(A.sum(off.map((v) => A.power(v, 2))), A.number(width));
    const root = A.sqrt(A.add(variance, A.number(Number(options.eps))));
    return off.map((v, k) => A.add(A.div(A.mul(A.number(gamma.data[k]!), v), root), A.number(beta.data[k]!)));
  });
  return { shape: x.shape, data: rows.flat() };
}

/** Samples of one token each, as rows. */
const rowsOf = <T>({ shape, data }: Values<T>): Values<T> => ({ shape: [shape[0]!, shape[2]!], data });

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const { y } = await run(silent(inputs), { ...options, norm: 'pre' });
    claim.same(y!, exact(A, inputs.X!), 'y');
  },
  C2: async ({ A, run, inputs, options, claim }) => {
    const net = { ...inputs, gamma2: map(inputs.gamma2!, () => 1) };
    const sum = A.sum(Array.from(inputs.beta2!.data, (b) => A.number(b)));
    for (const token of lanes((await run(net, { ...options, norm: 'post' })).y!, 2))
      claim.equal(A.sum(token), sum, 'the sum of the features of a token');
  },
  C3: async ({ run, inputs, random, claim }) => {
    const order = random.permutation(inputs.X!.shape[1]!);
    const moved = await run({ ...inputs, X: reorder(inputs.X!, 1, order) });
    claim.same(moved.y!, reorder((await run(inputs)).y!, 1, order), 'y of the reordered tokens');
  },
  C4: async (context) => {
    const { A, run, inputs, options, claim } = context;
    const { Wv, Wo, gamma1, beta1, W1, b1, W2, b2, gamma2, beta2 } = inputs as Record<string, Tensor>;
    const pre = options.norm === 'pre';
    const X = slice(inputs.X!, 1, 0, 1);
    const x = rowsOf(exact(A, X));
    const D = X.shape[2]!;
    const heads = Wv!.data.length / D;
    const value = { shape: [heads, D], data: exact(A, Wv!).data };
    const out = { shape: [D, heads], data: exact(A, Wo!).data };
    const u = pre ? normed(context, x, gamma1!, beta1!) : x;
    const r = combine(x, affine(context, affine(context, u, value), out), A.add);
    const v = pre ? normed(context, r, gamma2!, beta2!) : normed(context, r, gamma1!, beta1!);
    const hidden = affine(context, v, exact(A, W1!), b1!);
    const open = { ...hidden, data: hidden.data.map((a) => A.max(A.number(0), a)) };
    const t = combine(pre ? r : v, affine(context, open, exact(A, W2!), b2!), A.add);
    const stated = pre ? t : normed(context, t, gamma2!, beta2!);
    claim.same(rowsOf((await run({ ...inputs, X })).y!), stated, 'y of single tokens');
  },
  C5: async (context) => {
    const { A, run, inputs, options, claim } = context;
    const X = slice(inputs.X!, 1, 0, 1);
    const still = silent({ ...inputs, X });
    const { gamma1, beta1, gamma2, beta2 } = inputs as Record<string, Tensor>;
    const once = normed(context, rowsOf(exact(A, X)), gamma1!, beta1!);
    const twice = normed(context, once, gamma2!, beta2!);
    claim.same(rowsOf((await run(still, { ...options, norm: 'post' })).y!), twice, 'y, post');
    claim.same((await run(still, { ...options, norm: 'pre' })).y!, exact(A, X), 'y, pre');
  },
  C6: async ({ A, run, inputs, options, claim }) => {
    const { y } = await run(inputs);
    claim.that(String(y!.shape) === String(inputs.X!.shape), `y has the shape [${y!.shape}]`);
    // A position that is added moves what the silent block gives by just that.
    const moved = map(inputs.X!, (v, n) => v + (n % 3) / 8);
    const [plain, there] = [inputs.X!, moved].map((X) => ({ ...silent(inputs), X }));
    const pre = { ...options, norm: 'pre' };
    const off = combine((await run(there!, pre)).y!, (await run(plain!, pre)).y!, A.sub);
    const position = map(inputs.X!, (_, n) => (n % 3) / 8);
    claim.same(off, exact(A, position), 'what a position adds');
  },
});
