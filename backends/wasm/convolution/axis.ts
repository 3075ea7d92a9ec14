import type { Convolution } from '../../lib/kernels.ts';

/** An axis of planes that are laid out: cell i of phase j is cell start + i·step + j·shift of the source, or padding. */
export interface Axis {
  /** The cells of a phase. */
  readonly count: number;
  /** The source's cells, and how many numbers lie from one to the next. */
  readonly limit: number;
  readonly stride: number;
  readonly start: number;
  readonly step: number;
  readonly phases: number;
  readonly shift: number;
}

/** Where along an axis a tap finds the cell of the first place; that of the i-th lies i cells further. */
export interface View {
  readonly phase: number;
  readonly cell: number;
}

/** A side of a convolution: the cells and places in it, how many numbers lie from one to the next, and its taps. */
export interface Side {
  readonly cells: number;
  readonly cell: number;
  readonly places: number;
  readonly place: number;
  readonly taps: number;
}

type Options = Pick<Convolution, 'stride' | 'pad' | 'dilation'>;

/** `count` cells, side by side, of which the source has the first `limit`. */
export const axis = (count: number, limit: number, stride: number): Axis => ({
  ...{ count, limit, stride },
  ...{ start: 0, step: 1, phases: 1, shift: 0 },
});

/** Has the source every cell of the axis, one after the other? */
export const isWhole = ({ count, limit, start, step, phases }: Axis): boolean =>
  step === 1 && phases === 1 && start >= 0 && start + count <= limit;

/** A side of x, and what each tap sees of it: cells that `stride` leaves apart are a phase of their own. */
export function inputAxis({ cells, cell, places, taps }: Side, { stride, pad, dilation }: Options) {
  const period = stride / greatestCommonDivisor(stride, dilation);
  const views = Array.from({ length: taps }, (_, tap): View => {
    const phase = tap % period;
    return { phase, cell: ((tap - phase) * dilation) / stride };
  });
  const furthest = Math.max(...views.map((view) => view.cell));
  const phases = { start: -pad, step: stride, phases: Math.min(period, taps), shift: dilation };
  return { views, axis: { ...axis(places + furthest, cells, cell), ...phases } };
}

/** The cells first, first + every, … of x, and where each of the taps that reach them finds dy. */
export interface Reach {
  readonly first: number;
  readonly count: number;
  readonly taps: readonly { readonly tap: number; readonly view: View }[];
}

/**
 * A side of dy for the gradient in x. With a stride a tap reaches only every so manieth cell, so that cells fall into sets
 * that are reached by the same taps. Where places are few, each cell is a set: most taps would see padding.
 */
export function outputAxis({ cells, places, place, taps }: Side, { stride, pad, dilation }: Options) {
  const every = 4 * places <= taps ? cells : stride;
  const sets = Array.from({ length: Math.min(every, cells) }, (_, first) => {
    const count = Math.ceil((cells - first) / every);
    const seen = Array.from({ length: taps }, (_, tap) => ({
      tap,
      at: (first + pad - tap * dilation) / stride,
    })).filter(({ at }) => Number.isInteger(at) && at > -count && at < places);
    return { first, count, seen };
  });
  const starts = sets.flatMap(({ seen }) => seen.map(({ at }) => at));
  const ends = sets.flatMap(({ seen, count }) => seen.map(({ at }) => at + count));
  const start = Math.min(places, ...starts);
  const reaches = sets.map(
    ({ seen, ...set }): Reach => ({
      ...set,
      taps: seen.map(({ tap, at }) => ({ tap, view: { phase: 0, cell: at - start } })),
    }),
  );
  return { every, reaches, axis: { ...axis(Math.max(start, ...ends) - start, places, place), start } };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
