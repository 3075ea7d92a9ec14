import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';

/** Fills what is left of the tokens. */
const UNUSED = -1;
const THOUSAND = 1000;
const TENTHS = 10;

export interface Rule {
  /**
   * Where to stop. reached: the sum is p or more. exceeded: more than p. not-crossed: before it is more than p.
   * first-place-above: at the place where it first is more than p, the first one if it never is. of-the-largest: no sum, but
   * every token that has at least p times the largest share.
   */
  readonly reach: 'reached' | 'exceeded' | 'not-crossed' | 'first-place-above' | 'of-the-largest';
  /** descending: by share, of equal ones the smaller number; largest-first: the larger one. */
  readonly order: 'descending' | 'largest-first' | 'ascending' | 'numbers';
  /** Is p a part of the sum of all shares, or are shares tenths? */
  readonly normalised: boolean;
  /** 1 − p in the place of p. */
  readonly complement: boolean;
  /** Is there a least number of tokens? */
  readonly least: boolean;
}

export const STANDARD: Rule = {
  reach: 'reached',
  order: 'descending',
  normalised: true,
  complement: false,
  least: true,
};

const ORDERS: Readonly<
  Record<Rule['order'], (shares: readonly number[]) => (a: number, b: number) => number>
> = {
  descending: (shares) => (a, b) => shares[b]! - shares[a]! || a - b,
  'largest-first': (shares) => (a, b) => shares[b]! - shares[a]! || b - a,
  ascending: (shares) => (a, b) => shares[a]! - shares[b]! || a - b,
  numbers: () => (a, b) => a - b,
};

/** The tokens that are kept, in order; p is in thousandths. */
export function nucleus(
  shares: readonly number[],
  p: number,
  least: number,
  rule: Rule = STANDARD,
): number[] {
  const ranked = shares.map((_, token) => token).sort(ORDERS[rule.order](shares));
  const whole = rule.normalised ? shares.reduce((sum, share) => sum + share, 0) : TENTHS;
  const wanted = (rule.complement ? THOUSAND - p : p) * whole;
  let sum = 0;
  const sums = ranked.map((token) => THOUSAND * (sum += shares[token]!));
  const count = {
    reached: () => 1 + placeOf(sums, (reached) => reached >= wanted),
    exceeded: () => 1 + placeOf(sums, (reached) => reached > wanted),
    'not-crossed': () => sums.filter((reached) => reached <= wanted).length,
    'first-place-above': () =>
      1 +
      Math.max(
        0,
        sums.findIndex((reached) => reached > wanted),
      ),
    'of-the-largest': () => {
      const most = Math.max(...shares);
      return shares.filter((share) => THOUSAND * share >= p * most).length;
    },
  }[rule.reach]();
  return ranked.slice(0, rule.least ? Math.max(count, least) : count);
}

/** The first place where it holds, or the last one. */
function placeOf(sums: readonly number[], holds: (sum: number) => boolean): number {
  const place = sums.findIndex(holds);
  return place === -1 ? sums.length - 1 : place;
}

/** share[V] → tokens[V], count, what is unused of the tokens filled with −1. */
export default function topPSet(
  { share }: Tensors,
  { p, min_tokens }: OptionValues,
  rule: Partial<Rule> = {},
): Tensors {
  const kept = nucleus([...share!.data], Math.round(THOUSAND * Number(p)), Number(min_tokens), {
    ...STANDARD,
    ...rule,
  });
  const tokens = new Int32Array(share!.data.length).fill(UNUSED);
  tokens.set(kept);
  return {
    tokens: { shape: share!.shape, data: tokens },
    count: { shape: [], data: Int32Array.of(kept.length) },
  };
}
