import { describe, expect, it } from 'vitest';
import { TIERS } from '../../cli/lib/tiers.ts';
import { loadSuite } from '../../properties/lib/listing.ts';
import { loadBugs } from '../../spec/lib/notes.ts';
import absent from './absent.ts';
import { loadCodedBugs } from './lib/bugs.ts';
import { failureOf, judge } from './lib/judge.ts';

const bugs = await loadCodedBugs();
const tally = { tried: 0, flagged: 0, variants: 0, named: 0 };

it(`${bugs.size} of ${loadBugs().length} bugs that are known are written as code, the others cannot be`, () => {
  expect([...bugs.keys(), ...Object.keys(absent)].sort()).toEqual(
    loadBugs()
      .map(({ id }) => id)
      .sort(),
  );
});

describe.each([...bugs])('bug %s', (_, bug) => {
  const { dtypes = ['f32', 'f64'], variant = [], verdict } = bug;
  const runs = bug.deep === undefined ? TIERS.default : TIERS.deep;

  it.each(dtypes)('is flagged in %s', { timeout: 120_000 }, async (dtype) => {
    tally.tried++;
    const failure = await failureOf(bug, dtype, { runs });
    expect(failure.verdict).toBeOneOf(verdict ? [verdict] : ['wrong', 'unstable']);
    if (bug.deep === undefined) tally.flagged++;
    if (variant.length === 0) return;
    tally.variants++;
    if (variant.includes(failure.first?.diagnosis?.variant ?? '')) tally.named++;
  });

  it.each(dtypes)('is gone in %s when it is mended', { timeout: 120_000 }, async (dtype) => {
    expect(await judge(bug, true, dtype, { runs: 40 })).toMatchObject({ verdict: 'conforming' });
  });

  it('names variants that there are', async () => {
    const { spec } = await loadSuite(bug.formula);
    for (const name of variant) expect(Object.keys(spec.variants)).toContain(name);
  });
});

it('nearly all are flagged at the default tier, and four of five that are a variant are named by the first line', () => {
  expect(tally.flagged).toBeGreaterThanOrEqual(0.95 * tally.tried);
  expect(tally.named).toBeGreaterThanOrEqual(0.8 * tally.variants);
});
