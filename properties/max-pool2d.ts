import type { OptionValues, Tensor } from '../spec/lib/tensor.ts';
import spec from '../spec/max-pool2d.ts';
import { each, grid, offset, type Shape } from './lib/images.ts';
import { laws, withGradient } from './lib/laws.ts';
import { fill, lanes, map, slice } from './lib/tensors.ts';
import { cells, windowCount } from './lib/windows.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const { y } = await run({ x: inputs.x! });
    const shifted = await run({ x: map(inputs.x!, (pixel) => pixel - 16) });
    const moved = y!.data.map((value) => A.sub(value, A.number(16)));
    claim.same(shifted.y!, { shape: y!.shape, data: moved }, 'y of pixels 16 lower');
  },
  C2: async ({ A, run, inputs, options, claim }) => {
    each((await run(inputs)).y!, ([n, c, p, q], value, where) => {
      const window = cells(inputs.x!, options, p, q).map(([h, v]) => at(inputs.x!, [n, c, h, v]));
      const found = window.some((pixel) => A.equal(value, A.number(pixel)) !== false);
      claim.that(found, `y${where} is ${A.toNumber(value)}, must be one of ${window}`);
      for (const pixel of window) claim.atMost(A.number(pixel), value, `the pixel of y${where}`);
    });
  },
  C3: async ({ A, run, inputs, claim }) => {
    const before = await run({ x: map(inputs.x!, (pixel) => pixel ** 3) });
    const { y } = await run(inputs);
    const after = y!.data.map((value) => A.power(value, 3));
    claim.same(before.y!, { shape: y!.shape, data: after }, 'y of the cubes');
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
    const [kernel, stride] = [Number(options.kernel), Number(options.stride)];
    const plain = { ...options, pad: 0, ceil: false };
    const [N, C, H, W] = inputs.x!.shape as Shape;
    const x = grid(
      inputs.x!,
      [N, C, Math.max(H, kernel) + stride, Math.max(W, kernel) + stride],
      ([n, c, h, v]) => at(inputs.x!, [n, c, h % H, v % W]),
    );
    const moved = slice(slice(x, 2, stride, x.shape[2]!), 3, stride, x.shape[3]!);
    const still = (await run({ x }, plain)).y!;
    each((await run({ x: moved }, plain)).y!, ([n, c, p, q], value, where) => {
      claim.equal(value, still.data[offset(still.shape, [n, c, p + 1, q + 1])]!, `y${where}, moved,`);
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
      claim.equal(y!.data[n]!, A.number(Math.max(...pixels)), `y of image ${n}`);
    });
  },
  C9: withGradient(async ({ A, vjp, run, inputs, options, random, claim }) => {
    const order = random.permutation(inputs.x!.data.length);
    const x = map(inputs.x!, (_, n) => order[n]! / 8);
    const { y } = await run({ x });
    const g = fill(x, y!.shape, () => random.integer(-8, 8) / 8);
    const expected = map(x, () => 0);
    each(y!, ([n, c, p, q], _, __, position) => {
      const places = cells(x, options, p, q).map(([h, v]) => offset(x.shape, [n, c, h, v]));
      const largest = places.reduce((best, place) => (x.data[place]! > x.data[best]! ? place : best));
      expected.data[largest]! += g.data[position]!;
    });
    const gradient = (await vjp({ x }, { y: g })).x!;
    gradient.data.forEach((value, n) => {
      claim.equal(value, A.number(expected.data[n]!), `the gradient of pixel ${n}`);
    });
    const tied = (await vjp(inputs, { y: g })).x!;
    for (const of of [gradient, tied]) {
      const total = A.sum(of.data);
      claim.equal(total, A.sum(Array.from(g.data, (c) => A.number(c))), 'the sum of the gradient');
    }
  }),
});

const at = (x: Tensor, indices: Shape): number => x.data[offset(x.shape, indices)]!;
