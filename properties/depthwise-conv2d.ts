import spec from '../spec/depthwise-conv2d.ts';
import type { OptionValues } from '../spec/lib/tensor.ts';
import { affineInImage, bilinear, transposes } from './lib/convolution-laws.ts';
import { each, grid, offset, onCanvas, pixel, type Shape } from './lib/images.ts';
import { laws } from './lib/laws.ts';
import { map, reorder, slice } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ run, inputs, random, claim }) => {
    const [C, T] = inputs.w!.shape as Shape;
    const [c, t] = [random.integer(0, C - 1), random.integer(0, T - 1)];
    const alone = {
      x: slice(inputs.x!, 1, c, c + 1),
      w: slice(slice(inputs.w!, 0, c, c + 1), 1, t, t + 1),
      b: slice(inputs.b!, 0, c * T + t, c * T + t + 1),
    };
    const one = slice((await run(inputs)).y!, 1, c * T + t, c * T + t + 1);
    claim.same((await run(alone)).y!, one, `y of kernel ${t} of channel ${c} alone`);
  },
  C2: async ({ A, run, inputs, options, random, claim }) => {
    const { stride, pad, dilation } = numbers(options);
    const [C, T, R, S] = inputs.w!.shape as Shape;
    const [r, s] = [random.integer(0, R - 1), random.integer(0, S - 1)];
    const w = grid(inputs.w!, [C, T, R, S], ([, , u, v]) => (u === r && v === s ? 1 : 0));
    each((await run({ ...inputs, w, b: map(inputs.b!, () => 0) })).y!, ([n, o, p, q], value, where) => {
      const at: Shape = [
        n,
        Math.floor(o / T),
        stride * p + dilation * r - pad,
        stride * q + dilation * s - pad,
      ];
      claim.equal(value, A.number(pixel(inputs.x!, at)), `y${where} of a single one`);
    });
  },
  C3: async ({ run, inputs, options, claim }) => {
    const { stride } = numbers(options);
    const dense = (await run(inputs, { ...options, stride: 1 })).y!;
    each((await run(inputs)).y!, ([n, o, p, q], value, where) => {
      claim.equal(value, dense.data[offset(dense.shape, [n, o, stride * p, stride * q])]!, `y${where}`);
    });
  },
  C4: async ({ run, inputs, options, claim }) => {
    const { stride } = numbers(options);
    const still = (await run({ ...inputs, x: onCanvas(inputs.x!, stride, 0) })).y!;
    const moved = (await run({ ...inputs, x: onCanvas(inputs.x!, stride, stride) })).y!;
    each(still, ([n, o, p, q], value, where) => {
      if (p + 1 === still.shape[2] || q + 1 === still.shape[3]) return;
      claim.equal(moved.data[offset(moved.shape, [n, o, p + 1, q + 1])]!, value, `y${where}, moved,`);
    });
  },
  C5: async ({ run, inputs, options, claim }) => {
    const { stride, pad, dilation } = numbers(options);
    const [N, C, H, W] = inputs.x!.shape as Shape;
    const [, T, R, S] = inputs.w!.shape as Shape;
    const count = (size: number, taps: number) => {
      let found = 0;
      for (let start = -pad; start + dilation * (taps - 1) < size + pad; start += stride) found++;
      return found;
    };
    const expected = [N, C * T, count(H, R), count(W, S)];
    const { shape } = (await run(inputs)).y!;
    claim.that(String(shape) === String(expected), `y has the shape [${shape}], must have [${expected}]`);
  },
  C6: async ({ run, inputs, random, claim }) => {
    const [C, T] = inputs.w!.shape as Shape;
    const channels = random.permutation(C);
    const outputs = channels.flatMap((c) => Array.from({ length: T }, (_, t) => c * T + t));
    const { y } = await run({
      x: reorder(inputs.x!, 1, channels),
      w: reorder(inputs.w!, 0, channels),
      b: reorder(inputs.b!, 0, outputs),
    });
    claim.same(y!, reorder((await run(inputs)).y!, 1, outputs), 'y reordered');
  },
  C7: affineInImage,
  C8: transposes,
  C9: bilinear,
});

interface Numbers {
  readonly stride: number;
  readonly pad: number;
  readonly dilation: number;
}

const numbers = (options: OptionValues): Numbers => options as unknown as Numbers;
