import { Worker } from 'node:worker_threads';
import type { Unit } from './plan.ts';
import { type KindReport, Tally } from './tally.ts';
import type { Settings } from './unit.ts';
import type { Answer } from './worker.ts';

export interface CrewOptions {
  readonly jobs: number;
  readonly settings: Settings;
  readonly signal: AbortSignal;
  readonly onUnit: (unit: Unit) => void;
  readonly onReport: (unit: Unit, report: KindReport) => void;
}

/** Threads that share the units; a single one is this one, where a debugger finds it. Ends early at the signal. */
export async function share(units: readonly Unit[], options: CrewOptions): Promise<void> {
  const { jobs, signal } = options;
  if (jobs === 1) return alone(units, options);
  const queue = [...units];
  const stopped = new Promise<'stopped'>((resolve) => {
    if (signal.aborted) resolve('stopped');
    signal.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
  await Promise.all(
    Array.from({ length: Math.min(jobs, units.length) }, () => serve(queue, stopped, options)),
  );
}

async function alone(units: readonly Unit[], options: CrewOptions): Promise<void> {
  const { settings, signal, onUnit, onReport } = options;
  const { auditUnit } = await import('./unit.ts');
  for (const unit of units) {
    // Signals are heard between two units only.
    await new Promise(setImmediate);
    if (signal.aborted) return;
    onUnit(unit);
    onReport(unit, await auditUnit(unit, settings));
  }
}

async function serve(queue: Unit[], stopped: Promise<'stopped'>, options: CrewOptions): Promise<void> {
  let thread: Worker | undefined;
  for (let unit = queue.shift(); unit && !options.signal.aborted; unit = queue.shift()) {
    thread ??= new Worker(entry(), { workerData: options.settings });
    options.onUnit(unit);
    const result = await Promise.race([ask(thread, unit), stopped]);
    if (result === 'stopped') break;
    if (result instanceof Error) {
      await thread.terminate();
      thread = undefined;
      options.onReport(unit, broken(unit, result));
    } else options.onReport(unit, result);
  }
  await thread?.terminate();
}

/** Its report, or why the thread cannot give one. */
function ask(thread: Worker, unit: Unit): Promise<Answer | Error> {
  return new Promise((resolve) => {
    thread.removeAllListeners();
    thread.on('message', resolve);
    thread.on('error', resolve);
    thread.on('exit', () => resolve(new Error('the thread has ended')));
    thread.postMessage(unit);
  });
}

function broken({ kind }: Unit, { message }: Error): KindReport {
  const tally = new Tally(kind);
  tally.fail(`it breaks down: ${message}`);
  return tally.report();
}

/** The thread's module. From the sources it takes a loader first, which threads do not inherit. */
function entry(): URL {
  if (!import.meta.url.endsWith('.ts')) return new URL('./worker.js', import.meta.url);
  const loader = import.meta.resolve('tsx/esm/api');
  const worker = new URL('./worker.ts', import.meta.url).href;
  const code = `import { register } from '${loader}'; register(); await import('${worker}');`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
