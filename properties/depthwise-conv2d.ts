import spec from '../spec/depthwise-conv2d.ts';
import type { OptionValues } from '../spec/lib/tensor.ts';
import { each, grid, offset, onCanvas, pixel, type Shape, transposed } from './lib/images.ts';
import { laws, withGradient } from './lib/laws.ts';
import { exact, inner } from './lib/products.ts';
import { fill, lanes, map, reorder, slice } from './lib/tensors.ts';

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
  C7: async ({ A, run, inputs, claim }) => {
    const bias = (n: number, shape: readonly number[]) =>
      A.number(inputs.b!.data[Math.floor(n / (shape[2]! * shape[3]!)) % shape[1]!]!);
    const empty = (await run({ ...inputs, w: map(inputs.w!, () => 0) })).y!;
    empty.data.forEach((value, n) => {
      claim.equal(value, bias(n, empty.shape), `element ${n} of an empty kernel`);
    });
    const once = (await run(inputs)).y!;
    const twice = (await run({ ...inputs, x: map(inputs.x!, (value) => 2 * value) })).y!;
    twice.data.forEach((value, n) => {
      const must = A.sub(A.mul(A.number(2), once.data[n]!), bias(n, once.shape));
      claim.equal(value, must, `element ${n} of twice the image`);
    });
  },
  C8: async ({ run, inputs, claim }) => {
    const turned = { ...inputs, x: transposed(inputs.x!), w: transposed(inputs.w!) };
    claim.same((await run(turned)).y!, transposed((await run(inputs)).y!), 'y transposed');
  },
  C9: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const plain = { ...inputs, b: map(inputs.b!, () => 0) };
    const { y } = await run(plain);
    const cotangent = fill(inputs.x!, y!.shape, () => random.integer(-8, 8) / 8);
    const { x, w, b } = await vjp(plain, { y: cotangent });
    const product = inner(A, y!, exact(A, cotangent));
    claim.equal(inner(A, x!, exact(A, inputs.x!)), product, 'x·dx');
    claim.equal(inner(A, w!, exact(A, inputs.w!)), product, 'w·dw');
    const [N, F, P, Q] = y!.shape as Shape;
    const maps = lanes({ shape: [N, F, P * Q], data: exact(A, cotangent).data }, 2).map((one) => A.sum(one));
    b!.data.forEach((value, o) => {
      const sums = Array.from({ length: N }, (_, n) => maps[n * F + o]!);
      claim.equal(value, A.sum(sums), `the gradient of bias ${o}`);
    });
  }),
});

interface Numbers {
  readonly stride: number;
  readonly pad: number;
  readonly dilation: number;
}

const numbers = (options: OptionValues): Numbers => options as unknown as Numbers;
