import { describe, expect, it } from 'vitest';
import js from '../../backends/js/index.ts';
import type { Check } from '../../properties/lib/checks/check.ts';
import { loadSuite } from '../../properties/lib/listing.ts';
import { runCheck } from '../../properties/lib/run-check.ts';

const suite = await loadSuite('sigmoid');
const { subject } = suite.examine(js, js.formulas.sigmoid!, 'f32');

/** Decides nothing in its first cases. */
function late(undecided: number): Check {
  let tried = 0;
  return {
    kind: 'late',
    title: 'is late',
    cases: {},
    try: async () => ({ verdict: tried++ < undecided ? 'inconclusive' : 'conforming' }),
  };
}

describe.each([1, 3])('a check of which %i cases are in flight', (pipeline) => {
  const run = (undecided: number) => runCheck(subject, late(undecided), { seed: 1, runs: 5, pipeline });

  it('tries no more than it was told to where one is decided', async () => {
    const { report } = await run(4);
    expect(report).toMatchObject({ verdict: 'conforming', runs: 5, says: '1 of 5 cases conform' });
  });

  it('goes on until one is', async () => {
    const { report } = await run(7);
    expect(report).toMatchObject({ verdict: 'conforming', runs: 8, says: '1 of 8 cases conform' });
  });

  it('and not for ever', async () => {
    const { report } = await run(1000);
    const says = 'no case had a finite bound to be held against';
    expect(report).toMatchObject({ verdict: 'inconclusive', runs: 25, says });
  });
});
