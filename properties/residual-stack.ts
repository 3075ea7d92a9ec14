import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/residual-stack.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { combine, exact, inner, matmul, transpose } from './lib/products.ts';
import { fill, map, slice } from './lib/tensors.ts';
import { affine, drawn, slopes, stepOf } from './lib/unrolled.ts';

type Values = ReturnType<typeof exact>;
type Stack = Record<'x' | 'W' | 'b', Tensor>;

const depthOf = ({ W }: Tensors): number => W!.shape[0]!;
const widthOf = ({ x }: Tensors): number => x!.shape[1]!;

/** A block's own matrix or bias. */
const own = (tensor: Tensor, l: number): Tensor => {
  const { shape, data } = slice(tensor, 0, l, l + 1);
  return { shape: shape.slice(1), data };
};

/** One sample alone. */
const first = (inputs: Tensors): Tensors => ({ ...inputs, x: slice(inputs.x!, 0, 0, 1) });

/** What block l adds to h[N,D], and its Jacobian at the first sample. */
function branchAt({ A, options }: LawContext, inputs: Tensors, h: Values, l: number) {
  const { W, b } = inputs as Stack;
  const sums = affine(A, h, own(W, l), own(b, l));
  const tanh = { ...sums, data: sums.data.map(A.tanh) };
  if (options.branch === 'linear') return { added: sums, jacobian: exact(A, own(W, l)) };
  const D = widthOf(inputs);
  const slope = slopes(A, tanh).data;
  const jacobian = combine(
    exact(A, own(W, l)),
    { shape: [D, D], data: Array.from({ length: D * D }, (_, n) => slope[Math.floor(n / D)]!) },
    A.mul,
  );
  return { added: tanh, jacobian };
}

const sum = (A: Arithmetic<Value>, parts: readonly Values[]): Values =>
  parts.reduce((total, one) => combine(total, one, A.add));

const identity = (A: Arithmetic<Value>, D: number): Values => ({
  shape: [D, D],
  data: Array.from({ length: D * D }, (_, n) => A.number(Math.floor(n / D) === n % D ? 1 : 0)),
});

/** A cotangent for the last layer alone. */
function atTheTop({ random }: LawContext, inputs: Tensors): { h: Tensor; dy: Tensor } {
  const [N, L, D] = [inputs.x!.shape[0]!, depthOf(inputs), widthOf(inputs)];
  const dy = drawn(inputs.x!, [N, D], random);
  const h = fill(inputs.x!, [N, L + 1, D], (n) => {
    const [sample, layer] = [Math.floor(n / ((L + 1) * D)), Math.floor(n / D) % (L + 1)];
    return layer === L ? dy.data[sample * D + (n % D)]! : 0;
  });
  return { h, dy };
}

/** The stack of these matrices, without biases. */
const stackOf = (
  inputs: Tensors,
  L: number,
  weight: (l: number, row: number, column: number) => number,
): Tensors => {
  const D = widthOf(inputs);
  return {
    x: inputs.x!,
    W: fill(inputs.W!, [L, D, D], (n) => weight(Math.floor(n / (D * D)), Math.floor(n / D) % D, n % D)),
    b: fill(inputs.b!, [L, D], () => 0),
  };
};

