import { hasRelaxedSimd } from '../../backends/wasm/module.ts';
import type { Library } from './lib/library.ts';
import { probed } from './lib/machine.ts';
import { compileProbes, FLOPS, ROUNDS } from './lib/probes.ts';
import { team } from './lib/team.ts';

/** So many times the work of one thread's probe, since waking the others takes a while. */
const LONGER = 20;

/** What the machine could do on several threads. Where that is no more than on one, its cores are busy elsewhere. */
export default {
  role: 'machine',
  parallel: true,
  async open({ threads }) {
    const relaxed = hasRelaxedSimd();
    const all = team(await compileProbes(relaxed), threads);
    const runs = probed(
      (flops) => ({
        run: () => all('chain', LONGER * ROUNDS),
        share: (threads * LONGER * FLOPS) / flops,
      }),
      (bytes) => {
        all('prepare', bytes);
        return { run: () => all('copy', bytes), share: threads };
      },
    );
    return { version: 'sources', relaxed, runs };
  },
} satisfies Library;
