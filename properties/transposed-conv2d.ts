import type { OptionValues, Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/transposed-conv2d.ts';
import { affineInImage, bilinear, transposes } from './lib/convolution-laws.ts';
import { each, grid, offset, pixel, type Shape } from './lib/images.ts';
import { laws } from './lib/laws.ts';
import { exact, inner } from './lib/products.ts';
import { fill, map, slice } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, random, claim }) => {
    const plain = { ...inputs, b: map(inputs.b!, () => 0) };
    const { y } = await run(plain);
    const z = fill(inputs.x!, y!.shape, () => random.integer(-8, 8) / 8);
    const seen = convolved(z, inputs, options);
    claim.equal(inner(A, y!, exact(A, z)), inner(A, exact(A, seen), exact(A, inputs.x!)), '⟨y, z⟩');
  },
  C2: async ({ A, run, inputs, options, random, claim }) => {
    const { stride, pad, dilation, groups } = numbers(options);
    const [, C, H, W] = inputs.x!.shape as Shape;
    const [, E, R, S] = inputs.w!.shape as Shape;
    const [c, h, v] = [random.integer(0, C - 1), random.integer(0, H - 1), random.integer(0, W - 1)];
    const x = grid(inputs.x!, [1, C, H, W], (at) => (String(at) === String([0, c, h, v]) ? 1 : 0));
    const first = Math.floor(c / (C / groups)) * E;
    each((await run({ ...inputs, x, b: map(inputs.b!, () => 0) })).y!, ([, o, p, q], value, where) => {
      const tap = (place: number, from: number) => (place - stride * from + pad) / dilation;
      const [r, s] = [tap(p, h), tap(q, v)];
      const painted = o >= first && o < first + E && fits(r, R) && fits(s, S);
      const must = painted ? inputs.w!.data[offset(inputs.w!.shape, [c, o - first, r, s])]! : 0;
      claim.equal(value, A.number(must), `y${where} of a single pixel`);
    });
  },
  C3: async ({ run, inputs, options, claim }) => {
    const { pad } = numbers(options);
    const whole = (await run(inputs, { ...options, pad: 0 })).y!;
    const { y } = await run(inputs);
    const [, , P, Q] = y!.shape as Shape;
    claim.same(y!, slice(slice(whole, 2, pad, pad + P), 3, pad, pad + Q), 'y');
  },
  C4: async ({ run, inputs, options, claim }) => {
    const extra = numbers(options).output_pad;
    const wide = { ...options, stride: 4 };
    const more = (await run(inputs, { ...wide, output_pad: extra + 1 })).y!;
    const { y } = await run(inputs, wide);
    const [, , P, Q] = y!.shape as Shape;
    claim.that(more.shape[2] === P + 1 && more.shape[3] === Q + 1, `y has the shape [${more.shape}]`);
    claim.same(slice(slice(more, 2, 0, P), 3, 0, Q), y!, 'y but for the last row and column');
  },
  C5: async ({ run, inputs, options, random, claim }) => {
    const { groups } = numbers(options);
    const g = random.integer(0, groups - 1);
    const [C, F] = [inputs.x!.shape[1]! / groups, inputs.b!.shape[0]! / groups];
    const alone = {
      x: slice(inputs.x!, 1, g * C, (g + 1) * C),
      w: slice(inputs.w!, 0, g * C, (g + 1) * C),
      b: slice(inputs.b!, 0, g * F, (g + 1) * F),
    };
    const { y } = await run(alone, { ...options, groups: 1 });
    claim.same(y!, slice((await run(inputs)).y!, 1, g * F, (g + 1) * F), `y of group ${g} alone`);
  },
  C6: async ({ run, inputs, options, claim }) => {
    const [, , H, W] = inputs.x!.shape as Shape;
    const [, , P, Q] = (await run(inputs)).y!.shape as Shape;
    const [, , R, S] = inputs.w!.shape as Shape;
    const counted = [windows(P, R, options), windows(Q, S, options)];
    claim.that(
      String(counted) === String([H, W]),
      `a convolution of y gives ${counted}, must give ${[H, W]}`,
    );
  },
  C7: affineInImage,
  C8: transposes,
  C9: bilinear,
});

interface Numbers {
  readonly stride: number;
  readonly pad: number;
  readonly output_pad: number;
  readonly dilation: number;
  readonly groups: number;
}

const numbers = (options: OptionValues): Numbers => options as unknown as Numbers;

const fits = (tap: number, taps: number): boolean => Number.isInteger(tap) && tap >= 0 && tap < taps;

/** How many windows a convolution finds in an axis. */
function windows(size: number, taps: number, options: OptionValues): number {
  const { stride, pad, dilation } = numbers(options);
  return Math.floor((size + 2 * pad - dilation * (taps - 1) - 1) / stride) + 1;
}

/** The convolution of z with the kernel, in the shape of x; exact in doubles for small multiples of 1/8. */
function convolved(z: Tensor, { x, w }: Tensors, options: OptionValues): Tensor {
  const { stride, pad, dilation, groups } = numbers(options);
  const [, C] = x!.shape as Shape;
  const [, E, R, S] = w!.shape as Shape;
  return grid(x!, x!.shape as Shape, ([n, c, h, v]) => {
    const first = Math.floor(c / (C / groups)) * E;
    let total = 0;
    for (let e = 0; e < E; e++)
      for (let r = 0; r < R; r++)
        for (let s = 0; s < S; s++)
          total +=
            w!.data[offset(w!.shape, [c, e, r, s])]! *
            pixel(z, [n, first + e, stride * h + dilation * r - pad, stride * v + dilation * s - pad]);
    return total;
  });
}