export default laws(spec, {
  C1: async (context) => {
    const { A, run, inputs, random, claim } = context;
    const L = depthOf(inputs);
    const { h } = await run(inputs);
    const t = random.integer(1, L);
    for (let s = 0; s < t; s++) {
      const added = Array.from({ length: t - s }, (_, n) =>
        branchAt(context, inputs, stepOf(h!, s + n), s + n),
      );
      const rebuilt = sum(A, [stepOf(h!, s), ...added.map((one) => one.added)]);
      claim.same(rebuilt, stepOf(h!, t), `layer ${t} from layer ${s}`);
    }
  },
  C2: withGradient(async (context) => {
    const { A, run, vjp, claim } = context;
    const inputs = first(context.inputs);
    const { h, dy } = atTheTop(context, inputs);
    const states = (await run(inputs)).h!;
    const jacobians = Array.from(
      { length: depthOf(inputs) },
      (_, l) => branchAt(context, inputs, stepOf(states, l), l).jacobian,
    );
    const { x } = await vjp(inputs, { h });
    const whole = jacobians.reduce(
      (product, J) => matmul(A, combine(identity(A, widthOf(inputs)), J, A.add), product),
      identity(A, widthOf(inputs)),
    );
    claim.same(x!, matmul(A, exact(A, dy), whole), 'dx by the product');
    let arriving = exact(A, dy);
    const passed: Values[] = [];
    for (const J of jacobians.toReversed()) {
      passed.push(matmul(A, arriving, J));
      arriving = combine(arriving, passed.at(-1)!, A.add);
    }
    claim.same(x!, sum(A, [exact(A, dy), ...passed]), 'dx as dy and what the branches pass on');
  }),
  C3: withGradient(async (context) => {
    const { A, run, vjp, random, claim } = context;
    const inputs = first(context.inputs);
    const [L, D] = [depthOf(inputs), widthOf(inputs)];
    // No entry above 1/(4D): no matrix stretches by more than ¼.
    const calm = { ...stackOf(inputs, L, () => random.integer(-8, 8) / (32 * D)), b: inputs.b! };
    const { h, dy } = atTheTop(context, calm);
    const length = (v: Values) => inner(A, v, v);
    const gradient = length((await vjp(calm, { h })).x!);
    const top = length(exact(A, dy));
    claim.atMost(A.mul(A.number(0.75 ** (2 * L)), top), gradient, 'the squared length of dy, shrunk');
    claim.atMost(gradient, A.mul(A.number(1.25 ** (2 * L)), top), 'the squared length of dx');
    const states = (await run(calm)).h!;
    let plain = exact(A, dy);
    for (let l = L - 1; l >= 0; l--)
      plain = matmul(A, plain, branchAt(context, calm, stepOf(states, l), l).jacobian);
    claim.atMost(length(plain), A.mul(A.number(0.25 ** (2 * L)), top), 'dx without shortcuts');
  }),
  C4: withGradient(async (context) => {
    const { A, run, vjp, inputs, random, claim } = context;
    const still = stackOf(inputs, random.integer(1, 8), () => 0);
    const { h } = await run(still);
    for (let l = 0; l <= depthOf(still); l++) claim.same(stepOf(h!, l), exact(A, inputs.x!), `layer ${l}`);
    const top = atTheTop(context, still);
    claim.same((await vjp(still, { h: top.h })).x!, exact(A, top.dy), 'dx');
  }),
  C5: withGradient(async (context) => {
    const { run, vjp, inputs, random, claim } = context;
    const { W, b } = inputs as Stack;
    const [L, D, more] = [depthOf(inputs), widthOf(inputs), random.integer(1, 3)];
    const padded = (tensor: Tensor) =>
      fill(tensor, [L + more, ...tensor.shape.slice(1)], (n) => tensor.data[n] ?? 0);
    const deeper = { ...inputs, W: padded(W), b: padded(b) };
    const shallow = (await run(inputs)).h!;
    const deep = (await run(deeper)).h!;
    for (let l = 0; l <= L + more; l++)
      claim.same(stepOf(deep, l), stepOf(shallow, Math.min(l, L)), `layer ${l}`);
    const below = atTheTop(context, inputs);
    const N = inputs.x!.shape[0]!;
    const h = fill(inputs.x!, [N, L + more + 1, D], (n) => {
      const [sample, layer] = [Math.floor(n / ((L + more + 1) * D)), Math.floor(n / D) % (L + more + 1)];
      return layer === L + more ? below.dy.data[sample * D + (n % D)]! : 0;
    });
    const [gradient, deepGradient] = [await vjp(inputs, { h: below.h }), await vjp(deeper, { h })];
    claim.same(deepGradient.x!, gradient.x!, 'dx');
    claim.same(slice(deepGradient.W!, 0, 0, L), gradient.W!, 'dW of the layers below');
  }),
  C6: async (context) => {
    const { A, run, inputs, options, claim } = context;
    const { x, W } = inputs as Stack;
    const L = depthOf(inputs);
    const bare = { ...inputs, b: map(inputs.b!, () => 0) };
    const paths = Array.from({ length: 2 ** L }, (_, subset) =>
      Array.from({ length: L }, (_, l) => l)
        .filter((l) => (subset >> l) % 2 === 1)
        .reduce((row, l) => matmul(A, row, transpose(exact(A, own(W, l)))), exact(A, x)),
    );
    const { h } = await run(bare, { ...options, branch: 'linear' });
    claim.same(stepOf(h!, L), sum(A, paths), 'the last layer');
  },
  C7: withGradient(async (context) => {
    const { A, vjp, inputs, options, claim } = context;
    const undone = stackOf(inputs, depthOf(inputs), (_, row, column) => (row === column ? -1 : 0));
    const { h } = atTheTop(context, undone);
    const { x } = await vjp(undone, { h }, { ...options, branch: 'linear' });
    for (const value of x!.data) claim.equal(value, A.number(0), 'dx');
  }),
});
