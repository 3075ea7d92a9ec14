import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../properties/lib/case.ts';
import type { Check, Finding } from '../../properties/lib/checks/check.ts';
import { Tally, type Tried } from '../../properties/lib/tally.ts';
import { Ulps } from '../../properties/lib/ulps.ts';
import type { Verdict } from '../../properties/lib/verdict.ts';

describe('ulps', () => {
  /** What they are by their definition. */
  const plainly = (ulps: readonly number[]) => {
    const sorted = [...ulps].sort((a, b) => a - b);
    const round = (x: number) => Number(x.toPrecision(3));
    return {
      worstUlp: round(sorted.at(-1)!),
      p99Ulp: round(sorted[Math.floor(0.99 * (sorted.length - 1))]!),
    };
  };

  it.each([1, 63, 64, 65, 100, 32_768, 32_769, 200_001])('of %i elements are what they are', (count) => {
    // From a fixed sequence over many magnitudes, with many that are alike.
    const ulps = Array.from({ length: count }, (_, n) => ((n * 7919) % 1009) ** 3 / 1e4);
    const all = new Ulps();
    all.add(ulps);
    expect(all.quality()).toEqual(plainly(ulps));
    const [first, second] = [new Ulps(), new Ulps()];
    first.add(ulps.slice(0, count >> 1));
    second.add(ulps.slice(count >> 1));
    first.addAll(second);
    expect(first.quality()).toEqual(plainly(ulps));
  });

  it('of none are unknown', () => {
    expect(new Ulps().quality()).toEqual({ worstUlp: null, p99Ulp: null });
  });
});

describe('a tally says of the cases what they say together', () => {
  const check = { kind: 'agreement', title: '' } as Check;
  const verdicts: readonly Verdict[] = ['conforming', 'imprecise', 'unstable', 'wrong', 'inconclusive'];
  const tried: fc.Arbitrary<Tried> = fc
    .record({
      verdict: fc.constantFrom(...verdicts),
      of: fc.constantFrom<Finding['of']>('outputs', 'gradients', undefined),
      answer: fc.constantFrom('given', 'given', 'given', 'failed', 'skipped'),
      seed: fc.nat(),
    })
    .map(({ verdict, of, answer, seed }) => ({
      value: { regime: seed % 2 ? 'odd' : 'even' } as Case,
      seed,
      finding: { verdict: answer === 'given' ? verdict : 'inconclusive', ...(of && { of }) },
      ...(answer !== 'given' && { failed: `${answer} ${seed}`, skipped: answer === 'skipped' }),
    }));

  it('whatever they are', () => {
    fc.assert(
      fc.property(fc.array(tried, { minLength: 1, maxLength: 120 }), (cases) => {
        const tally = new Tally();
        for (const one of cases) tally.add(one);
        const answered = cases.filter(({ failed }) => failed === undefined);
        const faults = (['wrong', 'unstable', 'imprecise'] as const).map((verdict) =>
          answered.find(({ finding }) => finding.verdict === verdict),
        );
        const worst = faults.find((one) => one !== undefined);
        if (worst) expect(tally.firstWorst).toBe(worst);
        const explicable = answered.filter(({ finding }) => finding.of !== undefined);
        const bad = explicable.filter(({ finding }) => /wrong|unstable|imprecise/u.test(finding.verdict));
        expect(tally.failing).toEqual(bad.slice(0, 24));
        const good = explicable.filter(({ finding }) => finding.verdict === 'conforming');
        expect(tally.fine).toEqual(good.slice(0, 24));
        if (worst) return;
        const { verdict, says, runs, skipped } = tally.passed(check);
        const failed = cases.filter((one) => one.failed !== undefined && !one.skipped);
        const proven = answered.filter(({ finding }) => finding.verdict === 'conforming').length;
        expect(runs).toBe(cases.length);
        const enough = answered.length >= runs / 10;
        expect(verdict).toBe(failed.length === 0 && proven > 0 && enough ? 'conforming' : 'inconclusive');
        expect(skipped ?? false).toBe(failed.length === 0 && answered.length === 0);
        if (failed.length > 0)
          expect(says).toContain(`${failed.length} of ${runs} cases gave no answer: ${failed[0]!.failed}`);
        else if (proven > 0 && enough) expect(says).toBe(`${proven} of ${runs} cases conform`);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [10, 'conforming', '10 of 100 cases conform'],
    [9, 'inconclusive', '9 of 100 cases were answered, the others skipped: too large'],
  ] as const)('that %i of a hundred are answered', (answers, verdict, says) => {
    const tally = new Tally();
    const value = { regime: 'any' } as Case;
    for (let seed = 0; seed < 100; seed++)
      tally.add(
        seed < answers
          ? { value, seed, finding: { verdict: 'conforming' } }
          : { value, seed, finding: { verdict: 'inconclusive' }, failed: 'too large', skipped: true },
      );
    expect(tally.passed(check)).toMatchObject({ verdict, says });
  });
});
