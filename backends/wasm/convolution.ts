import type { Convolution, Floats, Kernels } from '../lib/kernels.ts';
import { axis, inputAxis, outputAxis, type Reach, type Side } from './convolution/axis.ts';
import { BLOCK, correlate, offsetsOf, PACE, type Tap } from './convolution/correlate.ts';
import { fullest, thriftiest } from './convolution/layout.ts';
import { planesOn } from './convolution/planes.ts';
import type { Engine } from './engine.ts';

/** How many taps a piece of the gradient in w takes. */
const TAPS = 32;

/**
 * All three kernels are sums of x, or dy, at an offset for each tap: planes are laid out so that a tap sees the places of
 * a vector side by side, whatever the stride, and no tap has to ask whether it is in the padding.
 */
export function convolution(engine: Engine) {
  const { heap } = engine;
  const { areFinite, layOut, readable } = planesOn(engine);

  return {
    convolve(x, w, plus, given) {
      const sizes = simplified(given);
      const { N, G, D, E, R, S, P, Q } = sizes;
      const y = heap.reserve(x, N * G * E * P * Q);
      if (y.length === 0) return y;
      heap.scope(() => {
        const weights = heap.place(w);
        const { taps, ...source } = inputOf(sizes);
        const kind = fullest(lanesOf(x), { columns: Q, rows: P, images: N });
        const planes = readable(x, kind, source, Q, weights);
        correlate(engine, planes, weights, plus, y, {
          ...{ images: N, rows: P, columns: Q, groups: G, depth: D, channels: E, taps },
          weights: { group: E * D * R * S, channel: D * R * S, depth: R * S },
          result: { first: 0, image: G * E * P * Q, channel: P * Q, row: Q, column: 1 },
        });
      });
      return y;
    },

    convolveInputGradient(dy, w, given) {
      const sizes = simplified(given);
      const { N, G, D, E, H, W, R, S } = sizes;
      const dx = heap.reserve(dy, N * G * D * H * W);
      if (dy.length === 0) dx.fill(0);
      if (dy.length * dx.length === 0) return dx;
      heap.scope(() => {
        const weights = heap.place(w);
        // The columns that a kernel covers all at once are as good as channels.
        const across = D * G === 1 && S === W && sizes.pad === 0 && sizes.dilation === 1;
        const rows = outputAxis(rowsOf(sizes), sizes);
        const columns = outputAxis(across ? point : columnsOf(sizes), sizes);
        const source = { images: N, channels: G * E, rows: rows.axis, columns: columns.axis };
        const [high, wide] = [fewest(rows.reaches), fewest(columns.reaches)];
        const kind = fullest(lanesOf(dy), { columns: wide, rows: high, images: N });
        const planes = readable(dy, kind, source, wide, weights);
        for (const row of rows.reaches)
          for (const column of columns.reaches)
            correlate(engine, planes, weights, undefined, dx, {
              ...{ images: N, rows: row.count, columns: column.count },
              ...{ groups: G, depth: E, channels: across ? W : D },
              taps: row.taps.flatMap((r) =>
                column.taps.map((s) => ({ weight: r.tap * S + s.tap, row: r.view, column: s.view })),
              ),
              weights: { group: E * D * R * S, channel: across ? 1 : R * S, depth: D * R * S },
              result: {
                first: row.first * W + column.first,
                ...{ image: G * D * H * W, channel: across ? 1 : H * W },
                ...{ row: rows.every * W, column: columns.every },
              },
            });
      });
      return dx;
    },

    convolveWeightGradient(x, dy, given) {
      const sizes = simplified(given);
      const { N, G, D, E, R, S, P, Q } = sizes;
      const dw = heap.reserve(x, G * E * D * R * S);
      if (dy.length === 0) dw.fill(0);
      if (dy.length * dw.length === 0) return dw;
      heap.scope(() => {
        const [input, gradient] = [heap.place(x), heap.place(dy)];
        const { taps, ...source } = inputOf(sizes);
        // The places of an image are one line: with gaps, where x has cells that the first tap does not see.
        const [high, wide] = [source.rows.count, source.columns.count];
        const kind = thriftiest({
          columns: N * whole((P - 1) * wide + Q),
          rows: N * whole((Q - 1) * high + P),
          images: whole(((P - 1) * wide + Q) * N),
        });
        // In the gaps dy is 0, in the padding x: their products count for nothing, unless a factor is not finite.
        const masked = !(areFinite(input) && areFinite(gradient));
        const from = layOut(input, kind, source, masked);
        const to = layOut(
          gradient,
          kind,
          {
            ...{ images: N, channels: G * E },
            rows: axis(kind === 'rows' ? high : P, P, Q),
            columns: axis(kind === 'rows' ? Q : wide, Q, 1),
          },
          masked,
        );
        const { image, row, column, channel } = from.layout;
        const [images, last] = kind === 'images' ? [1, N - 1] : [N, 0];
        const length = whole((P - 1) * row + (Q - 1) * column + last + 1);
        const bytes = x.BYTES_PER_ELEMENT;
        const offsets = offsetsOf(engine, taps, D, from, bytes);
        const args = [
          ...[from.at, to.at, offsets.byteOffset, D * R * S, dw.byteOffset, images, length],
          ...[image, to.layout.image, D * channel, to.layout.channel].map((step) => bytes * step),
          ...[E, from.mask?.at ?? 0, to.mask?.at ?? 0],
        ];
        const pieces = G * Math.ceil(E / BLOCK) * Math.ceil((D * R * S) / TAPS);
        const work = (dw.length * images * length * bytes) / 4 / PACE;
        engine.run(masked ? 'correlateWeightsMasked' : 'correlateWeights', x, args, pieces, work);
      });
      return dw;
    },
  } satisfies Partial<Kernels>;
}

const lanesOf = (like: Floats) => 16 / like.BYTES_PER_ELEMENT;

/** The length of a line in whole vectors, of f32. */
const whole = (length: number) => Math.ceil(length / 4) * 4;

const fewest = (reaches: readonly Reach[]) => Math.min(...reaches.map(({ count }) => count));

const rowsOf = ({ H, W, P, Q, R }: Convolution): Side => ({
  cells: H,
  cell: W,
  places: P,
  place: Q,
  taps: R,
});
const columnsOf = ({ W, Q, S }: Convolution): Side => ({ cells: W, cell: 1, places: Q, place: 1, taps: S });
const point: Side = { cells: 1, cell: 1, places: 1, place: 1, taps: 1 };

/** The planes of x as the taps see them. */
function inputOf(sizes: Convolution) {
  const rows = inputAxis(rowsOf(sizes), sizes);
  const columns = inputAxis(columnsOf(sizes), sizes);
  const taps = rows.views.flatMap((row, r) =>
    columns.views.map((column, s): Tap => ({ weight: r * sizes.S + s, row, column })),
  );
  return { images: sizes.N, channels: sizes.G * sizes.D, rows: rows.axis, columns: columns.axis, taps };
}

/** To a kernel of one cell the plane is a row; to one that covers it every cell is a channel. */
function simplified(sizes: Convolution): Convolution {
  const { D, H, W, R, S, stride, pad, dilation } = sizes;
  if (R === 1 && S === 1 && stride === 1 && pad === 0) return { ...sizes, H: 1, P: 1, W: H * W, Q: H * W };
  if (R === H && S === W && pad === 0 && dilation === 1)
    return { ...sizes, D: D * H * W, H: 1, W: 1, R: 1, S: 1 };
  return sizes;
}
