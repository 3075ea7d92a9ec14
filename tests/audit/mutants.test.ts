import { describe, expect, it } from 'vitest';
import { mutantLines, mutantSummary } from '../../audit/lib/mutants-lines.ts';
import { summedMutants } from '../../audit/lib/mutants-report.ts';
import { assay, spawned } from '../cli/lib/assay.ts';

describe('assay mutants', () => {
  it('prints a line for each formula and dtype, and the score', async () => {
    const { status, stdout } = await assay('mutants', '--formula', 'relu', '--jobs', '1');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^✓ relu {2}f32 {2}mutants 8 of 8 · variants 8 of 10, \d named$/mu);
    expect(stdout).toMatch(/^✓ relu {2}f64 /mu);
    expect(stdout).toMatch(/^mutants {3}16 caught, 0 survived: 100\.00 %; 0 equivalent/mu);
    expect(stdout).not.toContain('admitted: ');
    expect(stdout).not.toContain('numbers other than 0');
  });

  it('counts what is left of counterexamples', async () => {
    const flags = ['--formula', 'relu', '--dtype', 'f32', '--jobs', '1', '--shrink'] as const;
    const { stdout } = await assay('mutants', ...flags);
    expect(stdout).toMatch(/^numbers other than 0 in a counterexample, of 8: half have at most [12], nine/mu);
  });

  it('lists what need not be caught, with the reason', async () => {
    const flags = ['--formula', 'relu', '--dtype', 'f32', '--equivalent', '--jobs', '1'] as const;
    const { stdout } = await assay('mutants', ...flags);
    expect(stdout).toMatch(/^ {2}admitted: slope-one-at-zero \(at the kink/mu);
  });

  it('gives the same at any number of threads', async () => {
    const of = ['mutants', '--formula', '*relu', '--tier', 'smoke', '--json'];
    const [one, two] = await Promise.all([assay(...of, '--jobs', '1'), spawned([...of, '--jobs', '2'])]);
    expect(JSON.parse(one.stdout).formulas).toHaveLength(6);
    expect(two.stdout).toBe(one.stdout);
  });

  it('prints what it has at Ctrl-C', async () => {
    const { status, stdout } = await spawned(['mutants', '--formula', '*a*', '--jobs', '2'], /^✓/mu);
    expect(status).toBe(130);
    expect(stdout).toMatch(/interrupted before the end$/mu);
  });

  it('says of a formula that there is none', async () => {
    const { status, stderr } = await assay('mutants', '--formula', 'sotfmax');
    expect(status).toBe(2);
    expect(stderr).toContain("There is no formula 'sotfmax'");
  });
});

describe('a report', () => {
  const one = {
    name: 'gelu',
    dtype: 'f32',
    mutants: {
      caught: 9,
      equivalent: [{ says: 'forward, in y: 2 for 1' }],
      survived: [{ says: 'backward, in y: + for −' }],
    },
    variants: {
      caught: 3,
      named: 2,
      admitted: [{ says: 'odd', why: 'it is even' }],
      survived: [{ says: 'late' }],
    },
  } as const;

  it('has the median of what counterexamples are left with', () => {
    const head = { assay: '0', seed: 1, tier: 'default' };
    const [few, many] = [
      { ...one, entries: [3, 1, 2] },
      { ...one, entries: [9, 1] },
    ];
    expect(summedMutants(head, [few, many], 2).summary.entries).toEqual({ of: 5, median: 2, nineOfTen: 3 });
    expect(summedMutants(head, [one], 1).summary).not.toHaveProperty('entries');
  });

  it('names what survived', () => {
    expect(mutantLines(one, 6, false)).toEqual([
      '✗ gelu    f32  mutants 9 of 11, 1 equivalent · variants 3 of 5, 2 named',
      '  ✗ survived: backward, in y: + for −',
      '  ✗ survived: late',
    ]);
    expect(mutantLines(one, 6, true)).toContain('  admitted: odd (it is even)');
  });

  it('adds up', () => {
    const { summary } = summedMutants({ assay: '0', seed: 1, tier: 'default' }, [one, one], 3);
    expect(summary).toMatchObject({
      mutants: { caught: 18, survived: 2 },
      variants: { named: 4 },
      complete: false,
    });
    expect(mutantSummary(summary)[1]).toMatch(/^mutants {3}18 caught, 2 survived: 90\.00 %; 2 equivalent/u);
  });
});
