import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Cell, Table } from './lib/table.ts';

/** How many processes are started of each; the median counts. */
const PROCESSES = 9;

/** A command, what its first line looks like that counts, and how many milliseconds are asked of it. */
const COMMANDS: readonly (readonly [string, RegExp, number | null])[] = [
  ['--version', /^\d/mu, null],
  ['list', /^\S/mu, 150],
  ['check js --formula sigmoid --jobs 1', /^[✓✗~?] /mu, 400],
  ['check js --formula sigmoid', /^[✓✗~?] /mu, 400],
  ['check js --formula lstm-cell --jobs 1', /^[✓✗~?] /mu, null],
];

/** Cold starts of what `npm run build` made: until the first line that counts, and until the end. */
export async function starting(): Promise<Table> {
  const bin = fileURLToPath(new URL('../bin/assay.mjs', import.meta.url));
  if (!existsSync(new URL('../dist/cli/main.js', import.meta.url)))
    throw new Error('There is nothing compiled to start: npm run build');
  const rows: Cell[][] = [];
  for (const [command, line, asked] of COMMANDS) {
    const times: (readonly [number, number])[] = [];
    for (let n = 0; n < PROCESSES; n++) times.push(await started(bin, command.split(' '), line));
    rows.push([command, median(times.map(([first]) => first)), median(times.map(([, end]) => end)), asked]);
  }
  return {
    title: `Cold starts of the built package, ms from the start of the process (median of ${PROCESSES})`,
    columns: ['assay', 'first line', 'end', 'asked'],
    rows,
  };
}

/** Milliseconds until a line fits, and until the process ends. */
function started(bin: string, args: readonly string[], line: RegExp): Promise<readonly [number, number]> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    let [first, text] = [Number.NaN, ''];
    const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (Number.isNaN(first) && line.test(text)) first = performance.now() - start;
    });
    child.on('error', reject);
    child.on('close', () => resolve([first, performance.now() - start]));
  });
}

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1]!;
