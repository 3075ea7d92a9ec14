import type { Case } from './cases.ts';
import type { Library, Ready, Runs } from './library.ts';
import { compileProbes, FLOPS, type Probes, probesOf, ROUNDS, runChain } from './probes.ts';

/**
 * The most that a thread of this machine could do of a case's work, by probes that do nothing else: a chain of
 * multiplications and additions, or a copy that touches as many bytes as the case. They run between the libraries, so
 * what disturbs those disturbs them as well.
 */
export const machine = (relaxed: boolean): Library => ({
  role: 'machine',
  async open() {
    const probes = probesOf(await compileProbes(relaxed));
    const run = probed(
      (flops) => ({ run: () => runChain(probes, ROUNDS), share: FLOPS / flops }),
      (bytes) => copy(probes, bytes),
    );
    return { version: 'sources', relaxed, runs: run };
  },
});

function copy({ prepare, copy }: Probes, bytes: number): Ready {
  prepare(bytes);
  return { run: () => copy(bytes) };
}

/** For every kind of case the probe of its work; `copies` is given half the bytes, which are read and written. */
export function probed(chain: (flops: number) => Ready, copies: (bytes: number) => Ready): Runs {
  const ofCase = ({ kind, work }: Case) =>
    'flops' in work
      ? // A vector holds two doubles where it holds four floats, so a double counts as two.
        chain(work.flops * (kind === 'doubleMatmul' ? 2 : 1))
      : copies(work.bytes / 2);
  return new Proxy({}, { get: () => ofCase }) as Runs;
}
