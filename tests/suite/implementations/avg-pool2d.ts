import type { Form, Forms } from './form.ts';
import type { Machine, Row } from './machine.ts';
import { onto } from './onto.ts';
import { type Window, windowsOf } from './windows.ts';

/** How the means of windows and the sums of what their pixels get are taken. */
interface Sums {
  mean(m: Machine, x: Row, window: Window, kernel: number): number;
  /** For the windows and cotangents that each pixel is reached by. */
  toPixel(m: Machine, reached: readonly Reached[]): number;
}

/** A window that a pixel lies in, and its cotangent. */
interface Reached {
  readonly window: Window;
  readonly dy: number;
}

const pooling =
  ({ mean, toPixel }: Sums): Form =>
  (m) => ({
    forward({ x }, options) {
      const { windows, shape } = windowsOf(x, options);
      const pixels = m.load(x.data);
      const data = m.row(windows.length, (n) => mean(m, pixels, windows[n], Number(options.kernel)));
      return { y: { shape, data } };
    },
    vjp({ x }, options, { y }) {
      const { windows } = windowsOf(x, options);
      const dy = m.load(y.data);
      const reached = Array.from({ length: x.data.length }, (): Reached[] => []);
      windows.forEach((window, n) => {
        for (const pixel of window.rows.flat()) reached[pixel].push({ window, dy: dy[n] });
      });
      return { x: { shape: x.shape, data: m.row(reached.length, (pixel) => toPixel(m, reached[pixel])) } };
    },
  });

const areaOf = ({ height, width }: Window): number => height * width;

/** Values by a key, in the order in which the keys turn up. */
function grouped<T>(values: readonly T[], keyOf: (value: T) => number): [number, T[]][] {
  const groups = new Map<number, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return [...groups];
}

export default {
  'sum over area; shares added up': pooling({
    mean(m, x, window) {
      const pixels = window.rows.flat();
      return m.div(
        m.sum(pixels.length, (n) => x[pixels[n]]),
        areaOf(window),
      );
    },
    toPixel: (m, reached) => m.sum(reached.length, (n) => m.div(reached[n].dy, areaOf(reached[n].window))),
  }),

  'every pixel weighed by the reciprocal; likewise, window after window': pooling({
    mean(m, x, window) {
      const pixels = window.rows.flat();
      const weight = m.div(1, areaOf(window));
      return m.dot(
        pixels.length,
        (n) => x[pixels[n]],
        () => weight,
      );
    },
    toPixel: (m, reached) =>
      reached.reduce((total, { window, dy }) => onto(m, total, dy, m.div(1, areaOf(window))), 0),
  }),

  'the mean of the means of the rows; row by row': pooling({
    mean(m, x, { rows, height, width }) {
      const means = rows.map((row) =>
        m.div(
          m.sum(row.length, (n) => x[row[n]]),
          width,
        ),
      );
      return m.div(
        m.sum(means.length, (n) => means[n]),
        height,
      );
    },
    toPixel(m, reached) {
      const rows = grouped(reached, ({ window }) => window.p);
      const sums = rows.map(([, row]) =>
        m.sum(row.length, (n) => m.div(m.div(row[n].dy, row[n].window.height), row[n].window.width)),
      );
      return m.sum(sums.length, (n) => sums[n]);
    },
  }),

  'zeros of the padding added, times the reciprocal; one share for all windows of an area': pooling({
    mean(m, x, window, kernel) {
      const pixels = window.rows.flat();
      const sum = m.sum(kernel * kernel, (n) => (n < pixels.length ? x[pixels[n]] : 0));
      return m.mul(sum, m.div(1, areaOf(window)));
    },
    toPixel(m, reached) {
      const shares = grouped(reached, ({ window }) => areaOf(window)).map(([area, all]) =>
        m.div(
          m.sum(all.length, (n) => all[n].dy),
          area,
        ),
      );
      return m.sum(shares.length, (n) => shares[n]);
    },
  }),
} satisfies Forms;
