import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { threadUrl } from '../../backends/lib/thread-url.ts';

const EXTENSION = extname(import.meta.url);

/** What a module's default export must be for threads to run it: units in, reports out, plain data both. */
export interface Task<Unit, Settings, Report> {
  run(unit: Unit, settings: Settings): Promise<Report>;
  /** What is reported of a unit that ended its thread. */
  broken(unit: Unit, why: Error): Report;
}

export interface CrewOptions<Unit, Settings, Report> {
  /** The module, without the ending that says if it has been compiled. */
  readonly task: URL;
  readonly jobs: number;
  readonly settings: Settings;
  readonly signal: AbortSignal;
  readonly onUnit: (unit: Unit) => void;
  readonly onReport: (unit: Unit, report: Report) => void;
}

/** Threads that share the units; a single one is this one, where a debugger finds it. Ends early at the signal. */
export async function share<Unit, Settings, Report>(
  units: readonly Unit[],
  options: CrewOptions<Unit, Settings, Report>,
): Promise<void> {
  const { task: url, jobs, signal } = options;
  const { default: task }: { default: Task<Unit, Settings, Report> } = await import(url.href + EXTENSION);
  if (jobs === 1) return alone(units, task, options);
  const queue = [...units];
  const stopped = new Promise<typeof STOPPED>((resolve) => {
    if (signal.aborted) resolve(STOPPED);
    signal.addEventListener('abort', () => resolve(STOPPED), { once: true });
  });
  await Promise.all(
    Array.from({ length: Math.min(jobs, units.length) }, () => serve(queue, stopped, task, options)),
  );
}

const STOPPED = Symbol('stopped');

async function alone<Unit, Settings, Report>(
  units: readonly Unit[],
  task: Task<Unit, Settings, Report>,
  { settings, signal, onUnit, onReport }: CrewOptions<Unit, Settings, Report>,
): Promise<void> {
  for (const unit of units) {
    // Signals are heard between two units only.
    await new Promise(setImmediate);
    if (signal.aborted) return;
    onUnit(unit);
    onReport(unit, await task.run(unit, settings));
  }
}

async function serve<Unit, Settings, Report>(
  queue: Unit[],
  stopped: Promise<typeof STOPPED>,
  task: Task<Unit, Settings, Report>,
  { task: url, settings, signal, onUnit, onReport }: CrewOptions<Unit, Settings, Report>,
): Promise<void> {
  let thread: Worker | undefined;
  for (let unit = queue.shift(); unit !== undefined && !signal.aborted; unit = queue.shift()) {
    thread ??= new Worker(threadUrl('worker', import.meta.url), {
      workerData: { task: url.href + EXTENSION, settings },
    });
    onUnit(unit);
    const result = await Promise.race([ask<Unit, Report>(thread, unit), stopped]);
    if (result === STOPPED) break;
    if (result instanceof Error) {
      await thread.terminate();
      thread = undefined;
      onReport(unit, task.broken(unit, result));
    } else onReport(unit, result);
  }
  await thread?.terminate();
}

/** Its report, or why the thread cannot give one. */
function ask<Unit, Report>(thread: Worker, unit: Unit): Promise<Report | Error> {
  return new Promise((resolve) => {
    thread.removeAllListeners();
    thread.on('message', resolve);
    thread.on('error', resolve);
    thread.on('exit', () => resolve(new Error('the thread has ended')));
    thread.postMessage(unit);
  });
}
