import { FORMAT, type Result, timed } from '../../bench/peers/lib/result.ts';

/** A run with one case of 2 GFLOP, from the milliseconds of each library. */
export function resultOf(times: Readonly<Record<string, readonly number[]>>): Result {
  const role = (name: string) =>
    name.startsWith('machine') ? 'machine' : ['js', 'wasm', 'wasm-relaxed'].includes(name) ? 'ours' : 'peer';
  return {
    format: FORMAT,
    date: '2026-01-01',
    node: 'v20',
    cpu: 'a processor',
    cores: 2,
    libraries: Object.fromEntries(
      Object.keys(times).map((name) => [
        name,
        { role: role(name), version: '1', threads: 1, relaxed: name.endsWith('relaxed') },
      ]),
    ),
    install: null,
    cases: [
      {
        name: 'matmul',
        work: { flops: 2e9 },
        cells: Object.fromEntries(
          Object.entries(times).map(([name, windows]) => [
            name,
            windows.length > 0 ? timed(windows) : { failed: 'it broke' },
          ]),
        ),
      },
    ],
  };
}
