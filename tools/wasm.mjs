/** The WebAssembly kernels, compiled from AssemblyScript: with and without relaxed SIMD. */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const SOURCES = path('backends/wasm/assembly');
const FOLDER = path('dist/backends/wasm');
const BUILDS = { plain: [], relaxed: ['--enable', 'relaxed-simd'] };

const MEMORY = ['--importMemory', '--sharedMemory', '--maximumMemory', '65536', '--runtime', 'stub'];
const OPTIONS = ['--enable', 'simd', '--enable', 'threads', ...MEMORY, '-O3', '--converge', '--noAssert'];

/** @throws Error with what the compiler says */
export async function buildWasm() {
  mkdirSync(FOLDER, { recursive: true });
  for (const [build, features] of Object.entries(BUILDS)) {
    const files = [join(SOURCES, 'index.ts'), '-o', join(FOLDER, `${build}.wasm`)];
    const { error, stderr } = await asc.main([...files, ...OPTIONS, ...features]);
    if (error) throw new Error(`${error.message}\n${stderr}`);
  }
}

/** What the tests begin with, so that they never run on kernels of yesterday. */
export default async function setup() {
  const built = Object.keys(BUILDS).map((build) => join(FOLDER, `${build}.wasm`));
  const oldest = Math.min(...built.map((file) => (existsSync(file) ? statSync(file).mtimeMs : 0)));
  const sources = readdirSync(SOURCES, { recursive: true }).map((file) => join(SOURCES, file));
  if (sources.some((file) => statSync(file).mtimeMs > oldest)) await buildWasm();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWasm();
