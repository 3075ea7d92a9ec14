/** What runs in a thread: one unit after the other, as they are asked for. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Unit } from './plan.ts';
import { auditUnit, type Settings } from './unit.ts';

parentPort!.on('message', async (unit: Unit) => {
  parentPort!.postMessage(await auditUnit(unit, workerData as Settings));
});
