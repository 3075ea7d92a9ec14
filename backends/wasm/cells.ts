import type { Floats, Kernels } from '../lib/kernels.ts';
import type { Engine } from './engine.ts';

/** About what a unit takes, in nanoseconds. */
const WORK = 8;

export function cells(engine: Engine) {
  const { heap } = engine;

  /** Runs a kernel that reads arrays and makes others of those lengths, a piece a row of the batch. */
  const run = <F extends Floats>(
    kernel: string,
    read: readonly F[],
    lengths: readonly number[],
    N: number,
    H: number,
  ): F[] => {
    const made = lengths.map((length) => heap.reserve(read[0]!, length));
    const args = [...read.map((x) => heap.addressOf(x)), ...made.map((y) => y.byteOffset), H];
    engine.run(kernel, read[0]!, args, N, WORK * N * H);
    return made;
  };

  return {
    lstmGates(z, c, N, H) {
      const [gates, c1, h1] = run('lstmGates', [z, c], [4 * N * H, N * H, N * H], N, H);
      return { gates, c1, h1 };
    },

    lstmGatesGradient(z, c, { gates, c1 }, dc1, dh1, N, H) {
      const read = [z, c, gates, c1, dc1, dh1];
      const [dz, dc] = run('lstmGatesGradient', read, [4 * N * H, N * H], N, H);
      return { dz, dc };
    },

    gruReset: (a, h, N, H) => run('gruReset', [a, h], [N * H], N, H)[0],

    gruResetGradient(a, h, daz, du, N, H) {
      const [da, dh] = run('gruResetGradient', [a, h, daz, du], [2 * N * H, N * H], N, H);
      return { da, dh };
    },

    gruState: (a, s, h, N, H) => run('gruState', [a, s, h], [N * H], N, H)[0],

    gruStateGradient(a, s, h, dh1, N, H) {
      const lengths = [N * H, N * H, N * H];
      const [daz, ds, dh] = run('gruStateGradient', [a, s, h, dh1], lengths, N, H);
      return { daz, ds, dh };
    },
  } satisfies Partial<Kernels>;
}
