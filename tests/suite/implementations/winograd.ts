import type { Forward, Tensor } from '../../../backends/lib/contract.ts';
import type { Machine, Row } from './machine.ts';

/** The matrices of F(m×m, 3×3), Lavin & Gray (2016), Fast algorithms for convolutional neural networks: Y = Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A. */
interface Transforms {
  readonly m: number;
  readonly B: readonly (readonly number[])[];
  readonly G: readonly (readonly number[])[];
  readonly A: readonly (readonly number[])[];
}

export const F2: Transforms = {
  m: 2,
  B: [
    [1, 0, -1, 0],
    [0, 1, 1, 0],
    [0, -1, 1, 0],
    [0, 1, 0, -1],
  ],
  G: [
    [1, 0, 0],
    [1 / 2, 1 / 2, 1 / 2],
    [1 / 2, -1 / 2, 1 / 2],
    [0, 0, 1],
  ],
  A: [
    [1, 1, 1, 0],
    [0, 1, -1, -1],
  ],
};

export const F4: Transforms = {
  m: 4,
  B: [
    [4, 0, -5, 0, 1, 0],
    [0, -4, -4, 1, 1, 0],
    [0, 4, -4, -1, 1, 0],
    [0, -2, -1, 2, 1, 0],
    [0, 2, -1, -2, 1, 0],
    [0, 4, 0, -5, 0, 1],
  ],
  G: [
    [1 / 4, 0, 0],
    [-1 / 6, -1 / 6, -1 / 6],
    [-1 / 6, 1 / 6, -1 / 6],
    [1 / 24, 1 / 12, 1 / 6],
    [1 / 24, -1 / 12, 1 / 6],
    [0, 0, 1],
  ],
  A: [
    [1, 1, 1, 1, 1, 0],
    [0, 1, -1, 2, -2, 0],
    [0, 1, 1, 4, 4, 0],
    [0, 1, -1, 8, -8, 1],
  ],
};

/** M t Mᵀ. */
function sandwich(m: Machine, M: readonly (readonly number[])[], t: readonly Row[]): Row[] {
  const left = M.map((row) =>
    m.row(t[0].length, (j) =>
      m.dot(
        row.length,
        (k) => m.constant(row[k]),
        (k) => t[k][j],
      ),
    ),
  );
  return left.map((line) =>
    m.row(M.length, (i) =>
      m.dot(
        M[i].length,
        (k) => line[k],
        (k) => m.constant(M[i][k]),
      ),
    ),
  );
}

/** A convolution with kernels of 3×3 at stride and dilation 1, tile by tile. */
export const winograd =
  (m: Machine, { m: size, B, G, A }: Transforms): Forward =>
  ({ x, w, b }, { pad, groups }) => {
    const [edge, reach] = [Number(pad), size + 2];
    const [N, C, H, W] = x.shape;
    const [F, D] = w.shape;
    const E = F / Number(groups);
    const [P, Q] = [H + 2 * edge - 2, W + 2 * edge - 2];
    const [pixels, taps, bias] = [m.load(x.data), m.load(w.data), m.load(b.data)];
    const y: Tensor = { shape: [N, F, P, Q], data: m.zeros(N * F * P * Q) };
    const pixel = (plane: number, h: number, v: number) =>
      h < 0 || h >= H || v < 0 || v >= W ? 0 : pixels[(plane * H + h) * W + v];
    for (let n = 0; n < N; n++)
      for (let o = 0; o < F; o++)
        for (let p = 0; p < P; p += size)
          for (let q = 0; q < Q; q += size) {
            const products = Array.from({ length: D }, (_, d) => {
              const plane = n * C + Math.floor(o / E) * D + d;
              const kernel = [0, 1, 2].map((r) => m.row(3, (s) => taps[((o * D + d) * 3 + r) * 3 + s]));
              const tile = Array.from({ length: reach }, (_, i) =>
                m.row(reach, (j) => pixel(plane, p + i - edge, q + j - edge)),
              );
              const [g, t] = [sandwich(m, G, kernel), sandwich(m, B, tile)];
              return g.map((row, i) => m.row(reach, (j) => m.mul(row[j], t[i][j])));
            });
            const summed = Array.from({ length: reach }, (_, i) =>
              m.row(reach, (j) => m.sum(D, (d) => products[d][i][j])),
            );
            sandwich(m, A, summed).forEach((row, i) => {
              row.forEach((value, j) => {
                if (p + i < P && q + j < Q)
                  y.data[((n * F + o) * P + p + i) * Q + q + j] = m.add(value, bias[o]);
              });
            });
          }
    return { y };
  };
