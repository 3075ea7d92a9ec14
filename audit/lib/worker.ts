/** What runs in a thread: one unit after the other, as they are asked for. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Task } from './crew.ts';

const { task: url, settings }: { readonly task: string; readonly settings: unknown } = workerData;
const task: Promise<{ readonly default: Task<unknown, unknown, unknown> }> = import(url);

parentPort!.on('message', async (unit: unknown) => {
  parentPort!.postMessage(await (await task).default.run(unit, settings));
});
