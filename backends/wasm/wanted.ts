import type { Build } from './module.ts';

/** ASSAY_WASM: the build that is wanted, where it is not left to the machine. @throws Error for anything else */
export function wantedBuild(wanted = process.env.ASSAY_WASM): Build | undefined {
  if (wanted === undefined || wanted === 'plain' || wanted === 'relaxed') return wanted;
  throw new Error(`ASSAY_WASM is '${wanted}'; expected plain or relaxed, or that it is not set.`);
}

/** ASSAY_THREADS: how many threads are wanted, the caller's included. @throws Error for anything else */
export function wantedThreads(wanted = process.env.ASSAY_THREADS): number | undefined {
  if (wanted === undefined) return undefined;
  if (/^[1-9]\d{0,2}$/.test(wanted)) return Number(wanted);
  throw new Error(`ASSAY_THREADS is '${wanted}'; expected a number from 1 to 999, or that it is not set.`);
}
