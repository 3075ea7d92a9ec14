import { expect, it } from 'vitest';
import { path, spawned } from './lib/assay.ts';

const naughty = path('modules/naughty.mjs');

it.each([
  ['that conforms', 'js', ['--formula', '*relu', '--formula', 's*max', '--formula', 'lstm*'], 12],
  ['that is wrong', path('modules/wrong.mjs'), ['--formula', '*relu', '--formula', 's*'], undefined],
] as const)(
  'the report of an implementation %s is the same, byte for byte, for any number of threads',
  async (_, name, formulas, count) => {
    const args = ['check', name, ...formulas, '--runs', '10', '--json'];
    const [one, ...others] = await Promise.all(
      ['1', '2', '3', '16'].map((jobs) => spawned([...args, '--jobs', jobs])),
    );
    if (count !== undefined) expect(JSON.parse(one!.stdout).formulas).toHaveLength(count);
    expect(one!.stdout).not.toBe('');
    for (const other of others) expect(other).toEqual(one);
  },
);

it('a call that never returns, never answers or ends the thread costs its formula and no other', async () => {
  const { status, stdout, stderr } = await spawned([
    'check',
    naughty,
    '--runs',
    '10',
    '--timeout',
    '300',
    '--jobs',
    '2',
    '--json',
  ]);
  const { formulas } = JSON.parse(stdout);
  const said = Object.fromEntries(
    formulas
      .filter(({ verdict }: { verdict: string }) => verdict !== 'absent')
      .map(({ name, verdict, checks }: { name: string; verdict: string; checks: { says: string }[] }) => [
        name,
        [verdict, verdict === 'conforming' ? '' : checks[0]!.says],
      ]),
  );
  expect(said).toEqual({
    relu: ['conforming', ''],
    sigmoid: ['inconclusive', '10 of 10 cases gave no answer: a call of sigmoid did not end within 300 ms'],
    softmax: ['inconclusive', 'the implementation ended the thread that it runs in'],
    tanh: ['inconclusive', 'a call did not return within 300 ms'],
  });
  expect(status).toBe(3);
  expect(stderr).toContain('a banner that nobody asked for');
});

it('Ctrl-C reports what was judged so far, however many threads there are', async () => {
  const flags = '--timeout 60000 --formula relu --formula tanh --jobs 2'.split(' ');
  const { status, stdout } = await spawned(['check', naughty, ...flags], /✓ {2}relu .*\n/u);
  expect(status).toBe(130);
  expect(stdout).toMatch(/^✓ {2}relu +f32 +conforming/mu);
  expect(stdout).toMatch(/\? tanh · guard · naughty f32 .*\n {2}interrupted before the other checks/u);
  expect(stdout).toContain('Interrupted: this is what was judged so far.');
});

it('the arguments of a shell reach it, and so does the status', async () => {
  const { status, stderr } = await spawned(['check', 'js', '--formula', 'sofmax']);
  expect([status, stderr]).toEqual([2, expect.stringContaining("did you mean 'softmax'")]);
});
