/** The messages of the process protocol, as schemas/process-*.schema.json define them. */
import type { Dtype, Options, OptionValue } from '../lib/contract.ts';
import type { AnyDtype } from '../lib/dtype-of.ts';

/** Row major; `data` is the base64 of the little-endian bytes. */
export interface WireTensor {
  readonly dtype: AnyDtype;
  readonly shape: readonly number[];
  readonly data: string;
}

export type WireTensors = Readonly<Record<string, WireTensor>>;

export interface RunRequest {
  readonly cmd: 'run';
  readonly id: number;
  readonly formula: string;
  readonly variant?: string;
  readonly options: Options;
  readonly dtype: Dtype;
  readonly inputs: WireTensors;
  readonly cotangents?: WireTensors;
}

export type Request =
  | { readonly cmd: 'hello'; readonly assay: string; readonly protocol: 1 }
  | RunRequest
  | { readonly cmd: 'bye' };

export interface HelloFormula {
  readonly variant?: string;
  readonly gradient: boolean;
  readonly supports?: Readonly<Record<string, readonly OptionValue[]>>;
  readonly requires?: readonly string[];
  readonly differentiates?: readonly string[];
  readonly dtypes?: readonly Dtype[];
}

export interface Hello {
  readonly hello: 1;
  readonly name: string;
  readonly version: string;
  readonly language: string;
  readonly dtypes: readonly Dtype[];
  readonly ftz?: boolean;
  readonly functionUlp?: number;
  readonly issues?: string;
  readonly formulas: Readonly<Record<string, HelloFormula>>;
}

export interface OutputsAnswer {
  readonly id: number;
  readonly outputs: WireTensors;
  readonly gradients?: WireTensors;
}

export interface SkippedAnswer {
  readonly id: number;
  readonly skipped: { readonly reason: string; readonly issue?: string };
}

export interface ErrorAnswer {
  readonly id: number;
  readonly error: { readonly message: string };
}

export type Answer = OutputsAnswer | SkippedAnswer | ErrorAnswer;
