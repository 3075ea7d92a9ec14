import type { Kernels } from '../lib/kernels.ts';
import { LocalEngine } from './engine.ts';
import { kernelsOn } from './kernels.ts';
import { type Build, compileKernels } from './module.ts';

export interface WasmOptions {
  /** With relaxed SIMD or without; as the machine has it unless stated. */
  readonly build?: Build | undefined;
  /** The most that the heap may hold, in bytes; 4 GiB unless stated. */
  readonly limit?: number;
}

/**
 * The kernels in WebAssembly, in this thread, in Node or a browser. Their answers lie on the engine's heap: call them in
 * `engine.call(() => …)`, and copy out what is to last (`.slice()`).
 * @throws Error when relaxed SIMD is asked for and there is none
 */
export async function openWasm({ build, limit }: WasmOptions = {}) {
  const compiled = await compileKernels(build);
  const engine = new LocalEngine(compiled.module, limit);
  const kernels: Kernels = kernelsOn(engine);
  return { kernels, engine, build: compiled.build };
}
