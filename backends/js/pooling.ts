import { type Averaging, type Floats, type Kernels, type Pooling, zeros } from '../lib/kernels.ts';
import { clip, type Range } from './windows.ts';

/** Calls `visit` for every window: its place in y, its plane's place in x, and its valid rows and columns. */
function eachWindow(
  { planes, H, W, P, Q, kernel, stride, pad }: Pooling,
  visit: (place: number, plane: number, rows: Range, columns: Range, p: number, q: number) => void,
): void {
  for (let n = 0; n < planes; n++)
    for (let p = 0; p < P; p++) {
      const rows = clip(p * stride - pad, kernel, 0, H);
      for (let q = 0; q < Q; q++)
        visit((n * P + p) * Q + q, n * H * W, rows, clip(q * stride - pad, kernel, 0, W), p, q);
    }
}

/** Where the largest cell of a window is: the first of several, the first NaN if there is one. */
function argmax(x: Floats, plane: number, width: number, rows: Range, columns: Range): number {
  let best = plane + rows.start * width + columns.start;
  for (let h = rows.start; h < rows.end; h++)
    for (let w = columns.start; w < columns.end; w++) {
      const cell = plane + h * width + w;
      if (Number.isNaN(x[best])) return best;
      if (x[cell] > x[best] || Number.isNaN(x[cell])) best = cell;
    }
  return best;
}

/** How many cells of window p of one axis the average counts. */
function counted({ kernel, stride, pad, countPad }: Averaging, p: number, size: number): number {
  const start = p * stride - pad;
  const { start: first, end } = countPad
    ? clip(start, kernel, -pad, size + pad)
    : clip(start, kernel, 0, size);
  return end - first;
}

export const pooling = {
  maxPool(x, sizes) {
    const y = zeros(x, sizes.planes * sizes.P * sizes.Q);
    eachWindow(sizes, (place, plane, rows, columns) => {
      y[place] = x[argmax(x, plane, sizes.W, rows, columns)];
    });
    return y;
  },

  maxPoolGradient(x, dy, sizes) {
    const dx = new Float64Array(x.length);
    eachWindow(sizes, (place, plane, rows, columns) => {
      dx[argmax(x, plane, sizes.W, rows, columns)] += dy[place];
    });
    const rounded = zeros(x, x.length);
    rounded.set(dx);
    return rounded;
  },

  averagePool(x, sizes) {
    const y = zeros(x, sizes.planes * sizes.P * sizes.Q);
    eachWindow(sizes, (place, plane, rows, columns, p, q) => {
      let total = 0;
      for (let h = rows.start; h < rows.end; h++)
        for (let w = columns.start; w < columns.end; w++) total += x[plane + h * sizes.W + w];
      y[place] = total / (counted(sizes, p, sizes.H) * counted(sizes, q, sizes.W));
    });
    return y;
  },

  averagePoolGradient(dy, sizes) {
    const dx = new Float64Array(sizes.planes * sizes.H * sizes.W);
    eachWindow(sizes, (place, plane, rows, columns, p, q) => {
      const share = dy[place] / (counted(sizes, p, sizes.H) * counted(sizes, q, sizes.W));
      for (let h = rows.start; h < rows.end; h++)
        for (let w = columns.start; w < columns.end; w++) dx[plane + h * sizes.W + w] += share;
    });
    const rounded = zeros(dy, dx.length);
    rounded.set(dx);
    return rounded;
  },
} satisfies Partial<Kernels>;
