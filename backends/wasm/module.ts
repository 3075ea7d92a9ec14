/** A function of two vectors that only exists where relaxed SIMD does: (v128, v128, v128) -> f32x4.relaxed_madd. */
const PROBE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 8, 1, 96, 3, 123, 123, 123, 1, 123, 3, 2, 1, 0],
  ...[10, 13, 1, 11, 0, 32, 0, 32, 1, 32, 2, 253, 133, 2, 11],
);

export type Build = 'plain' | 'relaxed';

/** A compiled module, and whether it multiplies and adds in one rounding. */
export interface Compiled {
  readonly module: WebAssembly.Module;
  readonly build: Build;
}

export const hasRelaxedSimd = (): boolean => WebAssembly.validate(PROBE);

/**
 * The kernels, compiled: the relaxed build where the machine takes it, else the plain one, unless one is asked for.
 * @throws Error when relaxed SIMD is asked for and cannot be had, or the module has not been built
 */
export async function compileKernels(wanted?: Build): Promise<Compiled> {
  if (wanted === 'relaxed' && !hasRelaxedSimd()) await switchRelaxedSimdOn();
  const build = wanted ?? (hasRelaxedSimd() ? 'relaxed' : 'plain');
  return { module: await WebAssembly.compile(await read(`${build}.wasm`)), build };
}

/** Node before version 22 has it behind a flag, which can be set as long as nothing was compiled with it. */
async function switchRelaxedSimdOn(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--experimental-wasm-relaxed-simd');
  if (!hasRelaxedSimd()) throw new Error('Relaxed SIMD was asked for; this machine does not have it.');
}

/** From beside this file, where the build puts it, or from the build, where this is a source. */
async function read(name: string): Promise<ArrayBuffer | Uint8Array> {
  const folder = import.meta.url.endsWith('.ts') ? '../../dist/backends/wasm/' : './';
  const url = new URL(`${folder}${name}`, import.meta.url);
  if (url.protocol !== 'file:') return (await fetch(url)).arrayBuffer();
  const { readFile } = await import('node:fs/promises');
  try {
    return await readFile(url);
  } catch (thrown) {
    throw new Error(
      `The WebAssembly kernels have not been built (npm run build): ${(thrown as Error).message}`,
    );
  }
}
