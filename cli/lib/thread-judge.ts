import { Worker } from 'node:worker_threads';
import { ImplementationFailure } from '../../backends/lib/failure.ts';
import { threadUrl } from '../../backends/lib/thread-url.ts';
import type { CheckReport, FormulaReport } from '../../properties/lib/report.ts';
import type { Description } from './description.ts';
import type { Judge, Settings } from './judge.ts';
import type { Answer, Order, Start } from './messages.ts';
import type { Unit } from './plan.ts';
import { isProgram, type Source } from './source.ts';
import type { CallClock } from './timed.ts';

/** In milliseconds: how often a thread is looked at, how long it may take to load and to end. */
const GLANCE = 100;
const LOADING = 60_000;
const FAREWELL = 1500;

/** Judges in a thread of its own: a call that never returns, or ends the thread, costs its formula and no other. */
export class ThreadJudge implements Judge {
  readonly ready: Promise<Description>;
  private readonly worker: Worker;
  private readonly gone: Promise<never>;
  private readonly watch: NodeJS.Timeout | undefined;
  private hear: (answer: Answer) => void = () => {};
  private lose: (reason: Error) => void = () => {};

  constructor(source: Source, settings: Settings, onOutput: (text: string) => void) {
    const clock: CallClock = new Int32Array(new SharedArrayBuffer(8));
    const start: Start = { source, settings, clock };
    this.worker = new Worker(threadUrl('thread', import.meta.url), {
      workerData: start,
      stdout: true,
      stderr: true,
    });
    this.worker.stdout.setEncoding('utf8').on('data', onOutput);
    this.worker.stderr.setEncoding('utf8').on('data', onOutput);
    this.gone = new Promise((_, reject) => {
      this.lose = reject;
    });
    this.gone.catch(() => {});
    this.worker.on('error', (error) => this.lose(new Error(`the thread broke down: ${error}`)));
    this.worker.on('exit', () => this.lose(new Error('the implementation ended the thread that it runs in')));
    this.worker.on('message', (answer: Answer) => this.hear(answer));
    if (!isProgram(source)) this.watch = this.watched(clock, settings.timeoutMs);
    this.ready = this.orGone(this.loaded());
    this.ready.catch(() => {});
  }

  judge(unit: Unit, onCheck: (report: CheckReport) => void): Promise<FormulaReport> {
    const report = new Promise<FormulaReport>((resolve) => {
      this.hear = (answer) => {
        if ('check' in answer) onCheck(answer.check);
        if ('report' in answer) resolve(answer.report);
      };
    });
    this.tell(unit);
    return this.orGone(report);
  }

  async close(): Promise<void> {
    clearInterval(this.watch);
    this.tell('close');
    const timer = setTimeout(() => this.worker.terminate(), FAREWELL);
    await this.gone.catch(() => {});
    clearTimeout(timer);
  }

  private loaded(): Promise<Description> {
    const timer = setTimeout(() => this.end(`it did not load within ${LOADING / 1000} s`), LOADING);
    return new Promise<Description>((resolve, reject) => {
      this.hear = (answer) => {
        if ('ready' in answer) resolve(answer.ready);
        if ('failed' in answer) reject(new ImplementationFailure(answer.failed.kind, answer.failed.message));
      };
      this.gone.catch(() => clearTimeout(timer));
    }).finally(() => clearTimeout(timer));
  }

  private end(why: string): void {
    this.lose(new Error(why));
    this.worker.terminate();
  }

  private tell(order: Order): void {
    this.worker.postMessage(order);
  }

  private orGone<Result>(promise: Promise<Result>): Promise<Result> {
    return Promise.race([promise, this.gone]);
  }

  /** Ends the thread when one call has lasted too long. A promise that is not kept is the thread's own business. */
  private watched(clock: CallClock, timeoutMs: number): NodeJS.Timeout {
    let call = -1;
    let since = 0;
    const look = () => {
      const [begun, ended] = clock as unknown as [number, number];
      if (begun === ended || begun !== call) {
        call = begun;
        since = performance.now();
      } else if (performance.now() - since > timeoutMs + 3 * GLANCE) {
        this.end(`a call did not return within ${timeoutMs} ms`);
      }
    };
    return setInterval(look, GLANCE).unref();
  }
}
