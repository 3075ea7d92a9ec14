import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { Values } from '../reference/lib/evaluate.ts';
import { layout } from '../reference/lib/layout.ts';
import { prepare } from '../reference/lib/prepare.ts';
import spec from '../spec/channels-first.ts';
import conv2d from '../spec/conv2d.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { each, offset, type Shape } from './lib/images.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { fill } from './lib/tensors.ts';

/** Moved numbers are exact: they may go in again. */
const again = (A: Arithmetic<Value>, like: Tensor, { shape, data }: Values<Value>): Tensor =>
  fill(like, shape, (n) => A.toNumber(data[n]!));

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const [N, H, W, C] = inputs.x!.shape as Shape;
    const { y } = await run(inputs);
    claim.that(String(y!.shape) === String([N, C, H, W]), `y has the shape [${y!.shape}]`);
    each(y!, ([n, c, h, v], value, where) => {
      claim.equal(value, A.number(inputs.x!.data[offset(inputs.x!.shape, [n, h, v, c])]!), `y${where}`);
    });
  },
  C2: async ({ A, run, inputs, claim }) => {
    let x = inputs.x!;
    for (let time = 0; time < 3; time++) x = again(A, x, (await run({ x })).y!);
    claim.that(String(x.shape) === String(inputs.x!.shape), `it comes back with the shape [${x.shape}]`);
    x.data.forEach((value, n) => {
      claim.equal(A.number(value), A.number(inputs.x!.data[n]!), `element ${n}, back again,`);
    });
  },
  C3: async ({ A, run, inputs, claim }) => {
    const [N, H, W] = inputs.x!.shape as Shape;
    const rgb = fill(inputs.x!, [N, H, W, 3], (n) => (n % 7) / 8);
    for (const x of [inputs.x!, rgb]) {
      const image = again(A, x, (await run({ x })).y!);
      const C = x.shape[3]!;
      for (const depth of [C - 1, C, C + 1].filter((size) => size > 0)) {
        const taken = takes(
          image,
          fill(x, [2, depth, 1, 1], () => 1),
        );
        claim.that(
          taken === (depth === C),
          `${C} channels ${taken ? 'take' : 'refuse'} kernels of depth ${depth}`,
        );
      }
    }
  },
  C4: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const [N, H, W, C] = inputs.x!.shape as Shape;
    const dy = fill(inputs.x!, [N, C, H, W], () => random.integer(-8, 8) / 8);
    each((await vjp(inputs, { y: dy })).x!, ([n, h, v, c], value, where) => {
      claim.equal(value, A.number(dy.data[offset(dy.shape, [n, c, h, v])]!), `the gradient of x${where}`);
    });
  }),
});

/** Does a convolution with these kernels take the image? */
function takes(x: Tensor, w: Tensor): boolean {
  const b = fill(w, [w.shape[0]!], () => 0);
  const options = { stride: 1, pad: 0, dilation: 1, groups: 1 };
  try {
    layout(conv2d, prepare(conv2d).truth.definition, { x, w, b }, options);
    return true;
  } catch {
    return false;
  }
}
