import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

/** What `assembly/probes.ts` exports. */
export interface Probes {
  chain(rounds: number, factor: number, addend: number): number;
  prepare(bytes: number): void;
  copy(bytes: number): void;
}

const SOURCE = fileURLToPath(new URL('../assembly/probes.ts', import.meta.url));
const COMPILER = createRequire(import.meta.url).resolve('assemblyscript/bin/asc.js');

/** Twelve vectors of four, each multiplied and added to. */
const FLOPS_A_ROUND = 12 * 4 * 2;
/** Some fifty microseconds. */
export const ROUNDS = 20_000;
export const FLOPS = ROUNDS * FLOPS_A_ROUND;

/** Tends to a number that is neither 0 nor infinite, which would be slower or faster. */
export const runChain = ({ chain }: Probes, rounds: number) => chain(rounds, 0.999, 0.001);

export const probesOf = (module: WebAssembly.Module): Probes =>
  new WebAssembly.Instance(module, {}).exports as unknown as Probes;

export async function compileProbes(relaxed: boolean): Promise<WebAssembly.Module> {
  const folder = mkdtempSync(join(tmpdir(), 'probes-'));
  try {
    const file = join(folder, 'probes.wasm');
    const features = ['--enable', 'simd', ...(relaxed ? ['--enable', 'relaxed-simd'] : [])];
    const options = ['-O3', '--runtime', 'stub', '--noAssert', ...features];
    const { status, stderr } = spawnSync(process.execPath, [COMPILER, SOURCE, '-o', file, ...options]);
    if (status !== 0) throw new Error(`The probes do not compile: ${stderr}`);
    const bytes = readFileSync(file);
    // Node before version 22 has it behind a flag.
    if (relaxed && !WebAssembly.validate(bytes)) setFlagsFromString('--experimental-wasm-relaxed-simd');
    return await WebAssembly.compile(bytes);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
