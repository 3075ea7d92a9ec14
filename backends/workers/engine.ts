import type { Floats } from '../lib/kernels.ts';
import { type Engine, type Exports, HEAP_KEPT, instantiate, suffix } from '../wasm/engine.ts';
import { Heap } from '../wasm/heap.ts';
import { Board } from './board.ts';
import type { StartThread, Thread } from './threads.ts';

export interface ThreadsOptions {
  /** Besides the caller's own thread. */
  readonly workers: number;
  /** Jobs of less work, in nanoseconds, are done by the caller alone: waking a worker takes about as long. */
  readonly alone?: number;
  /** A worker that is at one job for longer, in milliseconds, when all else is done, counts as lost. */
  readonly patience?: number;
  /** The most that the heap may hold, in bytes. */
  readonly limit?: number;
}

/** How many parts a job is cut into for each thread, so that one that wakes late finds something left. */
const PARTS = 4;
/** Parts of a longer job are as short as this, in nanoseconds, so that none waits long for a thread held up in its last. */
const PART = 100_000;
/** Pieces are taken in multiples of this where there are many, so that no two threads write to one cache line. */
const LINE = 16;

/** A worker died, or does not come back. */
class WorkerLost extends Error {}

/**
 * The pieces of a job shared out among this thread and its workers, which have the heap in common. Which thread does a
 * piece does not change a bit of it. A call whose worker is lost is done once more, on a new heap with new workers.
 *
 * The threads are our own, not a pool library's: kernels return when they are done, so the caller's thread cannot await
 * a message; and a job that lasts a millisecond cannot wait for one.
 */
export class ThreadsEngine implements Engine {
  readonly heap: Heap;
  private readonly module: WebAssembly.Module;
  private readonly startThread: StartThread;
  private readonly options: { workers: number; readonly alone: number; readonly patience: number };
  private kernels!: Exports;
  private indices!: ReadonlyMap<string, number>;
  private board!: Board;
  private threads: Thread[] = [];
  private depth = 0;
  private lost = false;

  constructor(module: WebAssembly.Module, startThread: StartThread, { limit, ...options }: ThreadsOptions) {
    this.module = module;
    this.startThread = startThread;
    this.options = { alone: 150_000, patience: 10_000, ...options };
    this.heap = new Heap(limit);
    this.begin();
  }

  /** Resolved when all workers have begun: for timings. Until then jobs are done without them. */
  async ready(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.ready));
  }

  run(kernel: string, like: Floats, args: readonly number[], pieces: number, work: number): void {
    const name = `${kernel}_${suffix(like)}`;
    const { workers, alone } = this.options;
    if (pieces <= 1 || workers === 0 || work < alone) {
      if (pieces > 0) this.kernels[name](...args, 0, pieces);
      return;
    }
    const part = Math.ceil(pieces / Math.max(PARTS * (workers + 1), work / PART));
    const stride = part > LINE ? Math.ceil(part / LINE) * LINE : part;
    const job = { kernel: this.indices.get(name)!, args, pieces, stride };
    this.board.open(job);
    try {
      this.board.share(job, this.kernels[name]);
    } finally {
      this.board.shut();
      this.awaitWorkers();
    }
    if (this.board.hasFailed()) throw new Error(`The kernel ${name} broke down in a worker.`);
  }

  call<Result>(run: () => Result): Result {
    if (this.depth > 0) return this.inScope(run);
    if (this.lost) this.renew();
    try {
      return this.inScope(run);
    } catch (thrown) {
      if (!(thrown instanceof WorkerLost)) throw thrown;
      this.renew();
      return this.inScope(run);
    } finally {
      if (this.heap.size > HEAP_KEPT) this.renew();
    }
  }

  /** Ends the workers. Calls are still answered, by the caller's thread. */
  close(): void {
    for (const thread of this.threads) thread.end();
    this.threads = [];
    this.options.workers = 0;
  }

  private inScope<Result>(run: () => Result): Result {
    this.depth++;
    try {
      return this.heap.scope(run);
    } finally {
      this.depth--;
    }
  }

  /** They have at most a part each left to do, so this thread looks on; when it takes long, it leaves them its core. */
  private awaitWorkers(): void {
    const since = performance.now();
    while (this.board.isBusy()) {
      const waited = performance.now() - since;
      if (waited > this.options.patience) throw new WorkerLost('A worker is lost.');
      if (waited > 1) this.board.pause();
    }
  }

  /** What a lost worker may still write to is left to it. */
  private renew(): void {
    for (const thread of this.threads) thread.end();
    this.heap.renew();
    this.begin();
  }

  private begin(): void {
    const { module, heap } = this;
    const { workers } = this.options;
    const { kernels, end, scratch } = instantiate(module, heap.memory);
    heap.keep(end + workers * scratch);
    this.kernels = kernels;
    this.indices = new Map(
      Object.keys(kernels)
        .sort()
        .map((name, index) => [name, index]),
    );
    const board = new Board(workers);
    this.board = board;
    this.lost = false;
    this.threads = Array.from({ length: workers }, (_, worker) =>
      this.startThread({ module, memory: heap.memory, buffer: board.buffer, workers, worker }, () => {
        if (this.board === board) this.lost = true;
      }),
    );
  }
}
