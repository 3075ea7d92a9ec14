import { float64 } from '../reference/arithmetic/float64.ts';
import { type AllValues, evaluate } from '../reference/lib/evaluate.ts';
import { layout } from '../reference/lib/layout.ts';
import { prepare } from '../reference/lib/prepare.ts';
import conv2d from '../spec/conv2d.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import linear from '../spec/linear.ts';
import spec from '../spec/spatial-pyramid-pool.ts';
import { grid, offset, pixel, type Shape } from './lib/images.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { fill, map, reorder } from './lib/tensors.ts';

const BINS = 21;
const LEVELS = [
  { n: 1, before: 0 },
  { n: 2, before: 1 },
  { n: 4, before: 5 },
] as const;

const shapeOf = ({ x }: Tensors) => x!.shape as Shape;

/** Bin `bin` of level n, of a channel: where it stands in y of one sample with C channels. */
const place = (C: number, c: number, level: (typeof LEVELS)[number], bin: number): number =>
  level.before * C + c * level.n ** 2 + bin;

const binsOf = ({ n }: (typeof LEVELS)[number]): number[] => Array.from({ length: n * n }, (_, bin) => bin);

export default laws(spec, {
  C1: async ({ run, inputs, random, claim }) => {
    const [N, C, H, W] = shapeOf(inputs);
    for (const [height, width] of [
      [H, W],
      [H + random.integer(1, 9), random.integer(1, 9)],
    ] as const) {
      const x = grid(inputs.x!, [N, C, height, width], ([n, c, h, v]) =>
        pixel(inputs.x!, [n, c, h % H, v % W]),
      );
      const { shape } = (await run({ x })).y!;
      claim.that(String(shape) === String([N, BINS * C]), `${height}×${width} pixels give [${shape}]`);
    }
  },
  C2: async ({ A, run, inputs, random, claim }) => {
    const [N, C, H, W] = shapeOf(inputs);
    const like = inputs.x!;
    const filters = 2;
    const w = fill(like, [filters, C, 2, 2], () => random.integer(-8, 8) / 8);
    const b = fill(like, [filters], () => random.integer(-8, 8) / 8);
    const maps = (height: number, width: number): Tensor => {
      const x = fill(like, [N, C, height, width], () => random.integer(-8, 8));
      const options = { stride: 1, pad: 0, dilation: 1, groups: 1 };
      const { y } = evaluate(
        prepare(conv2d),
        prepare(conv2d).truth.definition,
        float64,
        { x, w, b },
        options,
      );
      return fill(like, y!.shape, (n) => y!.data[n]!);
    };
    const head = (D: number) => ({
      W: fill(like, [3, D], () => random.integer(-8, 8) / 8),
      b: fill(like, [3], () => random.integer(-8, 8) / 8),
    });
    const [small, large] = [maps(H + 1, W + 1), maps(H + 3, W + 4)];
    const shared = head(BINS * filters);
    for (const x of [small, large]) {
      const { y } = await run({ x });
      const flat = fill(like, y!.shape, (n) => A.toNumber(y!.data[n]!));
      const scores = evaluate(
        prepare(linear),
        prepare(linear).truth.definition,
        float64,
        { ...shared, x: flat },
        {},
      );
      claim.that(String(scores.y!.shape) === String([N, 3]), `the scores are [${scores.y!.shape}]`);
    }
    const flattened = (x: Tensor): Tensor => ({ ...x, shape: [N, x.data.length / N] });
    const own = head(flattened(small).shape[1]!);
    claim.that(takes(flattened(small), own), 'the dense layer refuses the image that it is made for');
    claim.that(!takes(flattened(large), own), 'the dense layer takes an image of another size');
  },
  C3: async ({ A, run, inputs, claim }) => {
    const [N, C, H, W] = shapeOf(inputs);
    const { y } = await run(inputs);
    for (let n = 0; n < N * C; n++) {
      const [sample, c] = [Math.floor(n / C), n % C];
      const pixels = Array.from(inputs.x!.data).slice(n * H * W, (n + 1) * H * W);
      for (const level of LEVELS) {
        const values = binsOf(level).map((bin) => at(y!, sample, place(C, c, level, bin)));
        const largest = A.number(Math.max(...pixels));
        claim.equal(values.reduce(A.max), largest, `the largest of level ${level.n} of channel ${c}`);
      }
    }
  },
  C4: async ({ A, run, inputs, claim }) => {
    const [N, C, H, W] = shapeOf(inputs);
    const { y } = await run(inputs);
    /** Is row or column k in bin i of n: does it overlap the open interval (iL/n, (i+1)L/n)? */
    const overlaps = (k: number, i: number, n: number, length: number) =>
      (k + 1) * n > i * length && k * n < (i + 1) * length;
    for (let sample = 0; sample < N; sample++)
      for (let c = 0; c < C; c++)
        for (const level of LEVELS)
          for (const bin of binsOf(level)) {
            const [i, j] = [Math.floor(bin / level.n), bin % level.n];
            let largest = Number.NEGATIVE_INFINITY;
            for (let h = 0; h < H; h++)
              for (let v = 0; v < W; v++)
                if (overlaps(h, i, level.n, H) && overlaps(v, j, level.n, W))
                  largest = Math.max(largest, inputs.x!.data[offset(inputs.x!.shape, [sample, c, h, v])]!);
            const value = at(y!, sample, place(C, c, level, bin));
            claim.equal(value, A.number(largest), `bin (${i}, ${j}) of level ${level.n}, channel ${c}`);
          }
  },
  C5: async ({ A, run, inputs, random, claim }) => {
    const [N, C] = shapeOf(inputs);
    const [H, W] = [4 * random.integer(1, 3), 4 * random.integer(1, 3)];
    const lit = random.integer(0, H * W - 1);
    const x = fill(inputs.x!, [N, C, H, W], (n) => (n % (H * W) === lit ? 1 : 0));
    const { y } = await run({ x });
    for (let n = 0; n < N * C; n++)
      for (const level of LEVELS) {
        const values = binsOf(level).map((bin) => at(y!, Math.floor(n / C), place(C, n % C, level, bin)));
        claim.equal(A.sum(values), A.number(1), `the bins of level ${level.n} that see pixel ${lit}`);
      }
  },
  C6: async ({ A, run, inputs, random, claim }) => {
    const [, C] = shapeOf(inputs);
    const { y } = await run(inputs);
    const raised = await run({ x: map(inputs.x!, (p) => p - 8) });
    const lowered = { shape: y!.shape, data: y!.data.map((value) => A.sub(value, A.number(8))) };
    claim.same(raised.y!, lowered, 'y of pixels 8 lower');
    // Each channel alone: reordered channels give the reordered numbers.
    const order = random.permutation(C);
    const moved = (await run({ x: reorder(inputs.x!, 1, order) })).y!;
    for (let c = 0; c < C; c++)
      for (const level of LEVELS)
        for (const bin of binsOf(level))
          claim.equal(
            at(moved, 0, place(C, c, level, bin)),
            at(y!, 0, place(C, order[c]!, level, bin)),
            `bin ${bin} of level ${level.n} of channel ${c}, reordered,`,
          );
  },
  C7: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const [N, C, H, W] = shapeOf(inputs);
    const dy = fill(inputs.x!, [N, BINS * C], () => random.integer(-8, 8) / 8);
    const { x } = await vjp(inputs, { y: dy });
    for (let n = 0; n < N * C; n++) {
      const came = LEVELS.flatMap((level) =>
        binsOf(level).map((bin) => dy.data[Math.floor(n / C) * BINS * C + place(C, n % C, level, bin)]!),
      );
      const gone = A.sum(x!.data.slice(n * H * W, (n + 1) * H * W));
      const sum = came.reduce((total, one) => total + one, 0);
      claim.equal(gone, A.number(sum), `the sum of the gradient of channel ${n % C}`);
    }
  }),
});

const at = ({ shape, data }: AllValues<Value>[string], sample: number, n: number): Value =>
  data[sample * shape[1]! + n]!;

/** Does a linear layer with these weights take x? */
function takes(x: Tensor, weights: Readonly<Record<'W' | 'b', Tensor>>): boolean {
  try {
    layout(linear, prepare(linear).truth.definition, { ...weights, x }, {});
    return true;
  } catch {
    return false;
  }
}
