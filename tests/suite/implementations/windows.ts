import type { Options, Tensor } from '../../../backends/lib/contract.ts';

/** One window of a pooling: its pixels inside the image, row by row. */
export interface Window {
  readonly rows: readonly (readonly number[])[];
  /** Which row of outputs it makes one of. */
  readonly p: number;
  /** What counts, padding with it where that is counted. */
  readonly height: number;
  readonly width: number;
}

/** A window along one axis. */
interface Span {
  readonly inside: readonly number[];
  readonly counted: number;
}

function spansOf(size: number, options: Options): Span[] {
  const [kernel, stride, pad] = [options.kernel, options.stride, options.pad].map(Number);
  const edge = options.count_pad ? pad : 0;
  const room = size + 2 * pad - kernel;
  const spans: Span[] = [];
  // Rounding up adds a window that runs over the end, unless it would start in the padding there.
  for (let start = -pad; start + pad <= room + (options.ceil ? stride - 1 : 0); start += stride) {
    if (options.ceil && start >= size) break;
    const [from, to] = [Math.max(start, 0), Math.min(start + kernel, size)];
    const inside = Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);
    spans.push({ inside, counted: Math.min(start + kernel, size + edge) - Math.max(start, -edge) });
  }
  return spans;
}

/** The windows of x[N,C,H,W], in the order of the outputs. */
export function windowsOf({ shape: [N, C, H, W] }: Tensor, options: Options) {
  const [down, across] = [spansOf(H, options), spansOf(W, options)];
  const planes = Array.from({ length: N * C }, (_, plane) => plane * H * W);
  const windows = planes.flatMap((plane) =>
    down.flatMap((rows, p) =>
      across.map(
        (columns): Window => ({
          p,
          rows: rows.inside.map((h) => columns.inside.map((w) => plane + h * W + w)),
          height: rows.counted,
          width: columns.counted,
        }),
      ),
    ),
  );
  return { windows, shape: [N, C, down.length, across.length] };
}
