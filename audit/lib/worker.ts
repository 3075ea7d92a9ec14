/** What runs in a thread: one unit after the other, as they are asked for. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Unit } from './plan.ts';
import type { KindReport } from './tally.ts';
import { auditUnit, type Settings } from './unit.ts';

export type Answer = KindReport;

parentPort!.on('message', async (unit: Unit) => {
  const answer: Answer = await auditUnit(unit, workerData as Settings);
  parentPort!.postMessage(answer);
});
