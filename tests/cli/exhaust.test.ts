import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { assay } from './lib/assay.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-'));
/** 1 and the 16,384 numbers behind it. */
const [FROM, MIDDLE, TO] = [0x3f800000, 0x3f802000, 0x3f804000].map(String) as [string, string, string];

const line = (stdout: string) => stdout.trimEnd().split('\n').at(-1);

it('goes on where it ended', async () => {
  const state = join(folder, 'sigmoid.json');
  const run = (to: string) =>
    assay('exhaust', 'js', '--formula', 'sigmoid', '--from', FROM, '--to', to, '--state', state);
  const first = await run(MIDDLE);
  expect(first.status).toBe(0);
  expect(line(first.stdout)).toMatch(
    /^sigmoid f32 · 100\.0 % · 8192 numbers · conforming · worst 0\.\d+ ulp$/u,
  );
  expect(JSON.parse(readFileSync(state, 'utf8'))).toMatchObject({ next: Number(MIDDLE), judged: 8192 });
  const second = await run(TO);
  expect(second.stdout).toContain(`from bits ${MIDDLE} to ${TO}`);
  expect(line(second.stdout)).toContain('16384 numbers · conforming');
});

it('refuses a state that is not its own', async () => {
  const state = join(folder, 'other.json');
  const run = () =>
    assay('exhaust', 'js', '--formula', 'tanh', '--from', FROM, '--to', MIDDLE, '--state', state);
  writeFileSync(state, '{"assay":');
  expect(await run()).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('is not the state of a run'),
  });
  writeFileSync(state, '{"assay":"0.1.0","implementation":"js 0.1.0","formula":"sigmoid"}');
  expect(await run()).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('its formula is "sigmoid"'),
  });
});

it.each([
  ['softmax', "'softmax' is not a function of one number"],
  ['lstm-*', 'is a pattern'],
  ['sigmoyd', 'sigmoid'],
])('refuses %s', async (formula, says) => {
  const { status, stderr } = await assay('exhaust', 'js', '--formula', formula);
  expect(status).toBe(2);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/\n +at /u);
});

it('says at once that a state cannot be written, and that there is no such range or implementation', async () => {
  const missing = join(folder, 'none', 'x.json');
  for (const [args, says] of [
    [['js', '--state', missing], '--state'],
    [['js', '--from', TO, '--to', FROM], 'must come before'],
    [['jss'], 'There is no implementation'],
  ] as const) {
    const { status, stderr } = await assay('exhaust', ...args, '--formula', 'sigmoid');
    expect([status, stderr]).toEqual([2, expect.stringContaining(says)]);
  }
});

it('keeps what it has where the implementation gives up', async () => {
  const [module, state] = [join(folder, 'late.mjs'), join(folder, 'late.json')];
  writeFileSync(
    module,
    `export default { name: 'late', dtypes: ['f32'], formulas: { relu: ({ x }) => {
      if (x.data.some((v) => v > 1.00098)) throw new Error('too large');
      return { y: { shape: x.shape, data: x.data.map((v) => Math.max(0, v)) } }; } } };`,
  );
  const range = ['--from', FROM, '--to', TO, '--state', state];
  const { status, stdout, stderr } = await assay('exhaust', module, '--formula', 'relu', ...range);
  expect(status).toBe(3);
  expect(line(stdout)).toMatch(/^relu f32 · 50\.0 % · 8192 numbers · conforming/u);
  expect(stderr).toContain(`no answer from bits ${MIDDLE} on: `);
  expect(stderr).toContain('too large');
  expect(JSON.parse(readFileSync(state, 'utf8'))).toMatchObject({ next: Number(MIDDLE) });
});

it('names the first number that is wrong', async () => {
  const module = join(folder, 'wrong.mjs');
  writeFileSync(
    module,
    `export default { name: 'wrong', dtypes: ['f32'], formulas: { relu: ({ x }) => ({
      y: { shape: x.shape, data: x.data.map((v) => (v === 1.00048828125 ? 2 : Math.max(0, v))) } }) } };`,
  );
  const { status, stdout } = await assay(
    'exhaust',
    module,
    '--formula',
    'relu',
    '--from',
    FROM,
    '--to',
    MIDDLE,
  );
  expect(status).toBe(1);
  expect(line(stdout)).toBe('the first fault: y at 1.00048828125 = 2, must be 1.00048828125 ± 0');
});
