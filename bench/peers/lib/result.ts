import type { Work } from './cases.ts';
import type { Library } from './library.ts';

/** What a run of the bench found, as it is saved. */

/** Milliseconds of one case in each window, in the order of the rounds. */
export interface Timed {
  readonly best: number;
  readonly median: number;
  readonly windows: readonly number[];
}

export type Cell =
  | Timed
  /** It has no such operation. */
  | { readonly cannot: true }
  | { readonly failed: string }
  /** Its result is not that of the others, by so much of their size; not timed. */
  | { readonly differs: number };

export interface Present {
  readonly role: Library['role'];
  readonly version: string;
  readonly threads: number;
  readonly relaxed: boolean;
}

export interface Absent {
  readonly role: Library['role'];
  readonly absent: string;
}

export interface CaseResult {
  readonly name: string;
  readonly work: Work;
  readonly cells: Readonly<Record<string, Cell>>;
}

export interface Result {
  readonly format: typeof FORMAT;
  readonly date: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  readonly libraries: Readonly<Record<string, Present | Absent>>;
  /** The command that installs the peers that are missing. */
  readonly install: string | null;
  readonly cases: readonly CaseResult[];
}

export const FORMAT = 'assay-peers-1';

export const isTimed = (cell: Cell | undefined): cell is Timed => cell !== undefined && 'median' in cell;

export const timed = (windows: readonly number[]): Timed => ({
  best: Math.min(...windows),
  median: median(windows),
  windows,
});

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const isPresent = (library: Present | Absent | undefined): library is Present =>
  library !== undefined && 'version' in library;

/** The probe that a library's cell of a case is held to: copies are the same with relaxed SIMD or without. */
export function peakOf(work: Work, { threads, relaxed }: Present): string {
  if (threads > 1) return 'machine-threads';
  return 'flops' in work && relaxed ? 'machine-relaxed' : 'machine';
}

/** GFLOP/s, or GB/s. */
export const rate = (work: Work, milliseconds: number): number =>
  ('flops' in work ? work.flops : work.bytes) / milliseconds / 1e6;
