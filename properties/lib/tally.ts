import type { Case } from './case.ts';
import type { Check, Finding } from './checks/check.ts';
import type { CheckReport } from './report.ts';
import { Ulps } from './ulps.ts';
import { isFault, type Verdict, worse } from './verdict.ts';

/** What came of one case. */
export interface Tried {
  readonly value: Case;
  readonly seed: number;
  readonly finding: Finding;
  /** The implementation gave no answer. */
  readonly failed?: string;
  readonly skipped?: boolean;
}

/** How many answers a diagnosis must explain. */
const WITNESSES = 24;
/** Of the cases, the share that has to be answered: one that picks its cases has shown nothing. */
const ANSWERED = 0.1;

/** What a report says of all cases of a check. Of the cases themselves it keeps a few, however many there are. */
export class Tally {
  /** Of those that were answered. */
  worst: Verdict = 'conforming';
  readonly ulps = new Ulps();
  readonly regimes: Record<string, number> = {};
  /** The first ones that failed, and that did not, and are of answers that can be explained. */
  readonly failing: Tried[] = [];
  readonly fine: Tried[] = [];
  runs = 0;
  private readonly first = new Map<Verdict, Tried>();
  private answered = 0;
  private proven = 0;
  private failures = 0;
  /** Why the first that failed had no answer, and the first that had none for whatever reason. */
  private failure = '';
  private excuse: string | undefined;

  /** In the order of the cases. */
  add(tried: Tried): void {
    const { value, finding, failed, skipped } = tried;
    this.runs++;
    this.regimes[value.regime] = (this.regimes[value.regime] ?? 0) + 1;
    if (failed !== undefined) {
      this.excuse ??= failed;
      if (!skipped && this.failures++ === 0) this.failure = failed;
      return;
    }
    const { verdict, of, ulps } = finding;
    this.answered++;
    if (verdict === 'conforming') this.proven++;
    this.worst = worse(this.worst, verdict);
    if (ulps) this.ulps.add(ulps);
    if (!isFault(verdict)) {
      if (verdict === 'conforming' && of !== undefined && this.fine.length < WITNESSES) this.fine.push(tried);
      return;
    }
    if (!this.first.has(verdict)) this.first.set(verdict, tried);
    if (of !== undefined && this.failing.length < WITNESSES) this.failing.push(tried);
  }

  /** The first case that is as bad as the worst one. */
  get firstWorst(): Tried {
    return this.first.get(this.worst)!;
  }

  /** Was no answer held against a finite bound? */
  get isUndecided(): boolean {
    return this.answered > 0 && this.proven === 0 && this.failures === 0 && !isFault(this.worst);
  }

  /** The report of a check that found no fault. */
  passed({ kind, title }: Check): CheckReport {
    const { runs, failures, answered, proven } = this;
    const base = { kind, title, runs };
    if (failures > 0)
      return {
        ...base,
        verdict: 'inconclusive',
        says: `${failures} of ${runs} cases gave no answer: ${this.failure}`,
      };
    if (answered === 0) {
      const reason = this.excuse ?? 'there was none';
      return { ...base, verdict: 'inconclusive', skipped: true, says: `every case was skipped: ${reason}` };
    }
    if (answered < ANSWERED * runs)
      return {
        ...base,
        verdict: 'inconclusive',
        says: `${answered} of ${runs} cases were answered, the others skipped: ${this.excuse}`,
      };
    if (this.isUndecided)
      return { ...base, verdict: 'inconclusive', says: 'no case had a finite bound to be held against' };
    return { ...base, verdict: 'conforming', says: `${proven} of ${runs} cases conform` };
  }
}
