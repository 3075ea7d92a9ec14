/** Microseconds of this process so far: other programs on the machine do not count. */
const spent = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** How long each of several windows is, in microseconds; the fastest counts. */
const WINDOW = 100_000;
const WINDOWS = 3;

/** Processor time of one call in microseconds, after as long a warm-up. `call` is told how many calls went before. */
export async function measure(call: (run: number) => unknown): Promise<number> {
  let run = 0;
  const window = async () => {
    const start = spent();
    const first = run;
    // In growing batches: reading the clock costs as much as a small call.
    for (let batch = 1, taken = 0; taken < WINDOW; batch = Math.min(2 * batch, 1024)) {
      for (let n = 0; n < batch; n++) {
        const pending = call(run++);
        if (pending instanceof Promise) await pending;
      }
      taken = spent() - start;
    }
    return (spent() - start) / (run - first);
  };
  await window();
  let best = Infinity;
  for (let n = 0; n < WINDOWS; n++) best = Math.min(best, await window());
  return best;
}
