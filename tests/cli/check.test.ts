import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check, path } from './lib/assay.ts';

const right = path('modules/right.ts');
const wrong = path('modules/wrong.mjs');
const relu = `node ${path('programs/relu.mjs')}`;

describe('what a report says', () => {
  it('of formulas that conform', async () => {
    const { status, stdout } = await check(right);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^right 1\.2\.3 · seed 1 · custom, 20 cases a check$/mu);
    expect(stdout).toMatch(/^✓ {2}relu +f32 +conforming +worst +0 ulp +p99 +0 ulp +gradient$/mu);
    expect(stdout).toMatch(
      /^✓ {2}sigmoid +f32 +conforming +worst +0\.\d+ ulp +p99 +0\.\d+ ulp +no gradient$/mu,
    );
    expect(stdout).toMatch(/^right 1\.2\.3: 2 conforming$/mu);
    expect(stdout).toMatch(/^ {2}absent {3}.*softmax/msu);
  });

  it('of a known mistake: its name in the first lines, the smallest case and how to see it again', async () => {
    const { status, stdout } = await check(wrong, '--formula', 'leaky-relu');
    expect(status).toBe(1);
    const [head, says, diagnosis] = stdout.slice(stdout.indexOf('✗ leaky-relu · agreement')).split('\n');
    expect(head).toBe('✗ leaky-relu · agreement · wrong\\u{1b}[31m f32  wrong');
    expect(says).toMatch(/^ {2}y.* = 0, must be -\S+ ± \S+$/u);
    expect(diagnosis).toMatch(/^ {2}it matches the mistake "[^"]+" on all \d+ cases$/u);
    expect(stdout).toMatch(/^ {2}smallest case {3}slope=\S+ x=.*-/mu);
    expect(stdout).toMatch(/^ {2}why ± \S+ +what rounding in f32 may add up to/mu);
    expect(stdout).toContain(`assay replay leaky-relu:agreement:f32:`);
    expect(stdout).toMatch(/assay replay leaky-relu:agreement:f32:\w+ \/\S+wrong\.mjs$/mu);
  });

  it('of an answer of the wrong shape, of a function that throws and of a name that nobody knows', async () => {
    const { status, stdout } = await check(wrong);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /✗ sigmoid · agreement .*\n {2}The output "y" of sigmoid has shape \[\d+\], must/u,
    );
    expect(stdout).toMatch(
      /\? tanh · agreement .*\n {2}20 of 20 cases gave no answer: The function for tanh threw RangeError: not/u,
    );
    expect(stdout).toContain("Assay knows no formula 'sofmax' (did you mean 'softmax'?)");
    expect(stdout).toMatch(/: 1 conforming · 2 wrong · 2 inconclusive$/mu);
  });

  it('holds nothing that moves a cursor', async () => {
    const { stdout } = await check(wrong);
    expect(stdout).toContain('\\u{1b}[2J');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('of a program', async () => {
    const { status, stdout } = await check('--exec', relu);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^✓ {2}relu +f64 +conforming/mu);
  });

  it('goes to a file as well', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'assay-')), 'report.json');
    const { stdout } = await check(right, '--reporter', 'plain', '--reporter', `json=${file}`);
    expect(stdout).toMatch(/^✓ {2}relu/mu);
    expect(JSON.parse(readFileSync(file, 'utf8')).summary.conforming).toBe(2);
  });
});

describe('the exit status', () => {
  it.each([
    ['0 where all conforms', [right], 0],
    ['1 where something is wrong', [wrong, '--formula', 'leaky-relu'], 1],
    ['1 where one of several is wrong', [right, wrong, '--formula', '*relu'], 1],
    ['0 where nothing is to fail', [wrong, '--formula', 'leaky-relu', '--fail-on', 'none'], 0],
    ['3 where an implementation does not answer', [wrong, '--formula', 'tanh'], 3],
    ['1 where that is to fail', [wrong, '--formula', 'tanh', '--fail-on', 'inconclusive'], 1],
    ['3 where the formula is absent', [right, '--formula', 'softmax'], 3],
    ['3 where the dtype is absent', [right, '--dtype', 'f64'], 3],
    ['3 where the shard is empty', [right, '--formula', 'relu', '--shard', '2/2'], 3],
    ['3 where the program does not start', ['--exec', 'no-such-command-anywhere'], 3],
    ['3 where the program ends', ['--exec', 'node -e 0'], 3],
    ['3 where a module throws when it is loaded', [path('../process/modules/throws.mjs')], 3],
  ])('%s', async (_, args, status) => {
    expect((await check(...args)).status).toBe(status);
  });
});

