import spec from '../spec/conv2d.ts';
import type { OptionValues, Tensor, Tensors } from '../spec/lib/tensor.ts';
import {
  each,
  grid,
  halfTurned,
  inner,
  offset,
  onCanvas,
  pixel,
  type Shape,
  transposed,
} from './lib/images.ts';
import { laws, withGradient } from './lib/laws.ts';
import { fill, map, slice } from './lib/tensors.ts';

/** Images, kernels and options by the names of the formula. */
function parts(inputs: Tensors, options: OptionValues) {
  const [stride, pad, dilation, groups] = [
    options.stride,
    options.pad,
    options.dilation,
    options.groups,
  ] as Shape;
  const { x, w, b } = inputs as { x: Tensor; w: Tensor; b: Tensor };
  const [N, C, H, W] = x.shape as Shape;
  const [O, D, R, S] = w.shape as Shape;
  return { x, w, b, N, C, H, W, O, D, R, S, E: O / groups, stride, pad, dilation, groups };
}

export default laws(spec, {
  C1: async ({ A, run, inputs, options, random, claim }) => {
    const { x, w, b, O, D, R, S, E, stride, pad, dilation } = parts(inputs, options);
    const one = [O, D, R, S].map((size) => random.integer(0, size - 1)) as unknown as Shape;
    const place = offset(w.shape, one);
    const { y } = await run({ ...inputs, w: map(w, (_, n) => (n === place ? 1 : 0)) });
    const [o, d, r, s] = one;
    each(y!, ([n, out, p, q], value, where) => {
      const [h, v] = [stride * p + dilation * r - pad, stride * q + dilation * s - pad];
      const copied = out === o ? pixel(x, [n, Math.floor(o / E) * D + d, h, v]) : 0;
      claim.equal(value, A.add(A.number(b.data[out]!), A.number(copied)), `y${where}`);
    });
  },
  C2: async ({ run, inputs, options, claim }) => {
    const { x, stride } = parts(inputs, options);
    const still = (await run({ ...inputs, x: onCanvas(x, stride, 0) })).y!;
    const moved = (await run({ ...inputs, x: onCanvas(x, stride, stride) })).y!;
    each(still, ([n, o, p, q], value, where) => {
      if (p + 1 === still.shape[2] || q + 1 === still.shape[3]) return;
      claim.equal(moved.data[offset(moved.shape, [n, o, p + 1, q + 1])]!, value, `y${where}, moved,`);
    });
  },
  C3: async ({ run, inputs, options, claim }) => {
    const { stride } = parts(inputs, options);
    const fine = (await run(inputs, { ...options, stride: 1 })).y!;
    each((await run(inputs)).y!, ([n, o, p, q], value, where) => {
      claim.equal(value, fine.data[offset(fine.shape, [n, o, stride * p, stride * q])]!, `y${where}`);
    });
  },
  C4: async ({ A, run, inputs, options, random, claim }) => {
    const { x, w, b, C, H, W, D, R, S, E, stride, pad, dilation } = parts(inputs, options);
    const still = { ...inputs, b: map(b, () => 0) };
    const impulses = Array.from({ length: 6 }, () => random.integer(0, C * H * W - 1));
    const responses = await run({
      ...still,
      x: fill(x, [impulses.length, C, H, W], (n) =>
        impulses[Math.floor(n / (C * H * W))] === n % (C * H * W) ? 1 : 0,
      ),
    });
    /** Which tap of a window that starts at `start` falls on `at`, if one does. */
    const tap = (at: number, start: number, taps: number) => {
      const k = (at - start) / dilation;
      return Number.isInteger(k) && k >= 0 && k < taps ? k : undefined;
    };
    each(responses.y!, ([n, o, p, q], value, where) => {
      const impulse = impulses[n]!;
      const d = Math.floor(impulse / (H * W)) - Math.floor(o / E) * D;
      const r = tap(Math.floor(impulse / W) % H, stride * p - pad, R);
      const s = tap(impulse % W, stride * q - pad, S);
      const seen = d >= 0 && d < D && r !== undefined && s !== undefined;
      const entry = seen ? w.data[offset(w.shape, [o, d, r, s])]! : 0;
      claim.equal(value, A.number(entry), `the response y${where}`);
    });
    const other = map(x, () => random.integer(-8, 8) / 8);
    const y = (await run(still)).y!;
    const more = (await run({ ...still, x: other })).y!;
    const both = (await run({ ...still, x: map(x, (value, n) => value - 2 * other.data[n]!) })).y!;
    each(both, (_, value, where, n) => {
      claim.equal(value, A.sub(y.data[n]!, A.mul(A.number(2), more.data[n]!)), `y${where} of the sum`);
    });
  },
  C5: async ({ run, inputs, options, claim }) => {
    const { x, w, b, D, E, groups } = parts(inputs, options);
    const { y } = await run(inputs);
    for (let g = 0; g < groups; g++) {
      const block = { w: slice(w, 0, g * E, (g + 1) * E), b: slice(b, 0, g * E, (g + 1) * E) };
      const alone = await run({ x: slice(x, 1, g * D, (g + 1) * D), ...block }, { ...options, groups: 1 });
      claim.same(alone.y!, slice(y!, 1, g * E, (g + 1) * E), `y of group ${g}`);
    }
  },
  C6: async ({ A, run, inputs, options, random, claim }) => {
    const { x, w, b, C, H, W, O, D } = parts(inputs, options);
    const { y } = await run(inputs);
    const silent = { ...inputs, b: map(b, () => 0) };
    const channels = await Promise.all(
      Array.from({ length: D }, async (_, d) => {
        const alone = map(x, (value, n) => ((Math.floor(n / (H * W)) % C) % D === d ? value : 0));
        return (await run({ ...silent, x: alone })).y!;
      }),
    );
    each(y!, ([, o], value, where, n) => {
      const terms = channels.map((channel) => channel.data[n]!);
      claim.equal(value, A.sum([...terms, A.number(b.data[o]!)]), `y${where}`);
    });
    const zeroed = random.integer(0, O - 1);
    const kernel = w.data.length / O;
    const without = await run({
      ...inputs,
      w: map(w, (v, n) => (Math.floor(n / kernel) === zeroed ? 0 : v)),
    });
    each(without.y!, ([, o], value, where, n) => {
      claim.equal(
        value,
        o === zeroed ? A.number(b.data[o]!) : y!.data[n]!,
        `y${where} without kernel ${zeroed}`,
      );
    });
  },
  C7: async ({ run, inputs, options, claim }) => {
    const { x, w, b } = parts(inputs, options);
    const turned = await run({ x: transposed(x), w: transposed(w), b });
    claim.same(turned.y!, transposed((await run(inputs)).y!), 'y transposed');
  },
  C8: async ({ run, inputs, options, claim }) => {
    const { x, w, b } = parts(inputs, options);
    const straight = { ...options, stride: 1 };
    const turned = await run({ x: halfTurned(x), w: halfTurned(w), b }, straight);
    claim.same(turned.y!, halfTurned((await run(inputs, straight)).y!), 'y turned');
  },
  C9: async ({ run, inputs, options, claim }) => {
    const { N, H, W, O, R, S, stride, pad, dilation } = parts(inputs, options);
    const places = (size: number, taps: number) => {
      let found = 0;
      for (let start = 0; start + dilation * (taps - 1) < size + 2 * pad; start += stride) found++;
      return found;
    };
    const expected = [N, O, places(H, R), places(W, S)];
    const { shape } = (await run(inputs)).y!;
    claim.that(String(shape) === String(expected), `y has the shape [${shape}], must have [${expected}]`);
  },
  C10: async ({ A, run, inputs, options, claim }) => {
    const { x, w, b, R, stride, dilation } = parts(inputs, options);
    const taps = Math.min(R, 3);
    const reach = dilation * (taps - 1);
    const last = reach + stride * reach;
    const size = last + 2;
    const layer = (image: Tensor) =>
      run(
        { x: image, w: fill(w, [1, 1, taps, taps], () => 1), b: fill(b, [1], () => 0) },
        { ...options, pad: 0, groups: 1 },
      );
    const lit = [
      [0, 0],
      [last, last],
      [last, last + 1],
      [last + 1, last],
    ];
    const first = await layer(
      grid(x, [lit.length, 1, size, size], ([n, , h, v]) => (lit[n]![0] === h && lit[n]![1] === v ? 1 : 0)),
    );
    const hidden = fill(x, first.y!.shape, (n) => A.toNumber(first.y!.data[n]!));
    const second = (await layer(hidden)).y!;
    const corner = (n: number) => second.data[offset(second.shape, [n, 0, 0, 0])]!;
    for (const n of [0, 1]) claim.equal(corner(n), A.number(1), `the effect of pixel ${lit[n]}`);
    for (const n of [2, 3]) claim.equal(corner(n), A.number(0), `the effect of pixel ${lit[n]}`);
  },
  C11: withGradient(async ({ A, run, vjp, inputs, options, random, claim }) => {
    const { x, w, b, O } = parts(inputs, options);
    const { y } = await run({ ...inputs, b: map(b, () => 0) });
    const g = fill(x, y!.shape, () => random.integer(-8, 8) / 8);
    const gradient = await vjp(inputs, { y: g });
    const product = inner(A, y!, g);
    claim.equal(inner(A, gradient.x!, x), product, '⟨gradient of x, x⟩');
    claim.equal(inner(A, gradient.w!, w), product, '⟨gradient of w, w⟩');
    const area = y!.shape[2]! * y!.shape[3]!;
    gradient.b!.data.forEach((value, o) => {
      const own = Array.from(g.data).filter((_, n) => Math.floor(n / area) % O === o);
      claim.equal(value, A.sum(own.map((c) => A.number(c))), `the gradient of bias ${o}`);
    });
  }),
  C12: async ({ run, inputs, options, claim }) => {
    const { x, pad } = parts(inputs, options);
    const [N, C, H, W] = x.shape as [number, number, number, number];
    /** Rows and columns of zeros on both sides. */
    const framed = (before: number, after: number) =>
      grid(x, [N, C, H + before + after, W + before + after], ([n, c, h, w]) =>
        pixel(x, [n, c, h - before, w - before]),
      );
    for (const odd of [0, 1]) {
      const total = 2 * pad + odd;
      const before = Math.floor(total / 2);
      const inTotal = await run({ ...inputs, x: framed(before, total - before) }, { ...options, pad: 0 });
      const perSide = await run({ ...inputs, x: framed(0, odd) }, options);
      claim.same(perSide.y!, inTotal.y!, `y with ${total} rows of padding in all`);
    }
  },
});
