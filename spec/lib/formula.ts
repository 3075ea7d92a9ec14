import type { OptionDeclarations } from './options.ts';

/**
 * A formula, as data: what is true of it, and nothing that computes. One file in `spec/` each, named after it.
 * The equations are the truth; everything else is read from them or checked against them.
 */
export interface Formula {
  /** Kebab-case, as the file and as implementations call it. */
  readonly name: string;
  readonly family: Family;
  /** What it is, in one sentence without a full stop. */
  readonly title: string;
  /** Where the formula comes from: the paper, the standard, the notes. */
  readonly sources: readonly string[];

  /** The definition: signature and equations in index notation, as a textbook has them, for one sample. */
  readonly equations: string;
  /**
   * Numerically sound ways of computing it, each as the equations that differ from the definition's. The tolerance is
   * read from these; that they equal the definition is checked.
   */
  readonly algorithms?: readonly string[];
  /** The formulas that the equations call. */
  readonly uses?: readonly Formula[];
  /** How the equations for one sample stretch over whole tensors. */
  readonly over?: Over;

  /** The outputs are drawn: `equations` give their mean, and only the laws and examples are judged. */
  readonly sampled?: boolean;

  readonly options?: OptionDeclarations;
  /** What may stand in an input, where it is not any real number. */
  readonly inputs?: Readonly<Record<string, Domain>>;
  /** Least and largest value of a size in generated cases; 1 … 5 unless stated. */
  readonly sizes?: Readonly<Record<string, readonly [number, number]>>;
  /** Conditions on sizes and options that every case must meet, in the formula language. */
  readonly requires?: readonly string[];
  /** Inputs that no gradient is taken with respect to. */
  readonly constants?: readonly string[];

  /** What must hold, one sentence a label; `properties/<name>.ts` checks each. */
  readonly laws: Readonly<Record<string, string>>;
  readonly examples: readonly Example[];
  /** Behaviour at ±∞, NaN, ±0 and at the edges of the number range. */
  readonly special?: readonly Example[];
  /** Other conventions and known mistakes, each as the equations that differ. */
  readonly variants: Readonly<Record<string, Variant>>;
  /** What goes wrong in practice, for the reader. */
  readonly pitfalls?: readonly string[];

  readonly rows?: Rows;

  /**
   * The same formula for one sample as statements of mathjs, written independently of `equations`: the second route.
   * It assigns each output. In scope: the inputs (1-based matrices), the sizes and the options.
   */
  readonly mathjs: string;
}

/** Rows of the notes that a formula executes, each with the checks that do it: `agreement`, `law C1`, `variant no-shift`, … */
export type Rows = Readonly<Record<string, string | readonly string[]>>;

export type Family =
  | 'activation'
  | 'loss'
  | 'linear'
  | 'convolution'
  | 'pooling'
  | 'normalisation'
  | 'dropout'
  | 'recurrent'
  | 'attention'
  | 'embedding'
  | 'optimizer'
  | 'tokenizer'
  | 'training'
  | 'residual'
  | 'transformer'
  | 'language-model'
  | 'decoding'
  | 'graph'
  | 'statistics'
  | 'counting';

/** elements: any shape, each element alone. lanes: any rank, each lane along the option `axis`. batch: one axis in front. */
export type Over =
  | { readonly elements: readonly string[] }
  | { readonly lanes: readonly string[] }
  | { readonly batch: readonly string[] };

/**
 * real: any. positive: bounded away from 0. non-negative: 0 included. distribution: non-negative, summing to one along
 * the last axis. mask: zeros and ones with a one in every last-axis lane.
 */
export type Domain = 'real' | 'positive' | 'non-negative' | 'distribution' | 'mask';

/** Numbers nested as deep as the tensor has axes. */
export type Nested = number | readonly Nested[];
/** An expected number: exact, or a decimal as printed ('0.7311': right to half a unit of its last digit), or null: any. */
export type Expected = number | string | null | readonly Expected[];

export interface Example {
  readonly says: string;
  readonly inputs: Readonly<Record<string, Nested>>;
  readonly options?: Readonly<Record<string, number | boolean | string>>;
  readonly outputs: Readonly<Record<string, Expected>>;
  /** What the notes print where they are wrong: outputs that must be told from the right ones. */
  readonly printed?: Readonly<Record<string, Expected>>;
  /** The row of the notes that it executes. */
  readonly row?: string;
}

export interface Variant {
  /** convention: right, but another formula under the same name. mistake: wrong, or computed so that it breaks. */
  readonly kind: 'convention' | 'mistake';
  /** What it does, as the first line of a failure says it. */
  readonly says: string;
  /** The equations that differ, on top of the algorithms where they replace something there, else of the definition. */
  readonly edits?: string;
  /** For a convention whose `edits` are written as the definition: the same in terms of a sound algorithm. */
  readonly algorithm?: string;
  /** Options that it takes to have this value, whatever was asked for. */
  readonly force?: Readonly<Record<string, number | boolean | string>>;
  /** Who does it so. */
  readonly who?: string;
  /** The same function in exact arithmetic: only its rounding or overflow gives it away (numerical), or only its gradient. */
  readonly shows?: 'numerically' | 'in the gradient';
  /** It gives accuracy up on purpose: what errs no more than it may is imprecise, and nothing worse. */
  readonly imprecise?: true;
  /** Why the judge takes it for right all the same: another subgradient at a kink, say. A test fails if it does not. */
  readonly admitted?: string;
  /** Rows of conventions, bug reports or notes where it is described. */
  readonly seen?: readonly string[];
}

/** Names and types a formula; keeps the literal labels of its laws for `properties/`. */
export function formula<const F extends Formula>(spec: F): F {
  return spec;
}
