import { describe, expect, it } from 'vitest';
import { audit } from '../../audit/audit.ts';
import { closing, lines } from '../../audit/lib/lines.ts';
import { summed } from '../../audit/lib/report.ts';
import { Tally } from '../../audit/lib/tally.ts';
import { assay, spawned } from '../cli/lib/assay.ts';

const FEW = ['--tier', 'smoke', '--jobs', '1'] as const;

describe('assay audit', () => {
  it('prints one line for each formula', async () => {
    const { status, stdout } = await assay('audit', '--formula', 'relu', '--formula', 'byte*', ...FEW);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^✓ byte-pair-encoding {2}laws \d+ · variants 7 · examples \d+$/mu);
    expect(stdout).toMatch(
      /^✓ relu {16}mathjs 10 · derivative – · differences \d+ · algorithms – · balls 200 /mu,
    );
    expect(stdout).toMatch(/^ {2}1 × derivative: by x: Cannot process function "max"/mu);
    expect(stdout).toMatch(/^2 audited, \d+ cases: no failure$/mu);
  });

  it('prints an object that parses, with every figure', async () => {
    const { status, stdout } = await assay('audit', '--formula', 'arithmetic/sqrt', '--json', ...FEW);
    expect(status).toBe(0);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      seed: 1,
      tier: 'smoke',
      summary: { audited: 1, failed: 0, complete: true },
    });
    expect(report.audited[0].kinds[0]).toMatchObject({ kind: 'functions', cases: 56, failed: 0 });
    expect(report.audited[0].kinds[0].worst.units).toBeLessThan(1.1);
  });

  it('gives the same at any number of threads', async () => {
    const of = [
      'audit',
      '--formula',
      's*d',
      '--check',
      'laws',
      '--check',
      'mathjs',
      '--tier',
      'smoke',
      '--json',
    ];
    const [one, three] = await Promise.all([assay(...of, '--jobs', '1'), spawned([...of, '--jobs', '3'])]);
    expect(one.stdout).toContain('"name": "sigmoid"');
    expect(three.stdout).toBe(one.stdout);
  });

  it.each([
    ['a formula', ['--formula', 'sotfmax'], /There is no formula 'sotfmax'/u],
    [
      'a check of that formula',
      ['--formula', 'relu', '--check', 'functions'],
      /Of relu there is no check functions/u,
    ],
    ['a check', ['--check', 'luck'], /There is no check 'luck'/u],
    ['a tier', ['--tier', 'endless'], /Allowed choices are smoke, default, deep/u],
    ['a number of threads', ['--jobs', '0'], /It must be a whole number from 1 to 256/u],
  ])('says of %s that there is none', async (_, flags, message) => {
    const { status, stderr } = await assay('audit', ...flags);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('prints what it has at Ctrl-C', async () => {
    const { status, stdout } = await spawned(
      ['audit', '--formula', 'r*', '--check', 'balls', '--tier', 'deep', '--jobs', '2'],
      /f64 f32/u,
    );
    expect(status).toBe(130);
    expect(stdout).toMatch(/^\d+ audited, \d+ cases: no failure; interrupted before the end$/mu);
  });
});

describe('a report', () => {
  const failing = new Tally('mathjs');
  failing.compared();
  failing.disagreement('bits', -12.3);
  for (let n = 0; n < 5; n++) failing.fail(`y[${n}] is 1, by mathjs 2`);
  const report = { name: 'relu', kinds: [failing.report()], complete: true };

  it('shows the first failures and counts the others', () => {
    const [line, ...rest] = lines(report, 6);
    expect(line).toBe('✗ relu    mathjs 1 2^-12 5 failed');
    expect(rest).toEqual([
      ...[0, 1, 2].flatMap((n) => ['  ✗ relu · mathjs', `    y[${n}] is 1, by mathjs 2`]),
      '  ✗ relu · mathjs: 2 more',
    ]);
    expect(closing(summed({ assay: '1', seed: 1, tier: 'smoke' }, [report], 2))).toEqual([
      '1 audited, 1 cases: 5 failures; interrupted before the end',
    ]);
  });

  it('fails where nothing was compared and no reason makes that right', () => {
    const empty = new Tally('laws');
    empty.skip('inputs at kinks');
    expect(empty.report()).toMatchObject({ failed: 1 });
    expect(empty.report().failures[0]!.says).toBe('nothing could be compared: 1 inputs at kinks');
    expect(new Tally('laws').report('it has none')).toMatchObject({
      failed: 0,
      skipped: { 'it has none': 1 },
    });
  });

  it('takes a check that breaks down for a failure', async () => {
    const [found] = await audit([{ name: 'no-such-formula', kind: 'laws' }], {
      settings: { tier: 'smoke', seed: 1 },
      jobs: 1,
      signal: new AbortController().signal,
      onUnit: () => {},
      onReport: () => {},
    });
    expect(found!.kinds[0]!.failures[0]!.says).toMatch(/^it breaks down: /u);
  });
});
