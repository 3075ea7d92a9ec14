import { formula } from '../lib/formula.ts';

/** y = Σ x / (HW) of each channel; every pixel gets dy / (HW). */
export default formula(
  'global-average-pool(x[N,C,H,W]) -> y[N,C]',
  (_, { N, C, H, W }) => ({ maps: N * C, pixels: H * W }),
  (k) => ({
    forward: ({ x }, _, { maps, pixels }) => ({ y: k.affine(1 / pixels, k.sum(x, maps, pixels, 1), 0) }),
    vjp: (_, { y: dy }, __, { maps, pixels }) => ({
      x: k.repeat(k.affine(1 / pixels, dy, 0), maps, pixels, 1),
    }),
  }),
);
