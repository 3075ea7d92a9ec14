import { Worker } from 'node:worker_threads';
import { threadUrl } from '../../../backends/lib/thread-url.ts';
import { type Probes, probesOf, runChain } from './probes.ts';

/** What all threads of a team do at the same time, and how much of it. */
export const TASKS = { chain: 0, prepare: 1, copy: 2 } as const;
export type Task = keyof typeof TASKS;

/** Words that they share: how many tasks there were so far, the last of them, and how many workers have done it. */
export const [COUNT, TASK, AMOUNT, DONE, WORDS] = [0, 1, 2, 3, 4];

export interface Start {
  readonly module: WebAssembly.Module;
  readonly words: Int32Array;
}

export function perform(probes: Probes, task: number, amount: number): void {
  if (task === TASKS.chain) runChain(probes, amount);
  else if (task === TASKS.prepare) probes.prepare(amount);
  else probes.copy(amount);
}

/** The probes in several threads at once, this one among them; each copies within a memory of its own. */
export function team(module: WebAssembly.Module, threads: number) {
  const words = new Int32Array(new SharedArrayBuffer(4 * WORDS));
  const probes = probesOf(module);
  for (let n = 1; n < threads; n++) {
    const worker = new Worker(threadUrl('probe-thread', import.meta.url));
    worker.postMessage({ module, words } satisfies Start);
    worker.unref();
  }
  return (task: Task, amount: number) => {
    words[TASK] = TASKS[task];
    words[AMOUNT] = amount;
    Atomics.store(words, DONE, 0);
    Atomics.add(words, COUNT, 1);
    Atomics.notify(words, COUNT);
    perform(probes, TASKS[task], amount);
    while (Atomics.load(words, DONE) < threads - 1);
  };
}
