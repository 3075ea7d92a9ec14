import spec from '../spec/global-average-pool.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { laws, withGradient } from './lib/laws.ts';
import { fill, lanes, map, reorder } from './lib/tensors.ts';

/** Every image as rows of pixels [N,C,H·W,1]: where they stand is forgotten. */
const flat = ({ shape: [N, C, H, W], data }: Tensor): Tensor => ({ shape: [N!, C!, H! * W!, 1], data });

export default laws(spec, {
  C1: async ({ run, inputs, random, claim }) => {
    const x = inputs.x!;
    const { y } = await run(inputs);
    const pixels = flat(x);
    const order = random.permutation(pixels.shape[2]!);
    claim.same((await run({ x: reorder(pixels, 2, order) })).y!, y!, 'y of the pixels in another order');
    const W = x.shape[3]!;
    const round = Array.from({ length: W }, (_, w) => (w + 1) % W);
    claim.same((await run({ x: reorder(x, 3, round) })).y!, y!, 'y of the image moved round its border');
  },
  C2: async ({ run, inputs, random, claim }) => {
    const [N, C] = inputs.x!.shape as [number, number];
    const x = fill(inputs.x!, [N, C, random.integer(1, 6), random.integer(1, 6)], (n) => n);
    const { y } = await run({ x });
    claim.that(String(y!.shape) === String([N, C]), `y has the shape [${y!.shape}], must have [${[N, C]}]`);
  },
  C3: async ({ A, run, inputs, random, claim }) => {
    const x = inputs.x!;
    const constant = random.integer(-16, 16) / 8;
    for (const value of (await run({ x: map(x, () => constant) })).y!.data)
      claim.equal(value, A.number(constant), 'the mean of a constant');
    const [once, moved] = [await run(inputs), await run({ x: map(x, (v) => 2 * v + constant) })];
    moved.y!.data.forEach((value, n) => {
      const stated = A.add(A.mul(A.number(2), once.y!.data[n]!), A.number(constant));
      claim.equal(value, stated, `channel ${n} of 2x + ${constant}`);
    });
  },
  C4: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const [N, C, H, W] = inputs.x!.shape as [number, number, number, number];
    const y = fill(inputs.x!, [N, C], () => random.integer(-8, 8) / 8);
    const { x } = await vjp(inputs, { y });
    x!.data.forEach((value, n) => {
      const share = A.div(A.number(y.data[Math.floor(n / (H * W))]!), A.number(H * W));
      claim.equal(value, share, `the gradient of pixel ${n}`);
    });
  }),
  C5: async ({ A, run, inputs, claim }) => {
    const x = inputs.x!;
    const [, , H, W] = x.shape as [number, number, number, number];
    const values = { shape: x.shape, data: Array.from(x.data, (v) => A.number(v)) };
    const rows = lanes(values, 3).map((row) => A.div(A.sum(row), A.number(W)));
    (await run(inputs)).y!.data.forEach((value, n) => {
      const own = rows.slice(n * H, (n + 1) * H);
      claim.equal(value, A.div(A.sum(own), A.number(H)), `channel ${n}`);
    });
  },
});
