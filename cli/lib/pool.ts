import type { CheckReport, FormulaReport } from '../../properties/lib/report.ts';
import type { Description } from './description.ts';
import type { Judge } from './judge.ts';
import type { Unit } from './plan.ts';
import { unjudged } from './unjudged.ts';

/** Told of what happens, as it happens. */
export interface Listener {
  onUnit(unit: Unit): void;
  onCheck(unit: Unit, check: CheckReport): void;
  onReport(report: FormulaReport): void;
}

export interface PoolOptions {
  readonly jobs: number;
  /** Starts one more judge. */
  readonly open: () => Judge;
  readonly signal: AbortSignal;
}

/** Judges that share the work; every unit gets one report, whatever becomes of the judge that had it. */
export class Pool {
  private readonly options: PoolOptions;
  private judges: Judge[];
  private queue: Unit[] = [];
  /** The formulas in work, one for each judge. */
  private readonly inWork = new Map<number, string>();
  private readonly stopped: Promise<never>;

  constructor(options: PoolOptions) {
    this.options = options;
    const { signal } = options;
    this.stopped = new Promise((_, reject) => {
      if (signal.aborted) reject(signal.reason);
      else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    this.stopped.catch(() => {});
    this.judges = Array.from({ length: options.jobs }, options.open);
  }

  /** What the implementation says of itself. Rejects where it cannot be loaded, or the signal came first. */
  describe(): Promise<Description> {
    return Promise.race([this.judges[0]!.ready, this.stopped]);
  }

  /** Judges the units; when the signal comes, those in work are reported as far as they got and the rest is left. */
  async judge(units: readonly Unit[], listener: Listener): Promise<void> {
    this.queue = [...units];
    const spare = this.judges.slice(units.length);
    this.judges = this.judges.slice(0, units.length);
    await Promise.all([
      ...spare.map((judge) => judge.close()),
      ...this.judges.map((_, n) => this.serve(n, listener)),
    ]);
    if (this.options.signal.aborted) return;
    for (const unit of this.queue)
      listener.onReport(unjudged(unit, [], 'the implementation could not be loaded once more'));
  }

  async close(): Promise<void> {
    await Promise.all(this.judges.map((judge) => judge.close()));
  }

  /**
   * The next unit for a judge: its last formula in another dtype, for it has been read already; else one that nobody is at; else
   * any.
   */
  private take(n: number): Unit | undefined {
    const { queue, inWork } = this;
    const last = inWork.get(n);
    inWork.delete(n);
    const taken = new Set(inWork.values());
    const same = queue.findIndex(({ formula }) => formula === last);
    const free = queue.findIndex(({ formula }) => !taken.has(formula));
    const [unit] = queue.splice(same >= 0 ? same : Math.max(0, free), 1);
    if (unit) inWork.set(n, unit.formula);
    return unit;
  }

  private async serve(n: number, listener: Listener): Promise<void> {
    const { open, signal } = this.options;
    while (!signal.aborted) {
      const ready = await Promise.race([this.judges[n]!.ready, this.stopped]).catch(() => undefined);
      const unit = ready && this.take(n);
      if (!unit) return;
      listener.onUnit(unit);
      const checks: CheckReport[] = [];
      const onCheck = (check: CheckReport) => {
        checks.push(check);
        listener.onCheck(unit, check);
      };
      try {
        listener.onReport(await Promise.race([this.judges[n]!.judge(unit, onCheck), this.stopped]));
      } catch (lost) {
        const why = signal.aborted ? 'interrupted before the other checks' : (lost as Error).message;
        listener.onReport(unjudged(unit, checks, why));
        if (signal.aborted) return;
        await this.judges[n]!.close();
        this.judges[n] = open();
      }
    }
  }
}
