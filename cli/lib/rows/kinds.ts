import type { AnyFormula } from '../../../spec/lib/algorithm.ts';
import { checkKinds } from '../check-kinds.ts';

/** The definition equals the algorithms, and the laws hold on the reference. */
export const AUDIT = 'audit';

const VARIANT = 'variant ';

/** The variant of `variant no-shift`, which is run as a faulty implementation; undefined for other checks. */
export const variantOf = (check: string): string | undefined =>
  check.startsWith(VARIANT) ? check.slice(VARIANT.length) : undefined;

/** Every check that a row may be mapped to. */
export const mappable = async ({ name, variants }: AnyFormula): Promise<string[]> => [
  ...(await checkKinds(name)),
  ...Object.keys(variants).map((variant) => VARIANT + variant),
  AUDIT,
];
