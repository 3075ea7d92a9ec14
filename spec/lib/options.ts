/** The options of a formula: what is not a tensor. Declared with their domain, so that cases can be generated. */
export type Option =
  | { readonly type: 'int'; readonly min: number; readonly max: number; readonly default: number }
  | { readonly type: 'real'; readonly values: readonly number[]; readonly default: number }
  | { readonly type: 'choice'; readonly values: readonly string[]; readonly default: string }
  | { readonly type: 'flag'; readonly default: boolean };

export type OptionDeclarations = Readonly<Record<string, Option>>;

/** An integer from min to max. */
export const int = (min: number, max: number, standard: number): Option => ({
  type: 'int',
  min,
  max,
  default: standard,
});

/** A real number. `values` are what cases draw from: degenerate ones (0, 1, ½) hide mistakes. */
export const real = (standard: number, values: readonly number[]): Option => ({
  type: 'real',
  values,
  default: standard,
});

/** One of some words; the first is the default. */
export const choice = (...values: readonly [string, ...string[]]): Option => ({
  type: 'choice',
  values,
  default: values[0],
});

export const flag = (standard: boolean): Option => ({ type: 'flag', default: standard });
