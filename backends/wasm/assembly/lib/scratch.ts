/** Each thread's own space beside the heap. Its first vector is where the ends of arrays are put together. */

const BYTES: i32 = 1 << 20;

let stage: usize = 0;

/** Behind the constants of the module. */
export function heapBase(): usize {
  return __heap_base;
}

export function scratchBytes(): i32 {
  return BYTES;
}

/** Called once by whoever instantiates the module: two threads may not have the same. */
export function useScratch(at: usize): void {
  stage = at;
}

/** The rest of the space: 64 bytes less than all of it, 64-byte aligned. */
// @ts-ignore: decorator
@inline
export function scratch(): usize {
  return stage + 64;
}

/** The first `count` numbers of a vector; the others are 0. So the end of an array is computed just as its middle. */
export function loadPart<T>(from: usize, count: i32): v128 {
  v128.store(stage, i64x2.splat(0));
  memory.copy(stage, from, <usize>count * sizeof<T>());
  return v128.load(stage);
}

export function storePart<T>(to: usize, count: i32, x: v128): void {
  v128.store(stage, x);
  memory.copy(to, stage, <usize>count * sizeof<T>());
}
