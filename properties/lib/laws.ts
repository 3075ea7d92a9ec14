import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import type { BigBall } from '../../reference/arithmetic/bigball.ts';
import type { AllValues } from '../../reference/lib/evaluate.ts';
import type { Formula } from '../../spec/lib/formula.ts';
import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import type { Claim } from './claim.ts';
import type { Random } from './random.ts';

/**
 * A number as a law sees it: what an implementation gave, with the tolerance that it is allowed; or the truth, with its
 * enclosure. A law computes with these and claims; a claim fails only where the numbers' bounds leave no doubt.
 */
export type Value = BigBall;

export interface LawContext {
  readonly A: Arithmetic<Value>;
  /** Small multiples of 1/8 (see `regime`), so that a law may shift or double them exactly. */
  readonly inputs: Tensors;
  readonly options: OptionValues;
  readonly random: Random;
  readonly claim: Claim;
  /** Outputs of the implementation, or of the reference, with their bounds. */
  run(inputs: Tensors, options?: OptionValues): Promise<AllValues<Value>>;
  /** Gradients by input. Cotangents that are left out are zero. */
  vjp(inputs: Tensors, cotangents: Tensors, options?: OptionValues): Promise<AllValues<Value>>;
}

export type Law = (context: LawContext) => void | Promise<void>;

export interface StatedLaw {
  /** eighths: small multiples of 1/8. any: every regime of agreement. */
  readonly regime: 'eighths' | 'any';
  /** Does the law call `vjp`? It is skipped, aloud, where an implementation has no gradient. */
  readonly needsGradient?: boolean;
  /** A simulation or a long enumeration: a few cases are enough, and more would take long. */
  readonly seldom?: boolean;
  readonly law: Law;
}

export type Laws<F extends Formula> = { readonly [Label in keyof F['laws']]: Law | StatedLaw };

/** One law for each label of the spec; a missing or a surplus one does not compile. */
export function laws<const F extends Formula>(
  _spec: F,
  checks: Laws<F>,
): Readonly<Record<string, StatedLaw>> {
  return Object.fromEntries(
    Object.entries<Law | StatedLaw>(checks as Record<string, Law | StatedLaw>).map(([label, law]) => [
      label,
      typeof law === 'function' ? { regime: 'eighths' as const, law } : law,
    ]),
  );
}

export const withGradient = (law: Law): StatedLaw => ({ regime: 'eighths', needsGradient: true, law });

export const seldom = (law: Law | StatedLaw): StatedLaw => ({
  ...(typeof law === 'function' ? { regime: 'eighths', law } : law),
  seldom: true,
});

export const anywhere = (law: Law): StatedLaw => ({ regime: 'any', law });
