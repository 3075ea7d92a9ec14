import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { isAlive, program, send, sendAll, withProgram } from './lib/harness.ts';

const failed = (kind: string, message: RegExp) => ({ kind, message: expect.stringMatching(message) });

it('answers may come in any order', async () => {
  await withProgram(program('reversed'), async ({ echo }) => {
    expect(await sendAll(echo, [{ bad: true }, { bad: true }, {}, { bad: true }])).toEqual([0, 1, 2, 3]);
  });
});

it('a crash on every third request costs every third case when each waits for the one before', async () => {
  await withProgram(program('crash-on-third'), async ({ echo, pids }) => {
    const outcomes = [];
    for (let n = 0; n < 7; n++) outcomes.push(await send(echo, n, { bad: true }));
    const crash = failed('crash', /exit code 1/);
    expect(outcomes).toEqual([0, 1, crash, 3, 4, crash, 6]);
    expect(pids()).toHaveLength(3);
  });
});

it('a crash right after an answer costs no case that can be answered', async () => {
  await withProgram(program('crash-after-answer'), async ({ echo }) => {
    expect(await sendAll(echo, [{}, { bad: true }, {}, {}])).toEqual([0, 1, 2, 3]);
  });
});

it('a formula whose cases end the process again and again is given up, with the reason', async () => {
  await withProgram(program('crash'), async ({ echo, pids }) => {
    const outcomes = await sendAll(echo, Array(8).fill({ bad: true }));
    expect(outcomes.slice(0, 3)).toEqual(
      Array(3).fill(failed('crash', /^The program ended with exit code 3/)),
    );
    const givenUp = failed('crash', /^3 cases of echo in a row ended the process, so its other.*exit code 3/);
    expect(outcomes.slice(3)).toEqual(Array(5).fill(givenUp));
    expect(pids().length).toBeLessThanOrEqual(5);
  });
});

it('a program that dies at every restart is given up, with the reason', async () => {
  await withProgram(program('crash-on-restart'), async ({ echo }) => {
    const givenUp = failed(
      'crash',
      /failed to start 3 times in a row.*exit code 5.*«the licence server says no»/,
    );
    expect(await sendAll(echo, [{ bad: true }, {}, {}])).toEqual([givenUp, givenUp, givenUp]);
    expect(await send(echo, 1)).toEqual(givenUp);
  });
});

it('a megabyte on standard error is taken off and forgotten', async () => {
  await withProgram(program('chatty-stderr'), async ({ echo, pids }) => {
    expect(await sendAll(echo, [{}, { bad: true }, {}])).toEqual([0, 1, 2]);
    expect(pids()).toHaveLength(1);
  });
});

it('time in which Assay is busy is not held against the program', async () => {
  await withProgram(
    program('echo'),
    async ({ echo }) => {
      const outcomes = sendAll(echo, [{}, {}, {}]);
      const until = performance.now() + 1200;
      while (performance.now() < until);
      expect(await outcomes).toEqual([0, 1, 2]);
    },
    { timeoutMs: 600 },
  );
});

it('close() ends a program that ignores bye, and fails what is not answered', async () => {
  const started = performance.now();
  const pending = await withProgram(
    program('ignores-bye'),
    async ({ echo }) => ({ outcome: send(echo, 0, { bad: true }) }),
    { byeTimeoutMs: 200 },
  );
  expect(await pending.outcome).toEqual(failed('error', /closed before this case ran/));
  expect(performance.now() - started).toBeLessThan(3000);
});

it('what a program started ends with it, even when it holds the pipes open', async () => {
  await withProgram(program('leaves-a-child'), async ({ echo, pids }) => {
    const outcomes = await sendAll(echo, [{}, { bad: true }, {}]);
    expect(outcomes).toEqual([0, failed('crash', /exit code 2/), 2]);
    expect(pids()).toHaveLength(6);
    expect(pids().filter(isAlive)).toHaveLength(2);
  });
});

it.each(['SIGTERM', 'SIGINT'] as const)('%s to Assay ends the programs too', async (signal) => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-test-'));
  const pids = join(folder, 'pids');
  const holder = fileURLToPath(new URL('lib/hold.ts', import.meta.url));
  const env = { ...process.env, PIDS: pids };
  const assay = spawn(process.execPath, ['--import', 'tsx', holder, ...program('ignores-bye')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(assay.stdout, 'data');
  const child = Number(readFileSync(pids, 'utf8'));
  expect(isAlive(child)).toBe(true);
  assay.kill(signal);
  const [, endedBy] = await once(assay, 'exit');
  expect(endedBy).toBe(signal);
  await expect.poll(() => isAlive(child)).toBe(false);
  rmSync(folder, { recursive: true });
});
