import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { kernels } from '../../backends/js/kernels.ts';
import { allowed, difference } from '../../bench/peers/lib/agreement.ts';
import { cases } from '../../bench/peers/lib/cases.ts';
import { LibraryProcess } from '../../bench/peers/lib/child-process.ts';
import { installing, missing } from '../../bench/peers/lib/find.ts';
import { readOptions } from '../../bench/peers/lib/options.ts';
import { inPlace, ourRuns } from '../../bench/peers/lib/ours.ts';

const patient = new AbortController().signal;

it('a peer that is not installed is named with what installs it', () => {
  const packages = missing(['no-such-peer@1.2.3'], tmpdir());
  expect(packages).toEqual(['no-such-peer@1.2.3']);
  expect(installing(packages, 'there')).toBe(
    'npm install --prefix there --ignore-scripts no-such-peer@1.2.3',
  );
  expect(missing(['vitest@4.1.12'], null)).toEqual([]);
});

it('ours can do every case', () => {
  const runs = ourRuns(inPlace(kernels));
  expect(cases.filter(({ kind }) => !runs[kind])).toEqual([]);
});

describe('results of two libraries', () => {
  const reference = Float32Array.of(1, -2, 0);

  it('agree within rounding', () => {
    expect(difference(Float32Array.of(1.00001, -2, 0), reference)).toBeLessThan(allowed(reference));
  });

  it.each([
    ['another number', [1, -2, 0.01]],
    ['NaN', [1, Number.NaN, 0]],
    ['a number too few', [1, -2]],
  ])('differ by %s', (_, values) => {
    expect(difference(Float32Array.from(values), reference)).toBeGreaterThan(allowed(reference));
  });
});

describe('the process of a library', () => {
  const open = { library: 'js', threads: 1, peers: null };

  it('answers, and says why when it cannot', async () => {
    const process = new LibraryProcess();
    expect(await process.ask('open', open, patient)).toEqual({ version: 'sources', relaxed: false });
    const prepared = await process.ask('prepare', { case: 'max-pool-2x2' }, patient);
    expect(prepared.result).toHaveLength(64 * 28 * 28);
    expect((await process.ask('window', { length: 1 }, patient)).time).toBeGreaterThan(0);
    await expect(process.ask('prepare', { case: 'none' }, patient)).rejects.toThrow("no case 'none'");
    process.end();
    await expect(process.ask('window', { length: 1 }, patient)).rejects.toThrow('ended');
  });

  it('counts as hung when no answer comes, and is ended', async () => {
    const process = new LibraryProcess(1);
    await expect(process.ask('open', open, patient)).rejects.toThrow('no answer within 0.001 s');
    expect(process.alive).toBe(false);
  });
});

it.each([
  [['--only', 'nothing'], "There is no library 'nothing'"],
  [['--cases', 'matmul-7'], "There is no case 'matmul-7'"],
  [['--rounds', '0'], '--rounds 0: expected a number from 1'],
  [['--against', 'wasm', '--only', 'js'], '--against wasm: expected machine, js'],
  [['--svg', '/no/such/folder/a.svg'], 'There is no folder /no/such/folder'],
])('%j is refused', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
