import type { Implementation } from '../../backends/lib/contract.ts';
import type { CheckReport, FormulaReport } from '../../properties/lib/report.ts';
import { type Description, describe } from './description.ts';
import type { Judge, Settings } from './judge.ts';
import { judgeUnit } from './judge-unit.ts';
import type { Unit } from './plan.ts';
import { isProgram, load, type Source } from './source.ts';
import { type CallClock, timed } from './timed.ts';

/** How many questions are on the way to a program at once. */
const PIPELINE = 16;

/** Judges in this thread. */
export class LocalJudge implements Judge {
  readonly ready: Promise<Description>;
  private readonly source: Source;
  private readonly settings: Settings;
  private readonly signal: AbortSignal;
  private readonly implementation: Promise<Implementation>;
  /** Undefined as long as it is loading: whoever ends then does not wait for it. */
  private loaded: Implementation | undefined;

  constructor(source: Source, settings: Settings, signal: AbortSignal, clock?: CallClock) {
    this.source = source;
    this.settings = settings;
    this.signal = signal;
    this.implementation = load(source, settings).then((loaded) => {
      this.loaded = loaded;
      // The driver of a program keeps its own time.
      return isProgram(source) ? loaded : timed(loaded, settings.timeoutMs, clock);
    });
    this.ready = this.implementation.then(describe);
    this.ready.catch(() => {});
  }

  async judge(unit: Unit, onCheck: (report: CheckReport) => void): Promise<FormulaReport> {
    return judgeUnit(await this.implementation, unit, {
      ...this.settings,
      pipeline: isProgram(this.source) ? PIPELINE : 1,
      signal: this.signal,
      onCheck,
    });
  }

  async close(): Promise<void> {
    try {
      await this.loaded?.close?.();
    } catch {
      // What was judged stands.
    }
  }
}