describe('what is judged', () => {
  const names = (stdout: string) =>
    [...stdout.matchAll(/^[✓✗?] {2}(\S+) +(f\d+)/gmu)].map(([, name, dtype]) => `${name} ${dtype}`);

  it.each([
    [
      ['--formula', 's*oid'],
      ['sigmoid f32', 'sigmoid f64'],
    ],
    [
      ['--formula', 'relu', '--formula', 'sigmoid', '--dtype', 'f64'],
      ['relu f64', 'sigmoid f64'],
    ],
    [
      ['--formula', 'relu', '--formula', 'sigmoid', '--shard', '1/2'],
      ['relu f32', 'sigmoid f32'],
    ],
    [
      ['--formula', 'relu', '--formula', 'sigmoid', '--shard', '2/2'],
      ['relu f64', 'sigmoid f64'],
    ],
  ])('%j', async (flags, expected) => {
    expect(names((await check('js', ...flags)).stdout)).toEqual(expected);
  });

  it('only some checks, and the guard with them', async () => {
    const { stdout } = await check(
      'js',
      '--formula',
      'relu',
      '--formula',
      'sigmoid',
      '--check',
      'grad*',
      '--json',
    );
    const kinds = JSON.parse(stdout).formulas.map(({ checks }: { checks: { kind: string }[] }) =>
      checks.map(({ kind }) => kind),
    );
    expect(kinds).toEqual(Array(4).fill(['gradient', 'guard']));
  });

  it('other cases for another seed', async () => {
    const quality = async (seed: string) =>
      JSON.parse((await check('js', '--formula', 'softmax', '--seed', seed, '--json')).stdout).formulas[1]
        .quality;
    expect(await quality('7')).toEqual(await quality('7'));
    expect(await quality('7')).not.toEqual(await quality('8'));
  });
});

describe('waivers', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'assay-')), 'waivers.json');
  const waived = (waivers: unknown, ...args: readonly string[]) => {
    writeFileSync(file, JSON.stringify(waivers));
    return check(wrong, '--formula', 'leaky-relu', '--waivers', file, ...args);
  };
  const everything = { formula: 'leaky-relu', check: '*', reason: 'we have no leak' };

  it('excuse a fault, and say so', async () => {
    const { status, stdout } = await waived([everything]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^✗ {2}leaky-relu .* waived: we have no leak$/mu);
    expect(stdout).not.toContain('smallest case');
  });

  it('excuse no other fault', async () => {
    expect((await waived([{ ...everything, check: 'agreement' }])).status).toBe(1);
    expect((await waived([{ ...everything, dtype: 'f64' }])).status).toBe(1);
    expect((await waived([{ ...everything, implementation: 'other' }])).status).toBe(1);
  });

  it('fail where they are no longer needed', async () => {
    const { status, stdout } = await waived([
      everything,
      { ...everything, check: 'purity', reason: 'was impure' },
    ]);
    expect(status).toBe(1);
    expect(stdout).toContain(
      '✗ the waiver for leaky-relu · purity is no longer needed: remove it (was impure)',
    );
  });

  it('are left alone where what they excuse was not judged', async () => {
    expect((await waived([everything, { ...everything, formula: 'relu', check: 'purity' }])).status).toBe(0);
    expect(
      (await waived([everything, { ...everything, check: 'purity' }], '--check', 'agreement')).status,
    ).toBe(0);
  });

  it('fail where they have expired', async () => {
    const { status, stdout } = await waived([{ ...everything, until: '2024-02-29' }]);
    expect(status).toBe(1);
    expect(stdout).toContain('✗ the waiver for leaky-relu · * expired on 2024-02-29: we have no leak');
    expect(stdout).toContain('smallest case');
  });

  it.each([
    ['{', /^assay: Cannot read the waivers '.*': .*JSON/u],
    ['{}', /^assay: Cannot use the waivers '.*': must be array/u],
    ['[{"formula":"relu","check":"*"}]', /at \/0: must have required property 'reason'/u],
    [
      '[{"formula":"relu","check":"*","reason":"x","unti":1}]',
      /at \/0: must NOT have additional .* \(unti\)/u,
    ],
    ['[{"formula":"relo","check":"*","reason":"x"}]', /no formula 'relo' \(did you mean 'relu'\?\)/u],
  ])('are refused: %s', async (text, message) => {
    writeFileSync(file, text);
    const { status, stderr } = await check(right, '--waivers', file);
    expect([status, stderr]).toEqual([2, expect.stringMatching(message)]);
  });
});
