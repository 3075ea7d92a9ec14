import type { Convolution, Floats } from '../../backends/lib/kernels.ts';

/** The loops that one would write first: one element after the other, as the formula stands. */

export function matmul(a: Floats, b: Floats, rows: number, inner: number, columns: number): Float32Array {
  const c = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      let total = 0;
      for (let l = 0; l < inner; l++) total += a[i * inner + l] * b[l * columns + j];
      c[i * columns + j] = total;
    }
  return c;
}

export function convolve(x: Floats, w: Floats, bias: Floats, sizes: Convolution): Float32Array {
  const { N, G, D, E, H, W, R, S, P, Q, stride, pad, dilation } = sizes;
  const y = new Float32Array(N * G * E * P * Q);
  for (let n = 0; n < N; n++)
    for (let f = 0; f < G * E; f++)
      for (let p = 0; p < P; p++)
        for (let q = 0; q < Q; q++) {
          let total = bias[f];
          for (let d = 0; d < D; d++)
            for (let r = 0; r < R; r++)
              for (let s = 0; s < S; s++) {
                const row = p * stride + r * dilation - pad;
                const column = q * stride + s * dilation - pad;
                if (row < 0 || row >= H || column < 0 || column >= W) continue;
                const channel = Math.floor(f / E) * D + d;
                total += w[((f * D + d) * R + r) * S + s] * x[((n * G * D + channel) * H + row) * W + column];
              }
          y[((n * G * E + f) * P + p) * Q + q] = total;
        }
  return y;
}

export function softmax(x: Floats, columns: number): Float32Array {
  const y = new Float32Array(x.length);
  for (let start = 0; start < x.length; start += columns) {
    const row = Array.from(x.subarray(start, start + columns));
    const largest = Math.max(...row);
    const e = row.map((v) => Math.exp(v - largest));
    const total = e.reduce((sum, v) => sum + v, 0);
    y.set(
      e.map((v) => v / total),
      start,
    );
  }
  return y;
}

export function normalise(x: Floats, columns: number, eps: number): Float32Array {
  const y = new Float32Array(x.length);
  for (let start = 0; start < x.length; start += columns) {
    const row = Array.from(x.subarray(start, start + columns));
    const mean = row.reduce((sum, v) => sum + v, 0) / columns;
    const variance = row.reduce((sum, v) => sum + (v - mean) ** 2, 0) / columns;
    y.set(
      row.map((v) => (v - mean) / Math.sqrt(variance + eps)),
      start,
    );
  }
  return y;
}
