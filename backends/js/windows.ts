/** Half-open range of output positions. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The positions p in 0…count−1 with 0 ≤ p·stride + offset < size: those whose tap is not in the padding. */
export function positions(offset: number, stride: number, size: number, count: number): Range {
  const start = Math.max(0, Math.ceil(-offset / stride));
  const end = Math.min(count, Math.ceil((size - offset) / stride));
  return { start, end: Math.max(start, end) };
}

/** The cells of the window of `kernel` cells starting at `start`, cut off at `low` and `high`. */
export const clip = (start: number, kernel: number, low: number, high: number): Range => ({
  start: Math.max(low, start),
  end: Math.min(high, start + kernel),
});
