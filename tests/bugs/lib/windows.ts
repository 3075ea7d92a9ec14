import { formula, type OverKernels } from '../../../backends/lib/formula.ts';
import { type Floats, type Pooling, zeros } from '../../../backends/lib/kernels.ts';
import { readPooling } from '../../../backends/lib/windows.ts';

export const MAX_POOL = 'max-pool2d(x[N,C,H,W]) -> y[N,C,P,Q]';
export const AVERAGE_POOL = 'avg-pool2d(x[N,C,H,W]) -> y[N,C,P,Q]';

/** The cells of a window: where they stand in x, −1 for those outside the image. */
type Cells = readonly number[];

/** Visits the windows with their places in y. */
export function eachWindow(
  { planes, H, W, P, Q, kernel, stride, pad }: Pooling,
  visit: (place: number, cells: Cells) => void,
): void {
  for (let place = 0; place < planes * P * Q; place++) {
    const [q, p, plane] = [place % Q, Math.floor(place / Q) % P, Math.floor(place / (P * Q))];
    const cells = Array.from({ length: kernel * kernel }, (_, n) => {
      const [h, v] = [stride * p + Math.floor(n / kernel) - pad, stride * q + (n % kernel) - pad];
      return h >= 0 && h < H && v >= 0 && v < W ? (plane * H + h) * W + v : -1;
    });
    visit(place, cells);
  }
}

export const inside = (cells: Cells): Cells => cells.filter((cell) => cell >= 0);

/** One number for each window. */
export function pooled(x: Floats, sizes: Pooling, value: (cells: Cells) => number): Floats {
  const y = zeros(x, sizes.planes * sizes.P * sizes.Q);
  eachWindow(sizes, (place, cells) => {
    y[place] = value(cells);
  });
  return y;
}

/** The first of the largest pixels of a window. */
export const largest = (x: Floats, cells: Cells): number =>
  inside(cells).reduce((best, cell) => (x[cell] > x[best] ? cell : best));

/** How the windows along an axis lie, and how many there are. */
interface Windows {
  readonly kernel: number;
  readonly stride: number;
  readonly pad: number;
  readonly ceil: boolean;
  readonly count: number;
}

/** Max pooling with another number of windows; the largest of no pixel is −∞. */
export const maxPoolOfCount = (counted: (size: number, windows: Windows) => number): OverKernels =>
  formula(
    MAX_POOL,
    (options, sizes) => {
      const pooling = readPooling(options, sizes);
      const ceil = options.flag('ceil');
      const { H, W, P, Q } = pooling;
      return {
        ...pooling,
        P: counted(H, { ...pooling, ceil, count: P }),
        Q: counted(W, { ...pooling, ceil, count: Q }),
      };
    },
    () => ({
      forward: ({ x }, _, pooling) => ({
        y: pooled(x, pooling, (cells) => Math.max(...inside(cells).map((cell) => x[cell]))),
      }),
    }),
  );

/** Max pooling with a backward of its own. */
export const maxPoolWithGradient = (
  gradient: (x: Floats, dy: Floats, pooling: Pooling) => Float64Array,
): OverKernels =>
  formula(MAX_POOL, readPooling, (k) => ({
    forward: ({ x }, _, pooling) => ({ y: k.maxPool(x, pooling) }),

    vjp({ x }, { y: dy }, _, pooling) {
      const dx = zeros(x, x.length);
      dx.set(gradient(x, dy, pooling));
      return { x: dx };
    },
  }));

/** Max pooling, what the windows find outside the image and all else being the caller's. */
export const maxPoolBy = (value: (x: Floats, cells: Cells) => number): OverKernels =>
  formula(MAX_POOL, readPooling, () => ({
    forward: ({ x }, _, pooling) => ({ y: pooled(x, pooling, (cells) => value(x, cells)) }),
  }));
