import type { Tensor } from '../spec/lib/tensor.ts';
import spec from '../spec/rnn-cell.ts';
import { concatenate } from './lib/concatenate.ts';
import { laws, withGradient } from './lib/laws.ts';
import { combine, exact, matmul, transpose } from './lib/products.ts';
import { lanes, map } from './lib/tensors.ts';

const negative = (tensor: Tensor) => map(tensor, (x) => -x);
const zero = (tensor: Tensor) => map(tensor, () => 0);

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    for (const value of (await run(inputs)).h1!.data) claim.atMost(A.abs(value), A.number(1), '|h1|');
  },
  C2: async ({ A, run, inputs, claim }) => {
    const { x, h, b } = inputs;
    const opposite = await run({ ...inputs, x: negative(x!), h: negative(h!), b: negative(b!) });
    const { h1 } = await run(inputs);
    claim.same(opposite.h1!, { ...h1!, data: h1!.data.map(A.neg) }, 'h1 of the negative');
  },
  C3: async ({ run, inputs, claim }) => {
    const { x, h, W, U } = inputs;
    const { h1 } = await run({
      ...inputs,
      x: concatenate(x!, h!, 1),
      W: concatenate(W!, U!, 1),
      U: zero(U!),
    });
    claim.same(h1!, (await run(inputs)).h1!, 'h1 of the concatenation');
  },
  C4: async ({ A, run, inputs, claim }) => {
    const { x, h, W, U, b } = inputs as Record<'x' | 'h' | 'W' | 'U' | 'b', Tensor>;
    const { h1 } = await run({ ...inputs, h: map(h, (value) => 1 - value), U: zero(U) });
    const dense = matmul(A, exact(A, x), transpose(exact(A, W)));
    const bias = { ...dense, data: dense.data.map((_, n) => A.number(b.data[n % b.data.length]!)) };
    claim.same(
      h1!,
      combine(dense, bias, (product, offset) => A.tanh(A.add(product, offset))),
      'h1',
    );
  },
  C5: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const { x, h, W, U } = inputs as Record<'x' | 'h' | 'W' | 'U', Tensor>;
    const cotangent = map(h, () => random.integer(-8, 8) / 8);
    const { h1 } = await run(inputs);
    const slope = h1!.data.map((value) => A.sub(A.number(1), A.mul(value, value)));
    const delta = combine(exact(A, cotangent), { shape: h.shape, data: slope }, A.mul);
    const gradient = await vjp(inputs, { h1: cotangent });
    claim.same(gradient.h!, matmul(A, delta, exact(A, U)), 'the gradient of h');
    claim.same(gradient.x!, matmul(A, delta, exact(A, W)), 'the gradient of x');
    claim.same(gradient.W!, matmul(A, transpose(delta), exact(A, x)), 'the gradient of W');
    claim.same(gradient.U!, matmul(A, transpose(delta), exact(A, h)), 'the gradient of U');
    const sums = lanes(delta, 0).map((column) => A.sum(column));
    claim.same(gradient.b!, { shape: [sums.length], data: sums }, 'the gradient of b');
  }),
  C6: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const cotangent = map(inputs.h!, () => random.integer(-8, 8) / 8);
    const { h } = await vjp(inputs, { h1: cotangent });
    const size = (lane: readonly number[]) => lane.reduce((sum, x) => sum + Math.abs(x), 0);
    const rows = (tensor: Tensor) => lanes({ shape: tensor.shape, data: [...tensor.data] }, 1);
    const norm = Math.max(...rows(inputs.U!).map(size));
    const sent = rows(cotangent).map(size);
    for (const [sample, lane] of lanes(h!, 1).entries())
      claim.atMost(A.sum(lane.map(A.abs)), A.number(norm * sent[sample]!), 'the size of the gradient of h');
  }),
  C7: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const { x, h, U, b } = inputs as Record<'x' | 'h' | 'U' | 'b', Tensor>;
    const cotangent = map(h, () => random.integer(-8, 8) / 8);
    const gradient = await vjp({ ...inputs, x: zero(x), h: zero(h), b: zero(b) }, { h1: cotangent });
    claim.same(gradient.h!, matmul(A, exact(A, cotangent), exact(A, U)), 'the gradient of h');
  }),
});
