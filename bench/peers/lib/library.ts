import type { Floats } from '../../../backends/lib/kernels.ts';
import type { CaseOf, Kind, Vector } from './cases.ts';
import type { Inputs } from './inputs.ts';

/** A case that a library has made ready: its operands lie where it computes, as far as it allows that. */
export interface Ready {
  /** Computes it once; a promise is awaited. The result need not leave the library's memory. */
  run(): unknown;
  /** What it computes, row major; not timed. The machine's probes have none. */
  result?(): Floats | Promise<Floats>;
  /**
   * `run` does the case `times` times more than this does: for a library that copies operands in and out at every
   * call, which is then not counted.
   */
  readonly beside?: { readonly run: () => unknown; readonly times: number };
  /** Of a probe: how many of the case's operations or bytes one run makes, as a share. 1 unless stated. */
  readonly share?: number;
}

/** How it runs each kind of case; what is not there it cannot do. */
export type Runs = {
  readonly [K in Kind]?: (one: CaseOf<K>, inputs: Inputs) => Ready | Promise<Ready>;
};

/** What serves all elementwise kinds. */
export type Elementwise = (one: { readonly sizes: Vector }, inputs: Inputs) => Ready | Promise<Ready>;

export interface Opened {
  readonly version: string;
  /** Multiplies and adds in one instruction, which is held to that peak. */
  readonly relaxed?: boolean;
  readonly runs: Runs;
}

export interface Settings {
  /** For a library that shares its work out. */
  readonly threads: number;
  /** A peer's package as the user has installed it. */
  find(name: string): unknown;
}

export interface Library {
  /** The machine's probes say what it could do at best. */
  readonly role: 'ours' | 'peer' | 'machine';
  /** Of a peer: what must be installed, with versions. */
  readonly packages?: readonly string[];
  /** Shares its work out among threads. */
  readonly parallel?: boolean;
  open(settings: Settings): Promise<Opened>;
}
