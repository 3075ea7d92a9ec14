import type { Floats } from '../../lib/kernels.ts';
import type { Engine } from '../engine.ts';
import { isWhole } from './axis.ts';
import { asItIs, type Kind, type Layout, layoutOf, type Source } from './layout.ts';

/** How many numbers a piece of the kernel `finite` looks at. */
const STRETCH = 16384;

/** Planes on the heap: their address, how they lie, and the same of their mask, whose bits are set but in the padding. */
export interface Planes {
  readonly at: number;
  readonly layout: Layout;
  readonly mask?: { readonly at: number; readonly layout: Layout };
}

export function planesOn(engine: Engine) {
  const { heap } = engine;

  function areFinite(x: Floats): boolean {
    const flags = heap.reserve(new Int32Array(), Math.ceil(x.length / STRETCH));
    engine.run('finite', x, [heap.addressOf(x), flags.byteOffset, x.length], flags.length, x.length / 16);
    return !flags.includes(0);
  }

  function copied(x: Floats, cells: number, { axes, planes, size }: Layout): number {
    const to = heap.reserve(x, planes * size);
    const table = axes.flatMap(({ count, limit, start, step, stride, phases, shift }) => [
      ...[count, limit, start, step, stride, phases, shift],
    ]);
    const args = [heap.addressOf(x), to.byteOffset, heap.addressOf(Int32Array.from(table)), cells, size];
    engine.run('layOut', x, args, planes, to.length / 2.5);
    return to.byteOffset;
  }

  /** All channels have the same mask, and all images where they are apart. */
  function maskOf(like: Floats, kind: Kind, source: Source) {
    const images = kind === 'images' ? source.images : 1;
    const cells = source.rows.limit * source.columns.limit;
    const ones = heap.reserve(like, images * cells);
    new Uint8Array(ones.buffer, ones.byteOffset, ones.byteLength).fill(0xff);
    const layout = layoutOf(kind, { ...source, images, channels: 1 });
    return { at: copied(ones, cells, layout), layout: { ...layout, image: kind === 'images' ? 1 : 0 } };
  }

  function layOut(x: Floats, kind: Kind, source: Source, masked: boolean): Planes {
    const layout = layoutOf(kind, source);
    const at = copied(x, source.rows.limit * source.columns.limit, layout);
    return { at, layout, ...(masked && { mask: maskOf(x, kind, source) }) };
  }

  /** Planes to be multiplied by w, at rows of at least `places` places: x itself if it will do. */
  function readable(x: Floats, kind: Kind, source: Source, places: number, w: Floats): Planes {
    const whole = isWhole(source.rows) && isWhole(source.columns);
    if (whole && kind === 'columns' && places * x.BYTES_PER_ELEMENT >= 16)
      return { at: heap.addressOf(x), layout: asItIs(source) };
    return layOut(x, kind, source, !whole && !areFinite(w));
  }

  return { areFinite, layOut, readable };
}
