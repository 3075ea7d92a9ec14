import { inNode } from '../lib/platform.ts';
import { kernelsOn } from '../wasm/kernels.ts';
import { compileKernels } from '../wasm/module.ts';
import type { WasmOptions } from '../wasm/open.ts';
import { ThreadsEngine, type ThreadsOptions } from './engine.ts';
import { threadStarter } from './threads.ts';

export interface WorkersOptions extends WasmOptions, Pick<ThreadsOptions, 'alone' | 'patience'> {
  /** The caller's included; one for each core unless stated. */
  readonly threads?: number | undefined;
}

/**
 * The kernels in WebAssembly on several threads, in Node or in a page that is isolated (COOP and COEP headers).
 * `engine.close()` ends the workers; a Node process ends without it.
 * @throws Error when relaxed SIMD is asked for and there is none
 */
export async function openWorkers({ build, threads, limit, ...options }: WorkersOptions = {}) {
  const compiled = await compileKernels(build);
  const workers = (threads ?? (await cores())) - 1;
  const all = { ...options, workers, ...(limit !== undefined && { limit }) };
  const engine = new ThreadsEngine(compiled.module, await threadStarter(), all);
  return { kernels: kernelsOn(engine), engine, build: compiled.build };
}

async function cores(): Promise<number> {
  if (inNode) return (await import('node:os')).availableParallelism();
  return (globalThis as unknown as { navigator: { hardwareConcurrency: number } }).navigator
    .hardwareConcurrency;
}
