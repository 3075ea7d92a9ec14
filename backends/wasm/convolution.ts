import type { Convolution, Floats, Kernels } from '../lib/kernels.ts';
import {
  type Axis,
  asItIs,
  inputAxis,
  isWhole,
  type Kind,
  kindFor,
  type Layout,
  layoutOf,
  outputAxis,
  type View,
} from './convolution-planes.ts';
import type { Engine } from './engine.ts';

/** How many channels the kernels take at a time. */
const BLOCK = 4;
/** How many numbers a piece of `finite` looks at. */
const STRETCH = 16384;
/** About what a piece should take, and the least number of them, so that threads find enough to do; times in ns. */
const PIECE = 30_000;
const PIECES = 64;

/** Multiplications and additions of one thread in a nanosecond. */
const PACE = 18;

/** Planes on the heap, where they begin and how they lie, and the same of their mask: all bits set but in the padding. */
interface Planes {
  readonly at: number;
  readonly layout: Layout;
  readonly mask: { readonly at: number; readonly layout: Layout } | undefined;
}

/** Places in rows and columns: where they lie in the result. */
interface Result {
  readonly at: number;
  readonly image: number;
  readonly channel: number;
  readonly row: number;
  readonly column: number;
}

/** A tap of one channel: where it lies in a kernel, and where it looks. */
interface Tap {
  readonly weight: number;
  readonly row: View;
  readonly column: View;
}

/** A sum over channels and taps at places[N, rows, columns]. `weights` are numbers from one to the next. */
interface Correlation {
  readonly N: number;
  readonly rows: number;
  readonly columns: number;
  readonly taps: readonly Tap[];
  readonly groups: number;
  /** Channels of a group that are summed over, and those that come out. */
  readonly depth: number;
  readonly channels: number;
  readonly weights: { readonly group: number; readonly channel: number; readonly depth: number };
  readonly result: Result;
}

const lanesOf = (like: Floats) => 16 / like.BYTES_PER_ELEMENT;

