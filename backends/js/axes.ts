import { type Kernels, zeros } from '../lib/kernels.ts';

export const axes = {
  sum(x, outer, length, inner) {
    const y = zeros(x, outer * inner);
    const total = new Float64Array(inner);
    for (let o = 0; o < outer; o++) {
      total.fill(0);
      for (let l = 0; l < length; l++)
        for (let i = 0; i < inner; i++) total[i] += x[(o * length + l) * inner + i];
      y.set(total, o * inner);
    }
    return y;
  },

  repeat(x, outer, length, inner) {
    const y = zeros(x, outer * length * inner);
    for (let o = 0; o < outer; o++) {
      const row = x.subarray(o * inner, (o + 1) * inner);
      for (let l = 0; l < length; l++) y.set(row, (o * length + l) * inner);
    }
    return y;
  },

  swapAxes(x, a, b, c, d) {
    const y = zeros(x, x.length);
    for (let i = 0; i < a; i++)
      for (let j = 0; j < b; j++)
        for (let k = 0; k < c; k++) {
          const from = ((i * b + j) * c + k) * d;
          const to = ((i * c + k) * b + j) * d;
          for (let l = 0; l < d; l++) y[to + l] = x[from + l];
        }
    return y;
  },

  /** In units of a power of two next to the largest |x|, so that scaling rounds nothing and every square is at most 4. */
  norm(x) {
    let largest = 0;
    for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]));
    if (!(largest > 0 && largest < Number.POSITIVE_INFINITY)) return largest;
    const unit = 2 ** Math.min(1023, Math.floor(Math.log2(largest)));
    let squares = 0;
    for (let i = 0; i < x.length; i++) squares += (x[i] / unit) ** 2;
    return unit * Math.sqrt(squares);
  },
} satisfies Partial<Kernels>;
