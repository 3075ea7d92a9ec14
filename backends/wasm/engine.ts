import type { Floats } from '../lib/kernels.ts';
import { Heap } from './heap.ts';

/** Above this a heap that has grown is given back when a call ends, in bytes. */
export const HEAP_KEPT = 2 ** 30;

/** Runs kernels of the module on a heap. */
export interface Engine {
  readonly heap: Heap;
  /**
   * Runs `kernel` in the dtype of `like` for its pieces 0 … pieces − 1, which do not depend on one another. `work` is
   * about how many nanoseconds all of them take one thread.
   */
  run(kernel: string, like: Floats, args: readonly number[], pieces: number, work: number): void;
  /** Runs a call of kernels and releases what it puts on the heap. */
  call<Result>(run: () => Result): Result;
}

/** What the module exports besides its kernels, each of which takes its arguments and the range of its pieces. */
export interface Exports {
  readonly [kernel: string]: (...args: number[]) => void;
}

/** The module in a memory: its kernels, where its scratch space ends, and how much that is, in bytes. */
export interface Instance {
  readonly kernels: Exports;
  readonly end: number;
  readonly scratch: number;
}

/** The scratch space of the `thread`-th of those that share a memory begins behind those before it. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory, thread = 0): Instance {
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort } });
  const { heapBase, scratchBytes, useScratch, ...kernels } = exports as unknown as Exports & {
    heapBase(): number;
    scratchBytes(): number;
    useScratch(at: number): void;
  };
  const at = Math.ceil(heapBase() / 64) * 64 + thread * scratchBytes();
  useScratch(at);
  return { kernels, end: at + scratchBytes(), scratch: scratchBytes() };
}

function abort(): never {
  throw new Error('A WebAssembly kernel broke down.');
}

export const suffix = (like: Floats): 'f32' | 'f64' => (like instanceof Float32Array ? 'f32' : 'f64');

/** All pieces at once, in this thread. */
export class LocalEngine implements Engine {
  readonly heap: Heap;
  private readonly module: WebAssembly.Module;
  private kernels!: Exports;
  private depth = 0;

  /** `limit` is the most that its heap may hold, in bytes. */
  constructor(module: WebAssembly.Module, limit?: number) {
    this.module = module;
    this.heap = new Heap(limit);
    this.begin();
  }

  run(kernel: string, like: Floats, args: readonly number[], pieces: number): void {
    if (pieces > 0) this.kernels[`${kernel}_${suffix(like)}`](...args, 0, pieces);
  }

  call<Result>(run: () => Result): Result {
    this.depth++;
    try {
      return this.heap.scope(run);
    } finally {
      this.depth--;
      if (this.depth === 0 && this.heap.size > HEAP_KEPT) {
        this.heap.renew();
        this.begin();
      }
    }
  }

  private begin(): void {
    const { kernels, end } = instantiate(this.module, this.heap.memory);
    this.heap.keep(end);
    this.kernels = kernels;
  }
}
