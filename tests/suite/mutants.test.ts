import { describe, expect, it } from 'vitest';
import { loadSuite } from '../../properties/lib/listing.ts';
import { type MutantTrial, tryMutants } from '../../properties/lib/mutant-trial.ts';
import type { Suite } from '../../properties/lib/suite.ts';
import { loadFormulas } from '../../spec/lib/listing.ts';

/** Of each formula; `npx assay mutants` tries them all. */
const MOST = 6;
/** Numbers other than 0 in the counterexamples of those. */
const left: number[] = [];

async function trialsOf(suite: Suite, most?: number): Promise<MutantTrial[]> {
  const trials: MutantTrial[] = [];
  const options = { seed: 1, runs: 100, shrink: most !== undefined };
  for await (const trial of tryMutants(suite, 'f32', options, most)) trials.push(trial);
  return trials;
}

/** A drawn output is held to its laws alone; mutants are about the mean. */
const formulas = (await loadFormulas()).filter(({ sampled }) => !sampled);

describe.each(formulas.map(({ name }) => name))('mutants of %s', (name) => {
  it('do not survive', { timeout: 60_000 }, async () => {
    const trials = await trialsOf(await loadSuite(name), MOST);
    expect(trials.filter(({ outcome }) => outcome === 'survived')).toEqual([]);
    left.push(...trials.flatMap(({ entries }) => entries ?? []));
  });
});

it('the counterexample of a mutant is small enough to be read', () => {
  left.sort((a, b) => a - b);
  expect(left.length).toBeGreaterThan(500);
  expect(left[left.length >> 1]).toBeLessThanOrEqual(4);
});

describe('a mutant', () => {
  it('that means the same is told from one that is caught', async () => {
    const trials = await trialsOf(await loadSuite('softmax'));
    // The shift cancels, whatever it is: its gradient does too.
    expect(trials).toContainEqual({
      says: 'in m: a gradient where there is none',
      in: 'forward',
      outcome: 'equivalent',
    });
    expect(trials).toContainEqual({
      says: 'in y[i]: the divisor dropped',
      in: 'forward',
      outcome: 'caught',
      by: 'agreement',
    });
    expect(trials).toContainEqual({
      says: 'in y[i]: the divisor dropped',
      in: 'backward',
      outcome: 'caught',
      by: 'gradient',
    });
  });

  it('survives where nothing looks', async () => {
    const suite = await loadSuite('relu');
    const blind = {
      ...suite,
      examine: (...of: Parameters<typeof suite.examine>) => ({ ...suite.examine(...of), checks: [] }),
    };
    const trials = await trialsOf(blind);
    expect(trials).toContainEqual({
      says: expect.stringContaining('min for max'),
      in: 'forward',
      outcome: 'survived',
    });
  });
});
