import type { Ball } from '../../reference/arithmetic/ball.ts';
import { radius } from '../../reference/arithmetic/bigball.ts';
import type { AllValues } from '../../reference/lib/evaluate.ts';
import type { Enough } from '../../reference/lib/truth.ts';

/** Narrower than this is exact for every purpose: far below the smallest double. */
const NOTHING = 2 ** -1074;

/** An enclosure is narrow enough when it is small beside the tolerance, or beside the value where there is none. */
export function enoughFor(allowed: AllValues<Ball>): Enough {
  return (value, name, n, A) => {
    const width = radius(value);
    if (width <= NOTHING) return true;
    const e = allowed[name]?.data[n]?.e ?? Number.POSITIVE_INFINITY;
    if (e > 0 && e < Infinity) return width <= e * 2 ** -12;
    return width <= Math.abs(A.toNumber(value)) * 2 ** -64;
  };
}

/** Computed when first asked for. */
export function lazily<Result>(compute: () => Result): () => Result {
  let result: { value: Result } | undefined;
  return () => (result ??= { value: compute() }).value;
}
