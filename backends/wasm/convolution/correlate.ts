import type { Floats } from '../../lib/kernels.ts';
import type { Engine } from '../engine.ts';
import type { View } from './axis.ts';
import type { Planes } from './planes.ts';

/** How many channels the kernels take at a time. */
export const BLOCK = 4;
/** Multiplications and additions of one thread in a nanosecond. */
export const PACE = 18;

/** How long a piece should take, in nanoseconds, and how many there should be at least, for threads to share. */
const PIECE = 30_000;
const PIECES = 64;
/** So many vectors of places are worth going through the weights once more. */
const VECTORS = 32;

/** A cell of a kernel, and what it sees. */
export interface Tap {
  readonly weight: number;
  readonly row: View;
  readonly column: View;
}

/** Sums over channels and taps at places[images, rows, columns]. Steps are in numbers. */
export interface Correlation {
  readonly images: number;
  readonly rows: number;
  readonly columns: number;
  readonly groups: number;
  /** How many channels of a group are summed over, and how many come out. */
  readonly depth: number;
  readonly channels: number;
  readonly taps: readonly Tap[];
  readonly weights: { readonly group: number; readonly channel: number; readonly depth: number };
  readonly result: {
    readonly first: number;
    readonly image: number;
    readonly channel: number;
    readonly row: number;
    readonly column: number;
  };
}

/** Each tap of each channel: where it looks in the planes, then where in their mask, in bytes. */
export function offsetsOf(
  { heap }: Engine,
  taps: readonly Tap[],
  depth: number,
  { layout, mask }: Planes,
  bytes: number,
) {
  const count = depth * taps.length;
  const offsets = heap.reserve(new Int32Array(), 2 * count);
  taps.forEach(({ row, column }, tap) => {
    const inPlane = layout.at(row, column);
    const inMask = mask?.layout.at(row, column) ?? 0;
    for (let d = 0, k = tap; d < depth; d++, k += taps.length) {
      offsets[k] = bytes * (d * layout.channel + inPlane);
      offsets[count + k] = bytes * inMask;
    }
  });
  return offsets;
}

/** Every vector of places: where it begins in the planes, in the result and in the mask, in bytes. */
function placesOf({ heap }: Engine, what: Correlation, { layout, mask }: Planes, bytes: number) {
  const { images, rows, columns, result } = what;
  const axes = {
    images: { count: images, from: layout.image, to: result.image, mask: mask?.layout.image ?? 0 },
    rows: { count: rows, from: layout.row, to: result.row, mask: layout.row },
    columns: { count: columns, from: layout.column, to: result.column, mask: layout.column },
  };
  const { [layout.kind]: inner, ...others } = axes;
  const [outer, middle] = Object.values(others) as [typeof inner, typeof inner];
  const lanes = Math.min(16 / bytes, inner.count);
  const inRow = Math.ceil(inner.count / lanes);
  const places = heap.reserve(new Int32Array(), 3 * outer.count * middle.count * inRow);
  let next = 0;
  for (let i = 0; i < outer.count; i++)
    for (let j = 0; j < middle.count; j++)
      for (let v = 0; v < inRow; v++) {
        // The last vector ends where the places do, and does some of them once more.
        const k = Math.min(v * lanes, inner.count - lanes);
        places[next++] = bytes * (i * outer.from + j * middle.from + k * inner.from);
        places[next++] = bytes * (i * outer.to + j * middle.to + k * inner.to);
        places[next++] = bytes * (i * outer.mask + j * middle.mask + k * inner.mask);
      }
  return { places, vectors: next / 3, lanes, step: bytes * inner.to };
}

/** The weights by blocks of channels, which lie side by side. */
function packed(engine: Engine, w: Floats, { taps, depth, groups, channels, weights }: Correlation): Floats {
  const { heap } = engine;
  const offsets = heap.reserve(new Int32Array(), depth * taps.length);
  let next = 0;
  for (let d = 0; d < depth; d++) for (const { weight } of taps) offsets[next++] = d * weights.depth + weight;
  const blocks = groups * Math.ceil(channels / BLOCK);
  const to = heap.reserve(w, blocks * BLOCK * offsets.length);
  const args = [heap.addressOf(w), to.byteOffset, offsets.byteOffset, offsets.length];
  engine.run('packTaps', w, [...args, channels, weights.group, weights.channel], blocks, to.length / 2);
  return to;
}

/** Sums into y; `plus` is one number a channel. */
export function correlate(
  engine: Engine,
  planes: Planes,
  w: Floats,
  plus: Floats | undefined,
  y: Floats,
  what: Correlation,
): void {
  const { depth, taps, groups, channels, result } = what;
  const bytes = y.BYTES_PER_ELEMENT;
  const count = depth * taps.length;
  const { places, vectors, lanes, step } = placesOf(engine, what, planes, bytes);
  const offsets = offsetsOf(engine, taps, depth, planes, bytes);
  const blocks = Math.ceil(channels / BLOCK);
  const ofVector = (count * Math.min(BLOCK, channels) * 16) / bytes / PACE + 10;
  const shared = Math.max(4, (vectors * groups * blocks) / PIECES);
  const stretch = Math.ceil(Math.min(Math.max(PIECE / ofVector, VECTORS), shared) / 4) * 4;
  const args = [
    ...[planes.at, offsets.byteOffset, count, packed(engine, w, what).byteOffset, planes.mask?.at ?? 0],
    ...[y.byteOffset + bytes * result.first, plus ? engine.heap.addressOf(plus) : 0],
    ...[places.byteOffset, vectors, stretch, lanes, step],
    ...[channels, bytes * result.channel, bytes * depth * planes.layout.channel],
  ];
  const pieces = groups * blocks * Math.ceil(vectors / stretch);
  const kernel = planes.mask ? 'correlateMasked' : 'correlate';
  engine.run(kernel, y, args, pieces, ofVector * vectors * groups * blocks);
}
