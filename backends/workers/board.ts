import { inNode } from '../lib/platform.ts';

/**
 * The memory in which the caller's thread and its workers arrange who does what. One job is up at a time: a kernel, its
 * arguments, and its pieces, of which every thread takes the next few until there are none.
 */

/** Words, each in a cache line of its own. */
const LINE = 16;
const [GENERATION, OPEN, NEXT, PIECES, STRIDE, KERNEL, COUNT, FAILED] = [0, 1, 2, 3, 4, 5, 6, 7].map(
  (n) => n * LINE,
);
const BUSY = 8 * LINE;
const ARGUMENTS = 32;

export interface Job {
  readonly kernel: number;
  readonly args: readonly number[];
  readonly pieces: number;
  /** How many pieces are taken at a time. */
  readonly stride: number;
}

export class Board {
  readonly buffer: SharedArrayBuffer;
  private readonly words: Int32Array;
  private readonly args: Float64Array;
  private readonly workers: number;

  constructor(workers: number, buffer?: SharedArrayBuffer) {
    const words = BUSY + workers * LINE;
    this.workers = workers;
    this.buffer = buffer ?? new SharedArrayBuffer(4 * words + 8 * ARGUMENTS);
    this.words = new Int32Array(this.buffer, 0, words);
    this.args = new Float64Array(this.buffer, 4 * words, ARGUMENTS);
  }

  // The caller's side.

  /** Puts a job up. All workers must have left the one before. */
  open({ kernel, args, pieces, stride }: Job): void {
    const { words } = this;
    if (args.length > ARGUMENTS) throw new Error(`A kernel takes at most ${ARGUMENTS} arguments.`);
    this.args.set(args);
    words[PIECES] = pieces;
    words[STRIDE] = stride;
    words[KERNEL] = kernel;
    words[COUNT] = args.length;
    words[FAILED] = 0;
    Atomics.store(words, NEXT, 0);
    Atomics.store(words, OPEN, 1);
    Atomics.add(words, GENERATION, 1);
    Atomics.notify(words, GENERATION);
  }

  /** Nobody begins with the job any more. */
  shut(): void {
    Atomics.store(this.words, OPEN, 0);
  }

  /** Is a worker still at it? Looked at after the job was shut, which who comes late notices. */
  isBusy(): boolean {
    for (let worker = 0; worker < this.workers; worker++)
      if (Atomics.load(this.words, BUSY + worker * LINE) !== 0) return true;
    return false;
  }

  /** A moment's sleep, where the caller may sleep: a browser's main thread may not. */
  pause(): void {
    if (inNode) Atomics.wait(this.words, GENERATION, this.generation(), 0.2);
  }

  /** Did a kernel break down in a worker? */
  hasFailed(): boolean {
    return Atomics.load(this.words, FAILED) !== 0;
  }

  // The workers' side.

  /** The number of jobs put up so far. */
  generation(): number {
    return Atomics.load(this.words, GENERATION);
  }

  /** Sleeps until there is another. */
  sleep(generation: number): void {
    Atomics.wait(this.words, GENERATION, generation);
  }

  /** Does with the others what is left of the job that is up, if one is. */
  join(worker: number, run: (job: Job) => void): void {
    const { words } = this;
    Atomics.store(words, BUSY + worker * LINE, 1);
    try {
      if (Atomics.load(words, OPEN) === 0) return;
      const args = Array.from(this.args.subarray(0, words[COUNT]));
      run({ kernel: words[KERNEL], args, pieces: words[PIECES], stride: words[STRIDE] });
    } catch {
      Atomics.store(words, FAILED, 1);
    } finally {
      Atomics.store(words, BUSY + worker * LINE, 0);
    }
  }

  // Both.

  /** Runs pieces of the job until there are none left. */
  share({ args, pieces, stride }: Job, run: (...args: number[]) => void): void {
    for (;;) {
      const from = Atomics.add(this.words, NEXT, stride);
      if (from >= pieces) return;
      run(...args, from, Math.min(from + stride, pieces));
    }
  }
}
