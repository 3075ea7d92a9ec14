import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { run } from '../../../cli/lib/program.ts';

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The path of a module of these tests, or of a program. */
export const path = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** Runs a command line in this process. */
export async function assay(...args: readonly string[]): Promise<Ran> {
  const streams = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      streams[name] += String(chunk);
      return true;
    }),
  );
  const before = process.exitCode;
  try {
    process.exitCode = undefined;
    return { status: await run(args), ...streams };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

/** Judges in this process: few cases, no threads. */
export const check = (...args: readonly string[]): Promise<Ran> =>
  assay('check', ...args, '--jobs', '1', '--runs', '20');

/** Starts the command as a user does, threads and all; with Ctrl-C as soon as the output has something. */
export function spawned(args: readonly string[], interruptAt?: RegExp): Promise<Ran> {
  return new Promise((resolve) => {
    const bin = fileURLToPath(new URL('../../../bin/assay.mjs', import.meta.url));
    const options = { env: { ...process.env, NO_COLOR: '1' }, maxBuffer: 2 ** 26 };
    const child = execFile(process.execPath, [bin, ...args], options, (error, stdout, stderr) => {
      resolve({ status: Number(error?.code ?? 0), stdout, stderr });
    });
    if (interruptAt === undefined) return;
    let seen = '';
    child.stdout!.on('data', (text: string) => {
      if (!interruptAt.test(seen) && interruptAt.test((seen += text))) child.kill('SIGINT');
    });
  });
}
