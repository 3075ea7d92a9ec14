/** How many cases each kind of check tries. */
export interface Tier {
  readonly mathjs: number;
  readonly derivative: number;
  readonly differences: number;
  readonly algorithms: number;
  readonly balls: number;
  /** Of each law. */
  readonly laws: number;
  /** Of each variant: where it must equal the definition, and at most until it differs where it must differ. */
  readonly equal: number;
  readonly differ: number;
  /** Of each elementary function in each range. */
  readonly functions: number;
}

export const TIERS = {
  smoke: {
    mathjs: 10,
    derivative: 10,
    differences: 5,
    algorithms: 10,
    balls: 200,
    laws: 5,
    equal: 10,
    differ: 200,
    functions: 8,
  },
  default: {
    mathjs: 60,
    derivative: 60,
    differences: 60,
    algorithms: 60,
    balls: 10_000,
    laws: 30,
    equal: 30,
    differ: 500,
    functions: 30,
  },
  deep: {
    mathjs: 1000,
    derivative: 1000,
    differences: 1000,
    algorithms: 1000,
    balls: 100_000,
    laws: 300,
    equal: 300,
    differ: 2000,
    functions: 400,
  },
} as const satisfies Readonly<Record<string, Tier>>;

export type TierName = keyof typeof TIERS;
