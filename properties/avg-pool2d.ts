import spec from '../spec/avg-pool2d.ts';
import type { OptionValues, Tensor } from '../spec/lib/tensor.ts';
import { each, grid, offset, onCanvas, type Shape } from './lib/images.ts';
import { laws, withGradient } from './lib/laws.ts';
import { fill, lanes, map, slice } from './lib/tensors.ts';
import { cells, windowCount } from './lib/windows.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, random, claim }) => {
    const other = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const { y } = await run(inputs);
    const more = (await run({ x: other })).y!;
    const both = await run({ x: map(inputs.x!, (pixel, n) => pixel - 2 * other.data[n]!) });
    each(both.y!, (_, value, where, n) => {
      claim.equal(value, A.sub(y!.data[n]!, A.mul(A.number(2), more.data[n]!)), `y${where} of the sum`);
    });
  },
  C2: async ({ A, run, inputs, options, claim }) => {
    const without: OptionValues = { ...options, count_pad: false };
    each((await run(inputs, without)).y!, ([n, c, p, q], value, where) => {
      const window = cells(inputs.x!, options, p, q).map(([h, v]) => at(inputs.x!, [n, c, h, v]));
      claim.atMost(A.number(Math.min(...window)), value, `the smallest pixel of y${where}`);
      claim.atMost(value, A.number(Math.max(...window)), `y${where}`);
    });
  },
  C3: async ({ A, run, inputs, options, claim }) => {
    const ones = map(inputs.x!, () => 1);
    const [H, W] = inputs.x!.shape.slice(2) as [number, number];
    const counted = (size: number, place: number) => {
      const [kernel, stride, pad] = [options.kernel, options.stride, options.pad].map(Number) as [
        number,
        number,
        number,
      ];
      return Math.min(kernel, size + 2 * pad - stride * place);
    };
    each((await run({ x: ones })).y!, ([, , p, q], value, where) => {
      const real = cells(ones, options, p, q).length;
      const divisor = options.count_pad ? counted(H, p) * counted(W, q) : real;
      claim.equal(value, A.div(A.number(real), A.number(divisor)), `y${where}`);
    });
  },
  C4: async ({ run, inputs, random, claim }) => {
    const chosen = random.integer(0, inputs.x!.shape[1]! - 1);
    const alone = await run({ x: slice(inputs.x!, 1, chosen, chosen + 1) });
    claim.same(alone.y!, slice((await run(inputs)).y!, 1, chosen, chosen + 1), `y of channel ${chosen}`);
  },
  C5: async ({ A, run, inputs, options, claim }) => {
    const { y } = await run(inputs, { ...options, kernel: 1, pad: 0 });
    const stride = Number(options.stride);
    each(y!, ([n, c, p, q], value, where) => {
      claim.equal(value, A.number(at(inputs.x!, [n, c, stride * p, stride * q])), `y${where}`);
    });
  },
  C6: async ({ run, inputs, options, claim }) => {
    const [N, C, H, W] = inputs.x!.shape as Shape;
    const expected = [N, C, windowCount(H, options), windowCount(W, options)];
    const { shape } = (await run(inputs)).y!;
    claim.that(String(shape) === String(expected), `y has the shape [${shape}], must have [${expected}]`);
  },
  C7: async ({ run, inputs, options, claim }) => {
    const stride = Number(options.stride);
    const counted: OptionValues = { ...options, ceil: false, count_pad: true };
    const still = (await run({ x: onCanvas(inputs.x!, stride, 0) }, counted)).y!;
    const moved = (await run({ x: onCanvas(inputs.x!, stride, stride) }, counted)).y!;
    each(still, ([n, c, p, q], value, where) => {
      if (p + 1 === still.shape[2] || q + 1 === still.shape[3]) return;
      claim.equal(moved.data[offset(moved.shape, [n, c, p + 1, q + 1])]!, value, `y${where}, moved,`);
    });
  },
  C8: async ({ A, run, inputs, options, random, claim }) => {
    const [N, C, H, W] = inputs.x!.shape as Shape;
    const size = Math.min(H, W);
    const whole: OptionValues = { ...options, kernel: size, pad: 0, ceil: false };
    const square = slice(slice(inputs.x!, 2, 0, size), 3, 0, size);
    const order = random.permutation(size * size);
    const shuffled = fill(square, [N, C, size, size], (n) => {
      const place = n % (size * size);
      return square.data[n - place + order[place]!]!;
    });
    const { y } = await run({ x: square }, whole);
    claim.same((await run({ x: shuffled }, whole)).y!, y!, 'y of the shuffled image');
    lanes({ shape: [N * C, size * size], data: [...square.data] }, 1).forEach((pixels, n) => {
      const mean = A.div(A.sum(pixels.map((pixel) => A.number(pixel))), A.number(size * size));
      claim.equal(y!.data[n]!, mean, `y of image ${n}`);
    });
  },
  C9: withGradient(async ({ A, run, vjp, inputs, options, random, claim }) => {
    const { x } = inputs as { x: Tensor };
    const { shape } = (await run({ x: map(x, () => 1) })).y!;
    const chosen = shape.map((size) => random.integer(0, size - 1)) as unknown as Shape;
    const one = grid(x, shape as Shape, (indices) => (String(indices) === String(chosen) ? 1 : 0));
    const [n, c, p, q] = chosen;
    const window = cells(x, options, p, q).map(([h, v]) => offset(x.shape, [n, c, h, v]));
    const gradient = (await vjp(inputs, { y: one })).x!.data;
    gradient.forEach((value, place) => {
      const share = window.includes(place) ? gradient[window[0]!]! : A.number(0);
      claim.equal(value, share, `the gradient of pixel ${place}`);
    });
    const ones = (await run({ x: map(x, () => 1) })).y!;
    claim.equal(A.sum(gradient), ones.data[offset(shape, chosen)]!, 'the sum of the shares');
  }),
  C10: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const ones = (await run({ x: map(inputs.x!, () => 1) })).y!;
    const g = fill(inputs.x!, ones.shape, () => random.integer(-8, 8) / 8);
    const { x } = await vjp(inputs, { y: g });
    const reached = ones.data.map((share, n) => A.mul(share, A.number(g.data[n]!)));
    claim.equal(A.sum(x!.data), A.sum(reached), 'the sum of the gradient');
  }),
});

const at = (x: Tensor, indices: Shape): number => x.data[offset(x.shape, indices)]!;
