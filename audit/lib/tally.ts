import type { Case } from '../../properties/lib/case.ts';
import { show } from './show.ts';

/** One place where two routes part, with what is needed to see it again. */
export interface Failure {
  readonly says: string;
  /** Options and inputs, as one line. */
  readonly input?: string;
}

/** What one kind of check found of one formula. */
export interface KindReport {
  readonly kind: string;
  /** How many cases were compared: those that were skipped do not count. */
  readonly cases: number;
  /**
   * bits: the worst relative disagreement, as its binary logarithm. units: the same in units of 2^-p for p bits. f64: the worst error of a double in its ball, as a
   * share of the radius. f32: the same of plain float32 computations.
   */
  readonly worst: Readonly<Partial<Record<'bits' | 'units' | 'f64' | 'f32', number>>>;
  /** Why comparisons were left out, and how many. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly failed: number;
  /** The first few. */
  readonly failures: readonly Failure[];
}

const SHOWN = 3;

/** Gathers what a kind of check finds. */
export class Tally {
  private readonly kind: string;
  private cases = 0;
  private failed = 0;
  private readonly failures: Failure[] = [];
  private readonly worst: { -readonly [Figure in keyof KindReport['worst']]: KindReport['worst'][Figure] } =
    {};
  private readonly skipped: Record<string, number> = {};

  constructor(kind: string) {
    this.kind = kind;
  }

  /** One more case was compared. */
  compared(): void {
    this.cases++;
  }

  get count(): number {
    return this.cases;
  }

  skip(reason: string): void {
    this.skipped[reason] = (this.skipped[reason] ?? 0) + 1;
  }

  disagreement(figure: keyof KindReport['worst'], value: number): void {
    if (!(value <= (this.worst[figure] ?? -Infinity))) this.worst[figure] = value;
  }

  fail(says: string, value?: Case, cotangents = false): void {
    this.failed++;
    if (this.failures.length >= SHOWN) return;
    this.failures.push({ says, ...(value && { input: show(value, cotangents) }) });
  }

  /** A check that compared nothing has shown nothing; `idle` says why that may be so. */
  report(idle?: string): KindReport {
    const { kind, cases, worst, skipped, failed, failures } = this;
    if (cases === 0 && failed === 0 && idle === undefined) {
      const why = Object.entries(skipped).map(([reason, count]) => `${count} ${reason}`);
      this.fail(`nothing could be compared${why.length > 0 ? `: ${why.join(', ')}` : ''}`);
      return this.report();
    }
    if (idle !== undefined && cases === 0) skipped[idle] = (skipped[idle] ?? 0) + 1;
    return { kind, cases, worst, skipped, failed, failures };
  }
}
