import type { Dtype, Implementation } from '../../backends/lib/contract.ts';

/** What an implementation says of itself: all that crosses from thread to thread. */
export interface Description {
  readonly name: string;
  readonly version: string;
  readonly dtypes: readonly Dtype[];
  readonly ftz: boolean;
  readonly functionUlp: number;
  readonly issues?: string;
  readonly formulas: Readonly<
    Record<string, { readonly gradient: boolean; readonly dtypes?: readonly Dtype[] }>
  >;
}

export function describe(implementation: Implementation): Description {
  const { name, version, dtypes, ftz = false, functionUlp = 2, issues } = implementation;
  const formulas = Object.entries(implementation.formulas).map(([formula, { vjp, dtypes: own }]) => [
    formula,
    { gradient: vjp !== undefined, ...(own && { dtypes: own }) },
  ]);
  return {
    name,
    version,
    dtypes,
    ftz,
    functionUlp,
    ...(issues !== undefined && { issues }),
    formulas: Object.fromEntries(formulas),
  };
}
