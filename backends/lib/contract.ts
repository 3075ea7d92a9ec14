/** What every implementation keeps, whoever wrote it: tensors in, tensors out, row major, nothing mutated. */

import type { OptionValues as Options, OptionValue, Tensors } from '../../spec/lib/tensor.ts';

export type Dtype = 'f32' | 'f64';

export type { OptionValue, OptionValues as Options, Tensor, Tensors } from '../../spec/lib/tensor.ts';

export type Awaitable<T> = T | Promise<T>;

/** What a call is about besides its numbers: the dtype matters where no input tells it. */
export interface Call {
  readonly dtype: Dtype;
}

/** Outputs by name, each with the shape that the formula's signature gives. */
export type Forward = (inputs: Tensors, options: Options, call: Call) => Awaitable<Tensors>;

/** Gradients of Σ ⟨cotangent, output⟩, by the name of each differentiable input, each shaped as that input. */
export type Vjp = (inputs: Tensors, options: Options, cotangents: Tensors, call: Call) => Awaitable<Tensors>;

export interface FormulaImplementation {
  /** A convention of the formula's `variants` that this implementation follows instead of the definition. */
  readonly variant?: string;
  /** The option values it can do, where it cannot do all: `{ reduction: ['mean'] }`. */
  readonly supports?: Readonly<Record<string, readonly OptionValue[]>>;
  /** The dtypes it can do, where it cannot do all of the implementation's. */
  readonly dtypes?: readonly Dtype[];
  /** Conditions on sizes and options, in the formula language, outside which it is not asked: `['H * A == D']`. */
  readonly requires?: readonly string[];
  readonly forward: Forward;
  readonly vjp?: Vjp;
  /** The inputs that `vjp` gives gradients for, where it cannot give all. */
  readonly differentiates?: readonly string[];
}

export interface Implementation {
  readonly name: string;
  readonly version: string;
  readonly dtypes: readonly Dtype[];
  /** Results and inputs below the smallest normal number may be flushed to zero. */
  readonly ftz?: boolean;
  /** Worst error of the library's elementary functions in ULP; 2 unless stated. */
  readonly functionUlp?: number;
  /** Where its users report problems. */
  readonly issues?: string;
  /** By the formula's name; a bare function is `{ forward }`. Absent formulas are reported as absent. */
  readonly formulas: Readonly<Record<string, FormulaImplementation>>;
  /** Frees what it holds: processes, threads. */
  close?(): Awaitable<void>;
}

/** An implementation as its author writes it: a formula may be a bare forward function. */
export interface ImplementationModule extends Omit<Implementation, 'formulas' | 'version'> {
  readonly version?: string;
  readonly formulas: Readonly<Record<string, FormulaImplementation | Forward>>;
}

export function implementation(module: ImplementationModule): Implementation {
  const formulas = Object.entries(module.formulas).map(
    ([name, entry]) => [name, typeof entry === 'function' ? { forward: entry } : entry] as const,
  );
  return { ...module, version: module.version ?? '0', formulas: Object.fromEntries(formulas) };
}
