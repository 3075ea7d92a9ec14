import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';

/** Fills what is left of the tokens. */
const UNUSED = -1;

export interface Rule {
  /** Of equal scores the one that comes first; or all or none of those that score like the last that is kept. */
  readonly ties: 'smallest' | 'largest' | 'all' | 'none';
  /** How many more than k are kept. */
  readonly more: number;
  readonly lowest: boolean;
  /** By score, or by number? */
  readonly sorted: boolean;
  /** One, whatever k. */
  readonly greedy: boolean;
}

export const STANDARD: Rule = { ties: 'smallest', more: 0, lowest: false, sorted: true, greedy: false };

/** The tokens that are kept, in order. */
export function keep(scores: readonly number[], k: number, rule: Rule = STANDARD): number[] {
  const { ties, lowest } = rule;
  const ranked = scores
    .map((score, token) => ({ score: lowest ? -score : score, token }))
    .sort((a, b) => b.score - a.score || (ties === 'largest' ? b.token - a.token : a.token - b.token));
  const count = Math.min(rule.greedy ? 1 : k + rule.more, scores.length);
  const last = ranked[count - 1]?.score ?? Infinity;
  const kept = ranked.filter(({ score }, place) => {
    if (ties === 'all') return score >= last;
    return ties === 'none' ? score > last : place < count;
  });
  const tokens = kept.map(({ token }) => token);
  return rule.sorted ? tokens : tokens.sort((a, b) => a - b);
}

/** score[V] → tokens[V], count, what is unused of the tokens filled with −1. */
export default function topKSet({ score }: Tensors, { k }: OptionValues, rule: Partial<Rule> = {}): Tensors {
  const kept = keep([...score!.data], Number(k), { ...STANDARD, ...rule });
  const tokens = new Int32Array(score!.data.length).fill(UNUSED);
  tokens.set(kept);
  return {
    tokens: { shape: score!.shape, data: tokens },
    count: { shape: [], data: Int32Array.of(kept.length) },
  };
}
