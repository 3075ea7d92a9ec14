import type { FormulaReport } from './report.ts';

/** So many are kept as they are, before they are counted to the digits that a report has. */
const MOST = 2 ** 15;

/** Errors in units in the last place, of any number of elements in a room that does not grow with it. */
export class Ulps {
  private recent = new Float64Array(64);
  private length = 0;
  /** How often each of the earlier ones was met, rounded. */
  private readonly counts = new Map<number, number>();
  private counted = 0;

  add(ulps: ArrayLike<number>): void {
    for (let n = 0; n < ulps.length; n++) {
      if (this.length === MOST) this.condense();
      else if (this.length === this.recent.length) this.widen();
      this.recent[this.length++] = ulps[n]!;
    }
  }

  addAll({ recent, length, counts, counted }: Ulps): void {
    this.add(recent.subarray(0, length));
    for (const [value, count] of counts) this.count(value, count);
    this.counted += counted;
  }

  quality(): FormulaReport['quality'] {
    const total = this.counted + this.length;
    if (total === 0) return { worstUlp: null, p99Ulp: null };
    const place = Math.floor(0.99 * (total - 1));
    if (this.counted === 0) {
      const sorted = this.recent.slice(0, total).sort();
      return { worstUlp: rounded(sorted.at(-1)!), p99Ulp: rounded(sorted[place]!) };
    }
    this.condense();
    const sorted = [...this.counts].sort(([a], [b]) => a - b);
    let below = 0;
    const [p99] = sorted.find(([, count]) => (below += count) > place)!;
    return { worstUlp: sorted.at(-1)![0], p99Ulp: p99 };
  }

  private widen(): void {
    const wider = new Float64Array(2 * this.length);
    wider.set(this.recent);
    this.recent = wider;
  }

  /** Rounding keeps the order, so that equal ones stand side by side: nothing that a report says is lost. */
  private condense(): void {
    const sorted = this.recent.subarray(0, this.length).sort();
    for (let start = 0; start < sorted.length; ) {
      const value = rounded(sorted[start]!);
      let [end, open] = [start + 1, sorted.length];
      while (end < open) {
        const middle = (end + open) >> 1;
        if (rounded(sorted[middle]!) === value) end = middle + 1;
        else open = middle;
      }
      this.count(value, end - start);
      start = end;
    }
    this.counted += this.length;
    this.length = 0;
  }

  private count(value: number, times: number): void {
    this.counts.set(value, (this.counts.get(value) ?? 0) + times);
  }
}

const rounded = (x: number): number => Number(x.toPrecision(3));
