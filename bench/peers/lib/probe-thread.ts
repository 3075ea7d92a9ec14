/** A worker of a team: it does each task once. */
import { parentPort } from 'node:worker_threads';
import { probesOf } from './probes.ts';
import { AMOUNT, COUNT, DONE, perform, type Start, TASK } from './team.ts';

parentPort!.on('message', ({ module, words }: Start) => {
  const probes = probesOf(module);
  for (let done = 0; ; done++) {
    Atomics.wait(words, COUNT, done);
    perform(probes, words[TASK], words[AMOUNT]);
    Atomics.add(words, DONE, 1);
  }
});
