import type { Convolution } from '../lib/kernels.ts';

/** Zeros behind every plane, in numbers: vectors may reach beyond its end. */
const SLACK = 16;

/** An axis of planes that are laid out: cell i of phase j is cell start + i·step + j·shift of the source, or padding. */
export interface Axis {
  readonly count: number;
  /** How many cells the source has, and how many numbers lie from one to the next. */
  readonly limit: number;
  readonly stride: number;
  readonly start: number;
  readonly step: number;
  readonly phases: number;
  readonly shift: number;
}

/** Where along an axis a tap finds the cell of the first place. */
export interface View {
  readonly phase: number;
  readonly cell: number;
}

/** The axis along which neighbours lie side by side: the columns of a row, the rows of a column, or the images. */
export type Kind = 'columns' | 'rows' | 'images';

/** How planes[images, channels, phases, …] lie, in numbers from one to the next. */
export interface Layout {
  readonly kind: Kind;
  /** The axes of a plane, from the outermost; none where the source is taken as it is. */
  readonly axes: readonly Axis[];
  readonly planes: number;
  readonly size: number;
  readonly image: number;
  readonly channel: number;
  readonly row: number;
  readonly column: number;
  /** Where a tap finds the cell of the first place. */
  at(row: View, column: View): number;
}

interface Images {
  readonly N: number;
  readonly channels: number;
  readonly cells: number;
}

export const axis = (count: number, limit: number, stride: number): Axis => ({
  ...{ count, limit, stride },
  ...{ start: 0, step: 1, phases: 1, shift: 0 },
});

export function layoutOf(kind: Kind, rows: Axis, columns: Axis, { N, channels, cells }: Images): Layout {
  const images = axis(N, N, channels * cells);
  const point = axis(1, 1, 0);
  const orders = { columns: [point, rows, columns], rows: [point, columns, rows], images: [rows, columns, images] };
  const axes = orders[kind];
  const steps = new Map<Axis, { readonly cell: number; readonly phase: number }>();
  const block = axes.reduce((size, { count }) => size * count, 1);
  let [cell, phase] = [1, block];
  for (const one of axes.toReversed()) {
    steps.set(one, { cell, phase });
    cell *= one.count;
    phase *= one.phases;
  }
  const [ofRow, ofColumn] = [steps.get(rows)!, steps.get(columns)!];
  const size = phase + SLACK;
  const together = kind === 'images';
  return {
    ...{ kind, axes, size },
    planes: together ? channels : N * channels,
    image: together ? 1 : channels * size,
    channel: size,
    row: ofRow.cell,
    column: ofColumn.cell,
    at: (row, column) =>
      row.phase * ofRow.phase + row.cell * ofRow.cell + column.phase * ofColumn.phase + column.cell * ofColumn.cell,
  };
}

/** The source's own layout, for axes that need no padding and have one phase. */
export const asItIs = (rows: Axis, columns: Axis, { N, channels, cells }: Images): Layout => ({
  ...{ kind: 'columns', axes: [], planes: N * channels, size: cells },
  ...{ image: channels * cells, channel: cells, row: rows.stride, column: columns.stride },
  at: (row, column) => (rows.start + row.cell) * rows.stride + (columns.start + column.cell) * columns.stride,
});

/** Does the source have every cell of the axis, one after the other? */
export const isWhole = ({ count, limit, start, step, phases }: Axis): boolean =>
  step === 1 && phases === 1 && start >= 0 && start + count <= limit;

/** A side of a convolution: its cells, taps and places, and how many numbers lie between cells. */
export interface Side {
  readonly cells: number;
  readonly taps: number;
  readonly places: number;
  /** Numbers from one cell to the next, and from one place to the next. */
  readonly cell: number;
  readonly place: number;
}

type Options = Pick<Convolution, 'stride' | 'pad' | 'dilation'>;

/** A side of x, so that every tap sees cells side by side: those that `stride` leaves apart are a phase of their own. */
export function inputAxis({ cells, taps, places, cell }: Side, { stride, pad, dilation }: Options) {
  const period = stride / greatestCommonDivisor(stride, dilation);
  const view = (tap: number): View => ({
    phase: tap % period,
    cell: (Math.floor(tap / period) * period * dilation) / stride,
  });
  const phases = Math.min(period, taps);
  return {
    axis: {
      ...axis(places + view(taps - 1 - ((taps - 1) % period)).cell, cells, cell),
      ...{ start: -pad, step: stride, phases, shift: dilation },
    },
    views: Array.from({ length: taps }, (_, tap) => view(tap)),
  };
}

/** The cells of x that a set of taps reaches: first, first + stride, …, and where each tap finds dy. */
export interface Reach {
  readonly first: number;
  readonly count: number;
  readonly taps: readonly { readonly tap: number; readonly view: View }[];
}

/** A side of dy for the gradient in x. Of the taps only every so manieth reaches a cell, so cells are done in `stride` sets. */
export function outputAxis({ cells, taps, places, place }: Side, { stride, pad, dilation }: Options) {
  const reaches = Array.from({ length: Math.min(stride, cells) }, (_, first) => ({
    first,
    count: Math.ceil((cells - first) / stride),
    taps: Array.from({ length: taps }, (_, tap) => ({ tap, place: (first + pad - tap * dilation) / stride })).filter(
      ({ place }) => Number.isInteger(place),
    ),
  }));
  const start = Math.min(...reaches.flatMap((reach) => reach.taps.map(({ place }) => place)));
  const end = Math.max(...reaches.flatMap((reach) => reach.taps.map(({ place }) => place + reach.count)));
  return {
    axis: { ...axis(end - start, places, place), start },
    reaches: reaches.map(
      (reach): Reach => ({
        ...reach,
        taps: reach.taps.map(({ tap, place }) => ({ tap, view: { phase: 0, cell: place - start } })),
      }),
    ),
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** The kind that leaves the fewest lanes of vectors empty; columns, which are copied fastest, unless it is worth it. */
export function kindFor(lanes: number, counts: Readonly<Record<Kind, number>>): Kind {
  const waste = (kind: Kind) => (Math.ceil(counts[kind] / lanes) * lanes) / counts[kind];
  const best = waste('rows') <= waste('images') ? 'rows' : 'images';
  return waste('columns') > 1.3 * waste(best) ? best : 'columns';
}
