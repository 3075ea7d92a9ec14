import type { OptionValues, Tensor } from '../spec/lib/tensor.ts';
import spec from '../spec/lp-pool2d.ts';
import { each, offset, onCanvas, type Shape } from './lib/images.ts';
import { laws, withGradient } from './lib/laws.ts';
import { exact, inner } from './lib/products.ts';
import { fill, map, slice } from './lib/tensors.ts';
import { cells, windowCount } from './lib/windows.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const order = Number(options.norm);
    each((await run(inputs)).y!, ([n, c, p, q], value, where) => {
      const powers = sizesIn(inputs.x!, options, [n, c, p, q]).map((size) => A.power(A.number(size), order));
      claim.equal(A.power(value, order), A.sum(powers), `the power of y${where}`);
    });
  },
  C2: async ({ A, run, inputs, claim }) => {
    const { y } = await run(inputs);
    const doubled = (await run({ x: map(inputs.x!, (x) => 2 * x) })).y!;
    doubled.data.forEach((value, n) => {
      claim.equal(value, A.mul(A.number(2), y!.data[n]!), `element ${n} of twice the image`);
    });
    claim.same((await run({ x: map(inputs.x!, (x) => -x) })).y!, y!, 'y of the negative');
  },
  C3: async ({ A, run, inputs, options, claim }) => {
    const higher = (await run(inputs, { ...options, norm: Number(options.norm) + 1 })).y!;
    each((await run(inputs)).y!, (at, value, where, n) => {
      const sizes = sizesIn(inputs.x!, options, at);
      claim.atMost(A.number(Math.max(...sizes)), value, `the largest size beside y${where}`);
      claim.atMost(value, A.sum(sizes.map((size) => A.number(size))), `y${where}`);
      claim.atMost(higher.data[n]!, value, `y${where} in a higher order`);
    });
  },
  C4: async ({ A, run, inputs, options, claim }) => {
    const { y } = await run(inputs, { ...options, kernel: 1 });
    const stride = Number(options.stride);
    each(y!, ([n, c, p, q], value, where) => {
      const pixel = inputs.x!.data[offset(inputs.x!.shape, [n, c, stride * p, stride * q])]!;
      claim.equal(value, A.number(Math.abs(pixel)), `y${where}`);
    });
  },
  C5: async ({ run, inputs, random, claim }) => {
    const chosen = random.integer(0, inputs.x!.shape[1]! - 1);
    const alone = await run({ x: slice(inputs.x!, 1, chosen, chosen + 1) });
    claim.same(alone.y!, slice((await run(inputs)).y!, 1, chosen, chosen + 1), `y of channel ${chosen}`);
  },
  C6: async ({ run, inputs, options, claim }) => {
    const [N, C, H, W] = inputs.x!.shape as Shape;
    const unpadded = { ...options, pad: 0 };
    const expected = [N, C, windowCount(H, unpadded), windowCount(W, unpadded)];
    const { shape } = (await run(inputs)).y!;
    claim.that(String(shape) === String(expected), `y has the shape [${shape}], must have [${expected}]`);
  },
  C7: async ({ run, inputs, options, claim }) => {
    const stride = Number(options.stride);
    const whole = { ...options, ceil: false };
    const still = (await run({ x: onCanvas(inputs.x!, stride, 0) }, whole)).y!;
    const moved = (await run({ x: onCanvas(inputs.x!, stride, stride) }, whole)).y!;
    each(still, ([n, c, p, q], value, where) => {
      if (p + 1 === still.shape[2] || q + 1 === still.shape[3]) return;
      claim.equal(moved.data[offset(moved.shape, [n, c, p + 1, q + 1])]!, value, `y${where}, moved,`);
    });
  },
  C8: async ({ run, inputs, options, random, claim }) => {
    const [N, C, H, W] = inputs.x!.shape as Shape;
    const size = Math.min(H, W);
    const whole = { ...options, kernel: size, ceil: false };
    const square = slice(slice(inputs.x!, 2, 0, size), 3, 0, size);
    const order = random.permutation(size * size);
    const shuffled = fill(square, [N, C, size, size], (n) => {
      const place = n % (size * size);
      return square.data[n - place + order[place]!]!;
    });
    const { y } = await run({ x: square }, whole);
    claim.same((await run({ x: shuffled }, whole)).y!, y!, 'y of the shuffled image');
  },
  C9: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const x = map(inputs.x!, (value) => (value === 0 ? 1 : value));
    const { y } = await run({ x });
    const cotangent = fill(x, y!.shape, () => random.integer(-8, 8) / 8);
    const gradient = (await vjp({ x }, { y: cotangent })).x!;
    const came = inner(A, y!, exact(A, cotangent));
    claim.equal(inner(A, gradient, exact(A, x)), came, 'x·dx');
  }),
});

/** The sizes of the pixels in the window of a result. */
const sizesIn = (x: Tensor, options: OptionValues, [n, c, p, q]: Shape): number[] =>
  cells(x, { ...options, pad: 0 }, p, q).map(([h, v]) => Math.abs(x.data[offset(x.shape, [n, c, h, v])]!));
