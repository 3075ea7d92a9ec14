import spec from '../spec/concat-features.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { laws, withGradient } from './lib/laws.ts';
import { combine, exact, matmul } from './lib/products.ts';
import { fill, slice } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A: arithmetic, run, inputs, claim }) => {
    const { A, B } = inputs as Record<'A' | 'B', Tensor>;
    const [[N, P], Q] = [A.shape as [number, number], B.shape[1]!];
    const { y } = await run(inputs);
    claim.that(String(y!.shape) === String([N, P + Q]), `y has the shape [${y!.shape}], not [${N},${P + Q}]`);
    claim.same(slice(y!, 1, 0, P), exact(arithmetic, A), 'the left slice');
    claim.same(slice(y!, 1, P, P + Q), exact(arithmetic, B), 'the right slice');
  },
  C2: async ({ A: arithmetic, run, inputs, random, claim }) => {
    const { A, B } = inputs as Record<'A' | 'B', Tensor>;
    const third = fill(A, [A.shape[0]!, 2], () => random.integer(-8, 8) / 8);
    const join = async (left: Tensor, right: Tensor) => {
      const { y } = await run({ A: left, B: right });
      return fill(A, y!.shape, (n) => arithmetic.toNumber(y!.data[n]!));
    };
    const [left, right] = [await join(await join(A, B), third), await join(A, await join(B, third))];
    claim.same(exact(arithmetic, left), exact(arithmetic, right), 'the three, the first two joined first,');
  },
  C3: withGradient(async ({ A: arithmetic, vjp, inputs, random, claim }) => {
    const { A, B } = inputs as Record<'A' | 'B', Tensor>;
    const [[N, P], Q] = [A.shape as [number, number], B.shape[1]!];
    const dy = fill(A, [N, P + Q], () => random.integer(-8, 8) / 8);
    const gradient = await vjp(inputs, { y: dy });
    claim.same(gradient.A!, exact(arithmetic, slice(dy, 1, 0, P)), 'the gradient of A');
    claim.same(gradient.B!, exact(arithmetic, slice(dy, 1, P, P + Q)), 'the gradient of B');
  }),
  C4: async ({ A: arithmetic, run, inputs, random, claim }) => {
    const { A, B } = inputs as Record<'A' | 'B', Tensor>;
    const [P, Q] = [A.shape[1]!, B.shape[1]!];
    const weights = exact(
      arithmetic,
      fill(A, [P + Q, 2], () => random.integer(-8, 8) / 8),
    );
    const whole = matmul(arithmetic, (await run(inputs)).y!, weights);
    const left = matmul(arithmetic, exact(arithmetic, A), slice(weights, 0, 0, P));
    const right = matmul(arithmetic, exact(arithmetic, B), slice(weights, 0, P, P + Q));
    claim.same(whole, combine(left, right, arithmetic.add), 'the product');
  },
});
