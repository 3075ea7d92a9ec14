import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import type { Values } from '../../reference/lib/evaluate.ts';
import type { Value } from './laws.ts';

/** A claim of a law that does not hold. The message says where, what came and what should have. */
export class ClaimError extends Error {}

/** What a law may say of numbers. Each claim fails only if no numbers within the bounds could make it true. */
export class Claim {
  protected readonly A: Arithmetic<Value>;

  constructor(A: Arithmetic<Value>) {
    this.A = A;
  }

  /** a = b. */
  equal(a: Value, b: Value, what = 'it'): void {
    if (this.A.equal(a, b) === false)
      throw new ClaimError(`${what} is ${this.A.toNumber(a)}, must be ${this.A.toNumber(b)}`);
  }

  /** a ≤ b. */
  atMost(a: Value, b: Value, what = 'it'): void {
    if (this.A.less(b, a) === true)
      throw new ClaimError(`${what} is ${this.A.toNumber(a)}, must be at most ${this.A.toNumber(b)}`);
  }

  /** Two arrays agree element by element, shapes included. */
  same(a: Values<Value>, b: Values<Value>, what = 'it'): void {
    if (String(a.shape) !== String(b.shape))
      throw new ClaimError(`${what} has the shape [${a.shape}], must have [${b.shape}]`);
    a.data.forEach((value, n) => {
      this.equal(value, b.data[n]!, `${what}[${position(n, a.shape)}]`);
    });
  }

  /** Something that is plainly true or false. */
  that(holds: boolean, otherwise: string): void {
    claimThat(holds, otherwise);
  }
}

export function claimThat(holds: boolean, otherwise: string): void {
  if (!holds) throw new ClaimError(otherwise);
}

/** The opposite of every claim: a law that makes any must fail where it is handed this. */
export class TurnedClaim extends Claim {
  override equal(a: Value, b: Value, what = 'it'): void {
    claimThat(this.A.equal(a, b) === false, `${what} is what it must be`);
  }

  override atMost(a: Value, b: Value, what = 'it'): void {
    claimThat(this.A.less(b, a) === true, `${what} is no more than it must be`);
  }

  override that(holds: boolean, otherwise: string): void {
    claimThat(!holds, `not so: ${otherwise}`);
  }
}

/** The n-th element's indices, row major. */
export function position(n: number, shape: readonly number[]): string {
  const indices: number[] = [];
  for (let axis = shape.length - 1, rest = n; axis >= 0; axis--) {
    indices.unshift(rest % shape[axis]!);
    rest = Math.floor(rest / shape[axis]!);
  }
  return indices.join(',');
}
