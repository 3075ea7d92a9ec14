import { hash } from './random.ts';

/** Where a case came from: enough to draw it again, on any machine, and to shrink it the same way. */
export interface Origin {
  readonly formula: string;
  readonly check: string;
  readonly dtype: string;
  /** The seed of the case, or the number of a fixed one. */
  readonly seed: number;
}

/** `softmax:law~C2:f32:1y2p0ij`. */
export function token({ formula, check, dtype, seed }: Origin): string {
  return [formula, check.replaceAll(' ', '~'), dtype, (seed >>> 0).toString(36)].map(encodeURI).join(':');
}

/** Throws an Error that says what a token looks like. */
export function parseToken(text: string): Origin {
  const [formula, check, dtype, seed, ...rest] = text.split(':').map(decoded);
  const number = Number.parseInt(seed ?? '', 36);
  if (!formula || !check || !dtype || !Number.isInteger(number) || rest.length > 0)
    throw new Error(
      `Cannot read the token '${text}': expected <formula>:<check>:<dtype>:<seed>, as a report prints it`,
    );
  return { formula, check: check.replaceAll('~', ' '), dtype, seed: number | 0 };
}

function decoded(part: string): string {
  try {
    return decodeURI(part);
  } catch {
    return part;
  }
}

/** The seeds of a check's cases: they depend on nothing but these names, so order and parallelism change nothing. */
export function caseSeed(seed: number, formula: string, check: string, dtype: string, run: number): number {
  return hash(`${seed} ${formula} ${check} ${dtype} ${run}`) | 0;
}
