import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { Values } from '../reference/lib/evaluate.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import spec from '../spec/linear.ts';
import { denseLayer, fullyConnected, gemm, wholeConvolution } from './lib/dense-names.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { fill, lanes, map, reorder } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const { y } = await run({ ...inputs, x: map(inputs.x!, () => 0) });
    for (const row of lanes(y!, 1))
      row.forEach((value, o) => {
        claim.equal(value, A.number(inputs.b!.data[o]!), `output ${o}`);
      });
  },
  C2: async ({ A, run, inputs, random, claim }) => {
    const b = map(inputs.b!, () => 0);
    const other = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const both = map(inputs.x!, (x, n) => x + 2 * other.data[n]!);
    const [y, more, together] = await Promise.all(
      [inputs.x!, other, both].map(async (x) => (await run({ ...inputs, x, b })).y!),
    );
    together!.data.forEach((value, n) => {
      const separate = A.add(y!.data[n]!, A.mul(A.number(2), more!.data[n]!));
      claim.equal(value, separate, `element ${n} of the sum`);
    });
  },
  C3: async ({ A, run, inputs, random, claim }) => {
    const { W, b } = inputs as { W: Tensor; b: Tensor };
    const [O, D] = W.shape as [number, number];
    const width = 2;
    const W2 = fill(W, [width, O], () => random.integer(-8, 8) / 8);
    const b2 = fill(b, [width], () => random.integer(-8, 8) / 8);
    const dot = (row: number, f: (o: number) => number) =>
      Array.from({ length: O }, (_, o) => W2.data[row * O + o]! * f(o)).reduce((sum, term) => sum + term, 0);
    const collapsed = await run({
      x: inputs.x!,
      W: fill(W, [width, D], (n) => dot(Math.floor(n / D), (o) => W.data[o * D + (n % D)]!)),
      b: fill(b, [width], (row) => dot(row, (o) => b.data[o]!) + b2.data[row]!),
    });
    const hidden = lanes((await run(inputs)).y!, 1);
    collapsed.y!.data.forEach((value, n) => {
      const row = n % width;
      const terms = hidden[Math.floor(n / width)]!.map((h, o) => A.mul(A.number(W2.data[row * O + o]!), h));
      claim.equal(value, A.sum([...terms, A.number(b2.data[row]!)]), `element ${n} of the one layer`);
    });
  },
  C4: async ({ run, inputs, claim }) => {
    const { x, W, b } = inputs as { x: Tensor; W: Tensor; b: Tensor };
    const folded = await run({ x: withOnes(x), W: withFirst(W, b), b: map(b, () => 0) });
    claim.same(folded.y!, (await run(inputs)).y!, 'y with the bias folded in');
  },
  C5: async ({ A, run, inputs, random, claim }) => {
    const order = random.permutation(inputs.b!.shape[0]!);
    const y = reorder((await run(inputs)).y!, 1, order);
    const W = reorder(inputs.W!, 0, order);
    const b = reorder(inputs.b!, 0, order);
    claim.same((await run({ ...inputs, W, b })).y!, y, 'y reordered');
    const negated = await run({ ...inputs, W: map(W, (w) => -w), b: map(b, (v) => -v) });
    claim.same(negated.y!, { shape: y.shape, data: y.data.map((v) => A.neg(v)) }, 'y negated');
  },
  C6: async ({ run, inputs, random, claim }) => {
    const { x, W } = inputs as { x: Tensor; W: Tensor };
    const other = map(x, () => random.integer(-8, 8) / 8);
    const together = await run({ ...inputs, x: map(x, (value, n) => value + other.data[n]!) });
    const apart = await run({ ...inputs, x: beside(x, other), W: beside(W, W) });
    claim.same(apart.y!, together.y!, 'y of the concatenation');
  },
  C7: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const { x, W, b } = inputs as { x: Tensor; W: Tensor; b: Tensor };
    const O = b.shape[0]!;
    const g = fill(x, [x.shape[0]!, O], () => random.integer(-8, 8) / 8);
    const gradient = await vjp(inputs, { y: g });
    gradient.b!.data.forEach((value, o) => {
      claim.equal(value, A.sum(lanes(numbers(A, g), 0)[o]!), `the gradient of bias ${o}`);
    });
    const { y } = await run({ ...inputs, b: map(b, () => 0) });
    const product = inner(A, y!, g);
    claim.equal(inner(A, gradient.x!, x), product, '⟨gradient of x, x⟩');
    claim.equal(inner(A, gradient.W!, W), product, '⟨gradient of W, W⟩');
  }),
  C8: async ({ A, run, inputs, random, claim }) => {
    const { y } = await run(inputs);
    const names = { fullyConnected, denseLayer, gemm, wholeConvolution };
    for (const [name, layer] of Object.entries(names)) claim.same(y!, layer(A, inputs), `y beside ${name}`);

    const { x, W } = inputs as { x: Tensor; W: Tensor };
    const d = random.integer(0, W.shape[1]! - 1);
    const connected = { ...inputs, W: map(W, (w) => Math.abs(w) + 0.125) };
    const raised = map(x, (value, n) => (n % W.shape[1]! === d ? value + 1 : value));
    const [before, after] = [(await run(connected)).y!, (await run({ ...connected, x: raised })).y!];
    after.data.forEach((value, n) => {
      const least = A.add(before.data[n]!, A.number(0.125));
      claim.atMost(least, value, `element ${n} less an eighth, before input ${d} was raised,`);
    });
  },
});

const numbers = (A: Arithmetic<Value>, { shape, data }: Tensor): Values<Value> => ({
  shape,
  data: Array.from(data, (x) => A.number(x)),
});

const inner = (A: Arithmetic<Value>, a: Values<Value>, b: Tensor): Value =>
  A.sum(a.data.map((value, n) => A.mul(value, A.number(b.data[n]!))));

/** Matrices side by side. */
function beside(a: Tensor, b: Tensor): Tensor {
  const [rows, left] = a.shape as [number, number];
  const right = b.shape[1]!;
  const width = left + right;
  return fill(a, [rows, width], (n) => {
    const [row, column] = [Math.floor(n / width), n % width];
    return column < left ? a.data[row * left + column]! : b.data[row * right + column - left]!;
  });
}

const withFirst = (W: Tensor, b: Tensor): Tensor => beside({ ...b, shape: [b.shape[0]!, 1] }, W);

const withOnes = (x: Tensor): Tensor =>
  withFirst(
    x,
    fill(x, [x.shape[0]!], () => 1),
  );
