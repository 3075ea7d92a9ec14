/** What runs in a thread: a judge that is spoken to in messages. */
import { parentPort, workerData } from 'node:worker_threads';
import { isFailure } from '../../backends/lib/failure.ts';
import { LocalJudge } from './local-judge.ts';
import type { Answer, Order, Start } from './messages.ts';

const { source, settings, clock } = workerData as Start;
const stop = new AbortController();
const judge = new LocalJudge(source, settings, stop.signal, clock);
const answer = (message: Answer) => parentPort!.postMessage(message);

parentPort!.on('message', async (order: Order) => {
  if (order === 'close') {
    stop.abort();
    await judge.close();
    process.exit();
  }
  try {
    answer({ report: await judge.judge(order, (check) => answer({ check })) });
  } catch (thrown) {
    if (!stop.signal.aborted) throw thrown;
  }
});

try {
  answer({ ready: await judge.ready });
} catch (thrown) {
  const kind = isFailure(thrown) ? thrown.kind : 'error';
  answer({ failed: { kind, message: thrown instanceof Error ? thrown.message : String(thrown) } });
}
