/** The syntax tree of a formula. `at` is an offset into the text, for error messages. */

export type Arithmetic = '+' | '-' | '*' | '/' | '^' | 'div' | 'mod';
export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';
export type Reduction = 'sum' | 'prod' | 'max' | 'min';

export interface NumberLiteral {
  readonly kind: 'number';
  readonly text: string;
  readonly at: number;
}
export interface Infinite {
  readonly kind: 'infinity';
  readonly at: number;
}
/** A value of a choice option: 'mean'. */
export interface Word {
  readonly kind: 'word';
  readonly value: string;
  readonly at: number;
}
/** A scalar: an index, a size, an option, a scalar input or definition, a local function's parameter. */
export interface Name {
  readonly kind: 'name';
  readonly name: string;
  readonly at: number;
}
/** `x[i, 2*j]`, or `x[i-1]|0` where a read outside the array gives the value after the bar. */
export interface Read {
  readonly kind: 'read';
  readonly name: string;
  readonly indices: readonly Expression[];
  readonly outside?: Expression;
  readonly at: number;
}
/** `:` as an index: the whole axis. Only in the arguments of a call. */
export interface Slice {
  readonly kind: 'slice';
  readonly at: number;
}
/** `exp(a)`, a local function `σ(a)`, or a call of another formula: `attention(Q[h,:,:], K, V; scale=2).y[i,k]`. */
export interface Apply {
  readonly kind: 'apply';
  readonly name: string;
  readonly args: readonly Expression[];
  readonly options: readonly { readonly name: string; readonly value: Expression }[];
  readonly output?: string;
  readonly indices?: readonly Expression[];
  readonly at: number;
}
export interface Negate {
  readonly kind: 'negate';
  readonly a: Expression;
  readonly at: number;
}
export interface Not {
  readonly kind: 'not';
  readonly a: Expression;
  readonly at: number;
}
export interface Binary {
  readonly kind: 'binary';
  readonly op: Arithmetic;
  readonly a: Expression;
  readonly b: Expression;
  readonly at: number;
}
export interface Compare {
  readonly kind: 'compare';
  readonly op: Comparison;
  readonly a: Expression;
  readonly b: Expression;
  readonly at: number;
}
export interface Logic {
  readonly kind: 'logic';
  readonly op: 'and' | 'or';
  readonly a: Expression;
  readonly b: Expression;
  readonly at: number;
}
export interface Conditional {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly yes: Expression;
  readonly no: Expression;
  readonly at: number;
}
/** `sum[i, j<n](…)`. */
export interface Reduce {
  readonly kind: 'reduce';
  readonly op: Reduction;
  readonly variables: readonly IndexVariable[];
  readonly body: Expression;
  readonly at: number;
}

export type Expression =
  | NumberLiteral
  | Infinite
  | Word
  | Name
  | Read
  | Slice
  | Apply
  | Negate
  | Not
  | Binary
  | Compare
  | Logic
  | Conditional
  | Reduce;

/** An index and, where it is written (`t<T+1`) or inferred, the size of its range 0 … size−1. */
export interface IndexVariable {
  readonly name: string;
  readonly size?: Expression;
  readonly at: number;
}

/** `x[n, 2*k]`, or `t[N] in K`: integers 0 … K−1. */
export interface Parameter {
  readonly name: string;
  readonly dims: readonly Expression[];
  readonly within?: Expression;
  readonly at: number;
}

/** `e[i] = exp(x[i] - m)`. */
export interface Definition {
  readonly name: string;
  readonly indices: readonly IndexVariable[];
  readonly body: Expression;
  readonly at: number;
  /** The text that `at` counts in: a variant's or a called formula's equations come from another page. */
  readonly source: string;
}

/** `σ(z) = 1 / (1 + exp(-z))`. */
export interface LocalFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Expression;
  readonly at: number;
  readonly source: string;
}

export interface Program {
  readonly name: string;
  readonly inputs: readonly Parameter[];
  readonly options: readonly { readonly name: string; readonly at: number }[];
  readonly outputs: readonly Parameter[];
  readonly functions: readonly LocalFunction[];
  readonly definitions: readonly Definition[];
  readonly source: string;
}

export const REDUCTIONS: Readonly<Record<string, Reduction>> = {
  sum: 'sum',
  Σ: 'sum',
  prod: 'prod',
  Π: 'prod',
  max: 'max',
  min: 'min',
};

/** The functions a formula may apply, with their number of arguments. */
export const FUNCTIONS: Readonly<Record<string, number>> = {
  exp: 1,
  expm1: 1,
  log: 1,
  log1p: 1,
  sqrt: 1,
  tanh: 1,
  sin: 1,
  cos: 1,
  erf: 1,
  sigmoid: 1,
  softplus: 1,
  abs: 1,
  stop: 1,
  max: 2,
  min: 2,
};
