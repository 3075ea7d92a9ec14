import type { Judged } from './case.ts';
import { hash } from './random.ts';

/** Where a case came from: enough to draw it again, on any machine, and to shrink it the same way. */
export interface Origin {
  readonly formula: string;
  readonly check: string;
  readonly dtype: Judged;
  /** The seed of the case, or the number of a fixed one. */
  readonly seed: number;
}

/** `softmax:law~C2:f32:1y2p0ij`: safe in any shell, without quotes. */
export function token({ formula, check, dtype, seed }: Origin): string {
  return [encoded(formula), encoded(check), dtype, (seed >>> 0).toString(36)].join(':');
}

/** Throws an Error that says what a token looks like. */
export function parseToken(text: string): Origin {
  const parts = /^([^:]+):([^:]+):(f32|f64):([0-9a-z]{1,7})$/u.exec(text.trim());
  const [formula, check, dtype, seed] = parts?.slice(1) ?? [];
  if (!formula || !check || !dtype || !seed || Number.parseInt(seed, 36) >= 2 ** 32)
    throw new Error(
      `Cannot read the token '${text}': expected <formula>:<check>:<f32 or f64>:<seed>, as a report prints it`,
    );
  return {
    formula: decoded(formula),
    check: decoded(check),
    dtype: dtype as Judged,
    seed: Number.parseInt(seed, 36) | 0,
  };
}

const encoded = (part: string): string =>
  encodeURIComponent(part)
    .replace(/[!'()*~]/gu, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '~');

function decoded(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('~', '%20'));
  } catch {
    return part;
  }
}

/** The seeds of a check's cases: they depend on nothing but these names, so order and parallelism change nothing. */
export function caseSeed(seed: number, formula: string, check: string, dtype: string, run: number): number {
  return hash(`${seed} ${formula} ${check} ${dtype} ${run}`) | 0;
}
