import type { Ready } from './library.ts';

const WARM_UP = 150;
const LONG = 250;

/** Milliseconds of one call, on average over about `length` of them and at least one call. */
async function perCall(run: () => unknown, length: number): Promise<number> {
  const start = performance.now();
  for (let calls = 1; ; calls++) {
    const pending = run();
    if (pending instanceof Promise) await pending;
    const spent = performance.now() - start;
    if (spent >= length) return spent / calls;
  }
}

/** Until compilers have seen what is to be done. */
export async function warm({ run, beside }: Ready): Promise<void> {
  await perCall(run, WARM_UP);
  if (beside) await perCall(beside.run, WARM_UP / 2);
}

/**
 * Milliseconds of one case. A process that was idle is slow at first, so a window begins with calls that do not count,
 * unless they are so long that it does not matter.
 */
export async function windowOf({ run, beside, share = 1 }: Ready, length: number): Promise<number> {
  const first = await perCall(run, length / 4);
  if (first > LONG) return first;
  if (!beside) return (await perCall(run, length)) / share;
  const without = await perCall(beside.run, length / 4);
  const all = await perCall(run, length);
  return Math.max(0, all - without) / beside.times;
}
