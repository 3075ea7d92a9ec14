import { describe, expect, it } from 'vitest';
import { loadSuite } from '../../properties/lib/listing.ts';
import { tryVariant } from '../../properties/lib/variant-trial.ts';
import { loadFormulas } from '../../spec/lib/listing.ts';

/** A drawn output is held to its laws alone; its variants are about the mean. */
const formulas = (await loadFormulas()).filter(
  ({ variants, sampled }) => !sampled && Object.keys(variants).length > 0,
);
const tried = { caught: 0, named: 0 };

describe.each(formulas.map((spec) => [spec.name, spec] as const))('variants of %s', (_, spec) => {
  it.each(Object.entries(spec.variants))('%s', { timeout: 60_000 }, async (variant, { admitted }) => {
    const trial = await tryVariant(await loadSuite(spec.name), variant, 'f32', { seed: 1, runs: 100 });
    if (admitted !== undefined) {
      expect(trial.caughtBy, 'it is caught: the exception is no longer needed').toBeUndefined();
      return;
    }
    expect(trial.caughtBy?.verdict, 'it survived every check').toBeOneOf(['wrong', 'unstable', 'imprecise']);
    tried.caught++;
    if (trial.named) tried.named++;
  });
});

it('names at least four of five by their first failure', () => {
  expect(tried.caught).toBeGreaterThan(300);
  expect(tried.named / tried.caught).toBeGreaterThan(0.8);
});
