/** What runs in a worker: it takes part in every job on the board, for as long as it lives. */
import { inNode } from '../lib/platform.ts';
import { instantiate } from '../wasm/engine.ts';
import { Board } from './board.ts';
import type { Start } from './threads.ts';

/** How long it looks for another job before it sleeps, in milliseconds: waking up takes longer than many a kernel. */
const PATIENCE = 0.05;

function work({ module, memory, buffer, workers, worker }: Start, tellReady: () => void): never {
  const { kernels } = instantiate(module, memory, worker + 1);
  const names = Object.keys(kernels).sort();
  const board = new Board(workers, buffer);
  tellReady();
  for (let done = 0; ; ) {
    awaitJob(board, done);
    done = board.generation();
    board.join(worker, (job) => board.share(job, kernels[names[job.kernel]!]!));
  }
}

function awaitJob(board: Board, done: number): void {
  const since = performance.now();
  while (board.generation() === done) if (performance.now() - since > PATIENCE) board.sleep(done);
}

if (inNode) {
  const { parentPort } = await import('node:worker_threads');
  parentPort!.on('message', (start: Start) => work(start, () => parentPort!.postMessage(null)));
} else {
  const scope = globalThis as unknown as { postMessage(message: unknown): void };
  const onmessage = ({ data }: { readonly data: Start }) => work(data, () => scope.postMessage(null));
  Object.assign(globalThis, { onmessage });
}
