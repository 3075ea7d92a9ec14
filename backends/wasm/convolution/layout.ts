import { type Axis, axis, type View } from './axis.ts';

/** Zeros behind every plane, in numbers: vectors may reach beyond its end. */
const SLACK = 16;

/** What lies side by side: the columns of a row, the rows of a column, or the images. */
export type Kind = 'columns' | 'rows' | 'images';

/** The planes of a source x[images, channels, rows, columns]. */
export interface Source {
  readonly images: number;
  readonly channels: number;
  readonly rows: Axis;
  readonly columns: Axis;
}

/** How the planes of a source lie: in numbers from one to the next. */
export interface Layout {
  readonly kind: Kind;
  /** The axes of a plane, the last of which runs fastest. */
  readonly axes: readonly Axis[];
  readonly planes: number;
  /** A plane with all that belongs to it. */
  readonly size: number;
  readonly image: number;
  readonly channel: number;
  readonly row: number;
  readonly column: number;
  /** Where a tap finds the cell of the first place. */
  at(row: View, column: View): number;
}

/** Planes with their padding, and phases, in the order of `kind`. */
export function layoutOf(kind: Kind, { images, channels, rows, columns }: Source): Layout {
  const point = axis(1, 1, 0);
  const together = axis(images, images, channels * rows.limit * columns.limit);
  const orders = {
    columns: [point, rows, columns],
    rows: [point, columns, rows],
    images: [rows, columns, together],
  };
  const axes = orders[kind];
  let cell = 1;
  let phase = axes.reduce((cells, { count }) => cells * count, 1);
  const steps = new Map<Axis, View>();
  for (const one of axes.toReversed()) {
    steps.set(one, { cell, phase });
    cell *= one.count;
    phase *= one.phases;
  }
  const size = phase + SLACK;
  const [ofRow, ofColumn] = [steps.get(rows)!, steps.get(columns)!];
  const along = (view: View, step: View) => view.phase * step.phase + view.cell * step.cell;
  return {
    ...{ kind, axes, size, channel: size, row: ofRow.cell, column: ofColumn.cell },
    ...(kind === 'images'
      ? { planes: channels, image: 1 }
      : { planes: images * channels, image: channels * size }),
    at: (row, column) => along(row, ofRow) + along(column, ofColumn),
  };
}

/** The source's own, where it has all that is asked for. */
export function asItIs({ images, channels, rows, columns }: Source): Layout {
  const size = rows.limit * columns.limit;
  return {
    ...{ kind: 'columns', axes: [], planes: images * channels, size, image: channels * size },
    ...{ channel: size, row: rows.stride, column: columns.stride },
    at: (row, column) =>
      (rows.start + row.cell) * rows.stride + (columns.start + column.cell) * columns.stride,
  };
}

type Costs = Readonly<Record<Kind, number>>;

/** The kind that costs least; columns, which are copied fastest, unless another is worth it. */
export function thriftiest(costs: Costs): Kind {
  const other = costs.rows <= costs.images ? 'rows' : 'images';
  return costs.columns > 1.3 * costs[other] ? other : 'columns';
}

/** The kind that leaves the fewest lanes of vectors empty. */
export function fullest(lanes: number, { columns, rows, images }: Costs): Kind {
  const cost = (count: number) => Math.ceil(count / lanes) / count;
  return thriftiest({ columns: cost(columns), rows: cost(rows), images: cost(images) });
}
