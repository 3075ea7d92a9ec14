import type { OptionValues, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/mini-batches.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { numbers } from './lib/counted.ts';

type Run = (inputs: Tensors, options?: OptionValues) => Promise<Tensors>;

const counts = async (run: Run, samples: number, batch: number, last: string) =>
  numbers(await run({}, { samples, batch, last })) as { updates: number; discarded: number };

export default algorithmLaws(spec, {
  C1: async ({ options, run, that }) => {
    const { samples, batch, last } = options;
    const found = await counts(run, Number(samples), Number(batch), String(last));
    let [updates, waiting] = [0, 0];
    for (let sample = 0; sample < Number(samples); sample++) {
      waiting++;
      const full = waiting === Number(batch);
      if (full || (last === 'keep' && sample === Number(samples) - 1)) [updates, waiting] = [updates + 1, 0];
    }
    that(found.updates === updates, `${found.updates} updates, counted ${updates}`);
    that(found.discarded === waiting, `${found.discarded} discarded, counted ${waiting}`);
  },
  C2: async ({ options, run, that }) => {
    const [N, B] = [Number(options.samples), Number(options.batch)];
    for (const [batch, last, updates] of [
      [N, 'keep', 1],
      [N, 'drop', 1],
      [1, 'keep', N],
      [1, 'drop', N],
      [B, 'keep', Math.ceil(N / B)],
      [B, 'drop', Math.floor(N / B)],
    ] as const) {
      const found = (await counts(run, N, batch, last)).updates;
      that(
        found === updates,
        `${N} samples in batches of ${batch}, ${last}: ${found} updates, not ${updates}`,
      );
    }
  },
  C3: async ({ options, run, that }) => {
    const [N, B] = [Number(options.samples), Number(options.batch)];
    const updates = async (batch: number) => (await counts(run, N, batch, 'keep')).updates;
    const [small, large, twice] = [await updates(B), await updates(B + 1), await updates(2 * B)];
    that(large <= small, `batches of ${B + 1} make ${large} updates, of ${B} only ${small}`);
    that(twice <= small && small <= 2 * twice, `batches of ${2 * B} make ${twice}, of ${B} ${small}`);
  },
  C4: async ({ options, run, that }) => {
    const [N, B] = [Number(options.samples), Number(options.batch)];
    const lost = async (samples: number, batch: number, last: string) =>
      (await counts(run, samples, batch, last)).discarded;
    that((await lost(N, B, 'keep')) === 0, 'samples of a kept batch are discarded');
    const all = await Promise.all(Array.from({ length: B }, (_, more) => lost(N + more, B, 'drop')));
    const worst = Math.max(...all);
    that(worst === B - 1, `batches of ${B} lose ${worst} at worst`);
    that(
      String(all.toSorted((a, b) => a - b)) === String(all.map((_, n) => n)),
      `of B lengths in a row they lose ${all}`,
    );
    const [four, five] = [await lost(10, 4, 'drop'), await lost(10, 5, 'drop')];
    that(four === 2 && five === 0, `of ten, batches of four lose ${four} and of five ${five}`);
  },
});
