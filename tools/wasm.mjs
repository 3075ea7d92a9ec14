/** The WebAssembly kernels, compiled from AssemblyScript: with and without relaxed SIMD. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

const SHARED = ['--enable', 'simd', '--enable', 'threads', '--importMemory', '--sharedMemory'];
const OPTIONS = [
  ...SHARED,
  '--maximumMemory',
  '65536',
  '--runtime',
  'stub',
  '-O3',
  '--converge',
  '--noAssert',
];

/** @throws Error with what the compiler says */
export async function buildWasm() {
  const folder = path('dist/backends/wasm');
  mkdirSync(folder, { recursive: true });
  for (const [build, features] of [
    ['plain', []],
    ['relaxed', ['--enable', 'relaxed-simd']],
  ]) {
    const entry = path('backends/wasm/assembly/index.ts');
    const { error, stderr } = await asc.main([
      entry,
      ...OPTIONS,
      ...features,
      '-o',
      `${folder}/${build}.wasm`,
    ]);
    if (error) throw new Error(`${error.message}\n${stderr}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWasm();
