import type { Floats } from '../lib/kernels.ts';

/** What a WebAssembly memory is counted in, and the most of them that a 32-bit address reaches. */
const PAGE = 65536;
const LIMIT = 65536;
/** A cache line: no vector then lies across two. */
const ALIGNMENT = 64;

export type Numbers = Floats | Int32Array;

/**
 * The memory of the kernels as a stack: what a scope puts there is released at its end. Arrays that lie on the heap are
 * given to kernels as they are, all others are copied in. The memory is shared, so that it can grow under the arrays
 * that view it, and threads can have it in common.
 */
export class Heap {
  memory!: WebAssembly.Memory;
  private readonly limit: number;
  private own!: WeakSet<ArrayBufferLike>;
  private top!: number;

  /** `limit` in bytes; the heap starts empty. */
  constructor(limit: number = LIMIT * PAGE) {
    this.limit = limit;
    this.renew();
  }

  /** Gives the memory back and begins with a new one, where arrays of the old are strangers. */
  renew(): void {
    this.memory = new WebAssembly.Memory({ initial: 1, maximum: LIMIT, shared: true });
    this.own = new WeakSet([this.memory.buffer]);
    this.top = 0;
  }

  /** Everything that `run` puts on the heap is released when it returns or throws. */
  scope<Result>(run: () => Result): Result {
    const mark = this.top;
    try {
      return run();
    } finally {
      this.top = mark;
    }
  }

  /** Keeps what lies below `bytes` for good: tables, the threads' scratch space. */
  keep(bytes: number): void {
    this.top = Math.max(this.top, bytes);
    this.cover(this.top);
  }

  /** `length` numbers of the type of `like`, with whatever stands there. @throws Error when the memory is full */
  reserve<A extends Numbers>(like: A, length: number): A {
    const at = this.take(length * like.BYTES_PER_ELEMENT);
    const Numbers = like.constructor as new (buffer: ArrayBufferLike, at: number, length: number) => A;
    return new Numbers(this.memory.buffer, at, length);
  }

  /** The same with zeros. */
  zeros<A extends Numbers>(like: A, length: number): A {
    const array = this.reserve(like, length);
    array.fill(0);
    return array;
  }

  /** The same numbers on the heap: the array itself where it lies there. */
  place<A extends Numbers>(array: A): A {
    if (this.own.has(array.buffer)) return array;
    const copy = this.reserve(array, array.length);
    copy.set(array);
    return copy;
  }

  /** Where the numbers of an array begin, after copying it in if need be. */
  addressOf(array: Numbers): number {
    return this.place(array).byteOffset;
  }

  /** Is it a view of this memory? */
  holds(array: Numbers): boolean {
    return this.own.has(array.buffer);
  }

  /** What the memory takes up, in bytes. */
  get size(): number {
    return this.memory.buffer.byteLength;
  }

  private take(bytes: number): number {
    const at = Math.ceil(this.top / ALIGNMENT) * ALIGNMENT;
    this.cover(at + bytes);
    this.top = at + bytes;
    return at;
  }

  private cover(bytes: number): void {
    if (bytes <= this.size) return;
    try {
      if (bytes > this.limit) throw new RangeError();
      // In strides that grow with it: every growth costs a call of the system.
      const wanted = Math.min(this.limit, Math.max(bytes, 1.5 * this.size));
      this.memory.grow(Math.ceil(wanted / PAGE) - this.size / PAGE);
    } catch {
      const MiB = (n: number) => `${Math.ceil(n / 2 ** 20)} MiB`;
      throw new Error(
        `The heap of the WebAssembly kernels is full: the call needs ${MiB(bytes)}, ${MiB(this.limit)} are the most.`,
      );
    }
    this.own.add(this.memory.buffer);
  }
}
