import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { FormulaImplementation, Implementation, Options } from '../../../backends/lib/contract.ts';
import { isFailure } from '../../../backends/lib/failure.ts';
import type { ProcessOptions } from '../../../backends/process/options.ts';
import { processImplementation } from '../../../backends/process/process-implementation.ts';

export interface Run {
  readonly implementation: Implementation;
  readonly echo: FormulaImplementation;
  /** The processes that there were so far. */
  pids(): number[];
}

export function program(name: string): string[] {
  return [process.execPath, fileURLToPath(new URL(`../programs/${name}.mjs`, import.meta.url))];
}

/** Starts a program, uses it, closes it, and sees that none of its processes is left. */
export async function withProgram<T>(
  command: string | readonly string[],
  use: (run: Run) => Promise<T>,
  options: Partial<ProcessOptions> = {},
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-test-'));
  const file = join(folder, 'pids');
  const pids = () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(Number) : []);
  const env = { ...options.env, PIDS: file };
  try {
    const implementation = await processImplementation({ timeoutMs: 10_000, ...options, command, env });
    const echo = implementation.formulas.echo as FormulaImplementation;
    return await use({ implementation, echo, pids }).finally(() => implementation.close?.());
  } finally {
    // Polled, because a killed process takes a moment to be gone.
    await expect.poll(() => pids().filter(isAlive), { message: 'processes left' }).toEqual([]);
    rmSync(folder, { recursive: true });
  }
}

/** What came of each case: its first output value, or the failure's kind and message. */
export type Outcome = number | { readonly kind: string; readonly message: string };

/** Sends a case for each of these options, all at once; the n-th case has the input [n, -n]. */
export async function sendAll(echo: FormulaImplementation, cases: readonly Options[]): Promise<Outcome[]> {
  return Promise.all(cases.map((options, n) => send(echo, n, options)));
}

export async function send(echo: FormulaImplementation, n: number, options: Options = {}): Promise<Outcome> {
  try {
    const { y } = await echo.forward({ x: { shape: [2], data: Float32Array.of(n, -n) } }, options, {
      dtype: 'f32',
    });
    return y?.data[1] === -n ? (y.data[0] as number) : Number.NaN;
  } catch (failure) {
    if (!isFailure(failure)) throw failure;
    return { kind: failure.kind, message: failure.message };
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie is dead; it waits for its parent, which may be any process here.
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'));
  } catch {
    return false;
  }
}