export function convolution(engine: Engine) {
  const { heap } = engine;

  function isFinite(x: Floats): boolean {
    const flags = heap.reserve(new Int32Array(), Math.ceil(x.length / STRETCH));
    engine.run('finite', x, [heap.addressOf(x), flags.byteOffset, x.length], flags.length, x.length / 10);
    return !flags.includes(0);
  }

  function copied(x: Floats, layout: Layout, planes: number, cells: number): number {
    const to = heap.reserve(x, planes * layout.size);
    const axes = Int32Array.from(
      layout.axes.flatMap(({ count, limit, start, step, stride, phases, shift }) => [
        ...[count, limit, start, step, stride, phases, shift],
      ]),
    );
    const args = [heap.addressOf(x), to.byteOffset, heap.addressOf(axes), cells, layout.size];
    engine.run('layOut', x, args, planes, to.length / 4);
    return to.byteOffset;
  }

  /** x[N, channels, rows, columns] laid out. */
  function layOut(x: Floats, kind: Kind, rows: Axis, columns: Axis, N: number, masked: boolean): Planes {
    const cells = rows.limit * columns.limit;
    const channels = x.length / (N * cells);
    const layout = layoutOf(kind, rows, columns, { N, channels, cells });
    const at = copied(x, layout, layout.planes, cells);
    if (!masked) return { at, layout, mask: undefined };
    // One for all channels, and where images are apart, for all of them.
    const alike = kind === 'images' ? N : 1;
    const all = heap.reserve(x, alike * cells);
    new Uint8Array(all.buffer, all.byteOffset, all.byteLength).fill(255);
    const ofMask = layoutOf(kind, rows, columns, { N: alike, channels: 1, cells });
    const image = kind === 'images' ? ofMask.image : 0;
    return { at, layout, mask: { at: copied(all, ofMask, 1, cells), layout: { ...ofMask, image } } };
  }

  /** The same, or x itself if it will do. */
  function readable(x: Floats, kind: Kind, rows: Axis, columns: Axis, N: number, width: number, w: Floats): Planes {
    const whole = isWhole(rows) && isWhole(columns);
    if (!whole || kind !== 'columns' || width < lanesOf(x))
      return layOut(x, kind, rows, columns, N, !whole && !isFinite(w));
    const cells = rows.limit * columns.limit;
    const layout = asItIs(rows, columns, { N, channels: x.length / (N * cells), cells });
    return { at: heap.addressOf(x), layout, mask: undefined };
  }

  /** Where every vector of places begins: in the planes, in the result, in the mask; in bytes. */
  function placesOf({ N, rows, columns, result }: Correlation, { layout, mask }: Planes, bytes: number) {
    const axes = {
      images: { count: N, from: layout.image, to: result.image, mask: mask?.layout.image ?? 0 },
      rows: { count: rows, from: layout.row, to: result.row, mask: layout.row },
      columns: { count: columns, from: layout.column, to: result.column, mask: layout.column },
    };
    const { [layout.kind]: inner, ...others } = axes;
    const [outer, middle] = Object.values(others) as [typeof inner, typeof inner];
    const lanes = 16 / bytes;
    const vectors = Math.ceil(inner.count / lanes);
    const places = heap.reserve(new Int32Array(), 3 * outer.count * middle.count * vectors);
    let next = 0;
    for (let i = 0; i < outer.count; i++)
      for (let j = 0; j < middle.count; j++)
        for (let v = 0; v < vectors; v++) {
          // The last vector ends where the places do, and does some of them once more.
          const k = Math.max(0, Math.min(v * lanes, inner.count - lanes));
          places[next++] = bytes * (i * outer.from + j * middle.from + k * inner.from);
          places[next++] = bytes * (i * outer.to + j * middle.to + k * inner.to);
          places[next++] = bytes * (i * outer.mask + j * middle.mask + k * inner.mask);
        }
    return { places, vectors: next / 3, lanes: Math.min(lanes, inner.count), step: bytes * inner.to };
  }

  /** All taps of all channels: where they look in the planes, then in the mask, in bytes. */
  function offsetsOf({ taps, depth }: Correlation, { layout, mask }: Planes, bytes: number): Int32Array {
    const count = depth * taps.length;
    const offsets = heap.reserve(new Int32Array(), 2 * count);
    taps.forEach(({ row, column }, tap) => {
      const from = layout.at(row, column);
      const beside = mask?.layout.at(row, column) ?? 0;
      for (let d = 0, k = tap; d < depth; d++, k += taps.length) {
        offsets[k] = bytes * (d * layout.channel + from);
        offsets[count + k] = bytes * beside;
      }
    });
    return offsets;
  }

  function packed(w: Floats, { taps, depth, groups, channels, weights }: Correlation): Floats {
    const offsets = heap.reserve(new Int32Array(), depth * taps.length);
    let next = 0;
    for (let d = 0; d < depth; d++)
      for (const { weight } of taps) offsets[next++] = d * weights.depth + weight;
    const pieces = groups * Math.ceil(channels / BLOCK);
    const to = heap.reserve(w, pieces * BLOCK * offsets.length);
    const args = [heap.addressOf(w), to.byteOffset, offsets.byteOffset, offsets.length];
    engine.run('packTaps', w, [...args, channels, weights.group, weights.channel], pieces, to.length);
    return to;
  }

  function correlate(planes: Planes, w: Floats, plus: Floats | undefined, y: Floats, what: Correlation): void {
    const { depth, taps, groups, channels, result } = what;
    const bytes = y.BYTES_PER_ELEMENT;
    const count = depth * taps.length;
    const { places, vectors, lanes, step } = placesOf(what, planes, bytes);
    const blocks = Math.ceil(channels / BLOCK);
    const ofVector = (count * Math.min(BLOCK, channels) * lanesOf(y)) / PACE + 10;
    const most = Math.max(4, Math.min(PIECE / ofVector, (vectors * groups * blocks) / PIECES));
    const stretch = Math.ceil(most / 4) * 4;
    const args = [
      ...[planes.at, offsetsOf(what, planes, bytes).byteOffset, count, packed(w, what).byteOffset, planes.mask?.at ?? 0],
      ...[y.byteOffset + bytes * result.at, plus ? heap.addressOf(plus) : 0, places.byteOffset],
      ...[vectors, stretch, lanes, step, channels, bytes * result.channel, bytes * depth * planes.layout.channel],
    ];
    const kernel = planes.mask ? 'correlateMasked' : 'correlate';
    engine.run(kernel, y, args, groups * blocks * Math.ceil(vectors / stretch), ofVector * vectors * groups * blocks);
  }

  return {
    convolve(x, w, plus, given) {
      const sizes = flattened(given);
      const { N, G, D, E, H, W, R, S, P, Q } = sizes;
      const y = heap.reserve(x, N * G * E * P * Q);
      if (y.length === 0) return y;
      heap.scope(() => {
        const rows = inputAxis({ cells: H, taps: R, places: P, cell: W, place: Q }, sizes);
        const columns = inputAxis({ cells: W, taps: S, places: Q, cell: 1, place: 1 }, sizes);
        const kind = kindFor(lanesOf(x), { columns: Q, rows: P, images: N });
        const planes = readable(x, kind, rows.axis, columns.axis, N, Q, w);
        const taps = rows.views.flatMap((row, r) =>
          columns.views.map((column, s) => ({ weight: r * S + s, row, column })),
        );
        correlate(planes, w, plus, y, {
          ...{ N, rows: P, columns: Q, taps, groups: G, depth: D, channels: E },
          weights: { group: E * D * R * S, channel: D * R * S, depth: R * S },
          result: { at: 0, image: G * E * P * Q, channel: P * Q, row: Q, column: 1 },
        });
      });
      return y;
    },

    convolveInputGradient(dy, w, given) {
      const sizes = flattened(given);
      const { N, G, D, E, H, W, R, S, P, Q, stride } = sizes;
      const dx = heap.reserve(dy, N * G * D * H * W);
      if (dx.length === 0) return dx;
      heap.scope(() => {
        const rows = outputAxis({ cells: H, taps: R, places: P, cell: W, place: Q }, sizes);
        const columns = outputAxis({ cells: W, taps: S, places: Q, cell: 1, place: 1 }, sizes);
        const width = Math.floor(W / stride);
        const kind = kindFor(lanesOf(dy), { columns: Math.ceil(W / stride), rows: Math.ceil(H / stride), images: N });
        const planes = readable(dy, kind, rows.axis, columns.axis, N, width, w);
        for (const row of rows.reaches)
          for (const column of columns.reaches) {
            const taps = row.taps.flatMap((r) =>
              column.taps.map((s) => ({ weight: r.tap * S + s.tap, row: r.view, column: s.view })),
            );
            correlate(planes, w, undefined, dx, {
              ...{ N, rows: row.count, columns: column.count, taps, groups: G, depth: E, channels: D },
              weights: { group: E * D * R * S, channel: R * S, depth: D * R * S },
              result: {
                at: row.first * W + column.first,
                ...{ image: G * D * H * W, channel: H * W, row: stride * W, column: stride },
              },
            });
          }
      });
      return dx;
    },
  } satisfies Partial<Kernels>;
}

/** A kernel of one cell sees the plane as one row. */
function flattened(sizes: Convolution): Convolution {
  const { H, W, R, S, P, Q, stride, pad } = sizes;
  if (R > 1 || S > 1 || stride > 1 || pad > 0 || H !== P || W !== Q) return sizes;
  return { ...sizes, H: 1, P: 1, W: H * W, Q: P * Q };
}
