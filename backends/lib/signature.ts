/** The head of a formula, such as `linear(x[N,D], W[O,D], b[O]) -> y[N,O]`, and the sizes it gives its letters. */
import type { Floats } from './kernels.ts';

export interface Argument {
  readonly name: string;
  /** A letter, a number, or `...` for any shape. */
  readonly dimensions: readonly string[];
  /** Of an integer tensor: its values are 0 … below − 1. */
  readonly below?: string;
}

export interface Signature {
  readonly name: string;
  readonly inputs: readonly Argument[];
  readonly outputs: readonly Argument[];
}

export type Sizes = Record<string, number>;
export type Shapes = Record<string, readonly number[]>;

/** The arrays of `x[N,D], tokens[N] in V`, by name. */
export type Arrays<Text extends string> = Text extends `${infer First}, ${infer Rest}`
  ? One<First> & Arrays<Rest>
  : One<Text>;
type One<Text extends string> = Text extends `${infer Name}[${string}] in ${string}`
  ? { [K in Name]: Int32Array }
  : Text extends `${infer Name}[${string}]`
    ? { [K in Name]: Floats }
    : unknown;
/** The inputs or outputs of a signature; of one not known when compiling, any floating arrays. */
export type InputsOf<Text extends string> = Text extends `${string}(${infer Inputs}) -> ${string}`
  ? Arrays<Inputs>
  : Record<string, Floats>;
export type OutputsOf<Text extends string> = Text extends `${string} -> ${infer Outputs}`
  ? Arrays<Outputs>
  : Record<string, Floats>;

const ARGUMENT = /(\w+)\[([^\]]*)\](?: in (\w+))?/g;

const parseArguments = (text: string): Argument[] =>
  [...text.matchAll(ARGUMENT)].map(([, name, dimensions, below]) => ({
    name,
    dimensions: dimensions === '' ? [] : dimensions.split(','),
    ...(below === undefined ? {} : { below }),
  }));

export function parseSignature(text: string): Signature {
  const match = /^([\w-]+)\((.*)\) -> (.+)$/.exec(text);
  if (match === null) throw new Error(`expected a signature such as 'f(x[N]) -> y[N]', got '${text}'`);
  return { name: match[1], inputs: parseArguments(match[2]), outputs: parseArguments(match[3]) };
}
