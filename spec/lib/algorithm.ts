import type { Example, Family, Formula, Rows } from './formula.ts';
import type { OptionDeclarations } from './options.ts';
import type { OptionValue } from './tensor.ts';

/**
 * A computation whose structure depends on its data, so that no equations can be written down beforehand: as data, what
 * is true of it. `reference/algorithms/<name>.ts` does it plainly and is the truth; tensors hold integers, and agreement is
 * equality. There is no tolerance and no gradient.
 */
export interface AlgorithmFormula {
  /** Kebab-case, as the file and as implementations call it. */
  readonly name: string;
  readonly family: Family;
  /** What it is, in one sentence without a full stop. */
  readonly title: string;
  /** Where it comes from: the paper, the notes. */
  readonly sources: readonly string[];

  /** Inputs, options and outputs with their shapes, in the formula language: `name(x[N] in K; k) -> y[k,2]`. */
  readonly signature: string;
  /** What it does, one step a line, as a textbook has it. */
  readonly steps: readonly string[];
  readonly options?: OptionDeclarations;
  /** Least and largest value of a size in generated cases; 1 … 5 unless stated. */
  readonly sizes?: Readonly<Record<string, readonly [number, number]>>;
  /** Least and largest element of an input in generated cases, where structure only shows among few values. */
  readonly values?: Readonly<Record<string, readonly [number, number]>>;

  /** What must hold, one sentence a label; `properties/<name>.ts` checks each. */
  readonly laws: Readonly<Record<string, string>>;
  /** Outputs are exact. */
  readonly examples: readonly Example[];
  /** Other conventions and known mistakes, each as the reference told to follow another rule. */
  readonly variants: Readonly<Record<string, AlgorithmVariant>>;
  /** What goes wrong in practice, for the reader. */
  readonly pitfalls?: readonly string[];

  readonly rows?: Rows;
}

export interface AlgorithmVariant {
  /** convention: right, but another algorithm under the same name. mistake: wrong. */
  readonly kind: 'convention' | 'mistake';
  /** What it does, as the first line of a failure says it. */
  readonly says: string;
  /** Arguments of the reference, beyond the options, that make it do so. */
  readonly rule: Readonly<Record<string, OptionValue>>;
  /** What it gives. */
  readonly examples?: readonly Example[];
  /** Who does it so. */
  readonly who?: string;
  /** Rows of conventions, bug reports or notes where it is described. */
  readonly seen?: readonly string[];
}

/** What a file of `spec/` holds. */
export type AnyFormula = Formula | AlgorithmFormula;

export const isAlgorithm = (spec: AnyFormula): spec is AlgorithmFormula => 'signature' in spec;

/** Names and types an algorithm's spec; keeps the literal labels of its laws for `properties/`. */
export function algorithm<const F extends AlgorithmFormula>(spec: F): F {
  return spec;
}
