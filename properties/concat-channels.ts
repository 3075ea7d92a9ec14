import spec from '../spec/concat-channels.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { fitsSignature } from './lib/fitting.ts';
import { laws, withGradient } from './lib/laws.ts';
import { exact } from './lib/products.ts';
import { fill, slice } from './lib/tensors.ts';
import { drawn } from './lib/unrolled.ts';

type Stacks = Record<'a' | 'b', Tensor>;

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const { a, b } = inputs as Stacks;
    const [C, D] = [a.shape[1]!, b.shape[1]!];
    const { y } = await run(inputs);
    claim.that(String(y!.shape) === String(a.shape.with(1, C + D)), `y has the shape [${y!.shape}]`);
    claim.same(slice(y!, 1, 0, C), exact(A, a), 'the first channels');
    claim.same(slice(y!, 1, C, C + D), exact(A, b), 'the other channels');
  },
  C2: ({ inputs, random, claim }) => {
    const { a, b } = inputs as Stacks;
    const [N, C, H, W] = a.shape as [number, number, number, number];
    const stack = (channels: number, height: number, width: number) =>
      fill(b, [N, channels, height, width], () => 1);
    const joined = (height: number, width: number) => {
      const other = stack(random.integer(1, 4), height, width);
      return fitsSignature(spec, { a: stack(C, 2 * H, 2 * W), b: other }, {});
    };
    claim.that(joined(2 * H, 2 * W), 'maps of one size do not fit');
    claim.that(!joined(H, W), 'halved maps fit');
    claim.that(!joined(H, 2 * W), 'maps of half the height fit');
    claim.that(!joined(2 * H, W), 'maps of half the width fit');
  },
  C3: async ({ A, run, inputs, random, claim }) => {
    const { a, b } = inputs as Stacks;
    const third = drawn(a, a.shape.with(1, 2), random);
    const join = async (first: Tensor, second: Tensor) => {
      const { y } = await run({ a: first, b: second });
      return fill(a, y!.shape, (n) => A.toNumber(y!.data[n]!));
    };
    const [left, right] = [await join(await join(a, b), third), await join(a, await join(b, third))];
    claim.same(exact(A, left), exact(A, right), 'the three, the first two joined first,');
  },
  C4: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const { a, b } = inputs as Stacks;
    const [C, D] = [a.shape[1]!, b.shape[1]!];
    const dy = drawn(a, a.shape.with(1, C + D), random);
    const gradient = await vjp(inputs, { y: dy });
    claim.same(gradient.a!, exact(A, slice(dy, 1, 0, C)), 'the gradient of a');
    claim.same(gradient.b!, exact(A, slice(dy, 1, C, C + D)), 'the gradient of b');
  }),
});
