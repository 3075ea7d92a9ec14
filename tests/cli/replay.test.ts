import { expect, it } from 'vitest';
import { replay } from '../../index.ts';
import { parseToken, token } from '../../properties/lib/replay.ts';
import { assay, check, path, spawned } from './lib/assay.ts';
import right from './modules/right.ts';

const wrong = path('modules/wrong.mjs');

interface Check {
  readonly kind: string;
  readonly says: string;
  readonly counterexample?: object;
  readonly replay?: string;
}

it('shows every failing case again as the report does', async () => {
  const { stdout } = await check(wrong, '--formula', 'leaky-relu', '--json');
  const failing = (JSON.parse(stdout).formulas[0].checks as Check[]).filter(
    ({ replay }) => replay !== undefined,
  );
  expect(failing.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['agreement', 'large']));
  for (const { kind, says, counterexample, replay } of failing) {
    const again = await assay('replay', replay!, wrong, '--json');
    expect(again.status).toBe(1);
    expect(JSON.parse(again.stdout)).toMatchObject({ kind, says, counterexample, replay });
  }
});

it('shows it in another process, and in a test, to the last bit', async () => {
  const { stdout } = await check(wrong, '--formula', 'leaky-relu', '--json');
  const failed = (JSON.parse(stdout).formulas[0].checks as Check[]).find(({ kind }) => kind === 'agreement')!;
  const { says, counterexample, replay: words } = failed;
  const elsewhere = await spawned(['replay', words!, wrong, '--json']);
  expect(JSON.parse(elsewhere.stdout)).toMatchObject({ says, counterexample });
  const { default: mine } = await import(wrong);
  await expect(replay(mine, words!)).rejects.toThrow(says);
});

it('is done in a test where the case conforms, and says what it takes', async () => {
  await expect(replay(right, 'relu:agreement:f32:abc')).resolves.toBeUndefined();
  await expect(replay(right, 'relu')).rejects.toThrow(/no replay token|token/u);
  await expect(replay(right, 'softmax:agreement:f32:abc')).rejects.toThrow(
    /does not have the formula 'softmax'/u,
  );
});

it('prints the failure', async () => {
  const { stdout } = await check(wrong, '--formula', 'leaky-relu');
  const [, words] = /(leaky-relu:agreement:f32:\w+)/u.exec(stdout)!;
  const { status, stdout: again } = await assay('replay', words!, wrong);
  expect(status).toBe(1);
  expect(again).toMatch(
    /^✗ leaky-relu · agreement · wrong\\u\{1b\}\[31m f32 {2}wrong\n {2}y.* = 0, must be -/u,
  );
  expect(again).toMatch(/it matches the mistake ".*" on this case/u);
});

it('says so where the case conforms now', async () => {
  const { status, stdout } = await assay('replay', 'leaky-relu:agreement:f32:abc');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^✓ leaky-relu · agreement · js f32 {2}conforming\n/u);
});

it('takes a program', async () => {
  const program = `node ${path('programs/relu.mjs')}`;
  const { status, stdout } = await assay('replay', 'relu:agreement:f64:abc', '--exec', program);
  expect([status, stdout]).toEqual([0, expect.stringContaining('✓ relu · agreement · relu f64')]);
  expect((await assay('replay', 'relu:agreement:f64:abc', '--exec', 'node -e 0')).status).toBe(3);
});

it('has tokens that come back as they were, and need no quotes in a shell', () => {
  const check = "example it's 100% (a~b): x → ∞ & $y!";
  const origin = { formula: 'softmax', check, dtype: 'f32', seed: -5 } as const;
  expect(parseToken(token(origin))).toEqual(origin);
  expect(token(origin)).toMatch(/^[\w%.:~-]+$/u);
});
