import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';

/** Ends a sequence, and stands before its first symbol. */
const END = 0;
/** Fills what is left of the tokens. */
const UNUSED = -1;

export interface Rule {
  /** Of equally cheap hypotheses the one that is kept: as a dictionary sorts, first or last. */
  readonly ties: 'smallest' | 'largest';
  /** aside: finished hypotheses leave the beam. inside: they take up places in it. first: the first one is the answer. dropped: they are lost. */
  readonly finished: 'aside' | 'inside' | 'first' | 'dropped';
  /** What hypotheses are ranked by: the cost of the whole, its mean over the symbols, or the cost of the last symbol. */
  readonly rank: 'total' | 'mean' | 'last';
  /** Does the symbol 0 end anything? */
  readonly ends: boolean;
}

export const STANDARD: Rule = { ties: 'smallest', finished: 'aside', rank: 'total', ends: true };

interface Hypothesis {
  readonly tokens: readonly number[];
  readonly total: number;
  readonly last: number;
}

export interface Found {
  readonly best: Hypothesis;
  /** How many unfinished hypotheses are kept after each step. */
  readonly live: readonly number[];
}

/** cost(step, before, symbol) of each symbol of 0 … symbols−1 after another. */
export function search(
  cost: (step: number, before: number, symbol: number) => number,
  { steps, symbols, width }: { steps: number; symbols: number; width: number },
  rule: Rule = STANDARD,
): Found {
  const before = order(rule);
  const isFinished = ({ tokens }: Hypothesis) => rule.ends && tokens.at(-1) === END;
  let beam: Hypothesis[] = [{ tokens: [], total: 0, last: 0 }];
  const aside: Hypothesis[] = [];
  const live: number[] = [];
  for (let step = 0; step < steps; step++) {
    const extended = beam.flatMap((one) => {
      if (isFinished(one)) return [one];
      return Array.from({ length: symbols }, (_, symbol) => {
        const last = cost(step, one.tokens.at(-1) ?? END, symbol);
        return { tokens: [...one.tokens, symbol], total: one.total + last, last };
      });
    });
    beam = extended.toSorted(before).slice(0, width);
    const done = beam.filter(isFinished);
    live.push(beam.length - done.length);
    if (rule.finished === 'first' && done.length > 0) {
      aside.push(done[0]!);
      beam = [];
    }
    if (rule.finished === 'inside') continue;
    if (rule.finished === 'aside' || step === steps - 1) aside.push(...done);
    beam = beam.filter((one) => !isFinished(one));
  }
  const best = [...aside, ...beam].toSorted(before)[0] ?? { tokens: [], total: 0, last: 0 };
  return { best, live };
}

function order({ rank, ties }: Rule) {
  const sign = ties === 'smallest' ? 1 : -1;
  return (a: Hypothesis, b: Hypothesis): number => {
    if (rank === 'last' && a.last !== b.last) return a.last - b.last;
    const [m, n] = rank === 'mean' ? [b.tokens.length, a.tokens.length] : [1, 1];
    return m * a.total - n * b.total || sign * dictionary(a.tokens, b.tokens);
  };
}

/** The first difference decides, and a beginning comes before what it begins. */
function dictionary(a: readonly number[], b: readonly number[]): number {
  const differs = a.findIndex((symbol, n) => symbol !== b[n]);
  if (differs === -1) return a.length - b.length;
  return differs < b.length ? a[differs]! - b[differs]! : 1;
}

/** cost[T,V,V] → tokens[T], total, live[T], what is unused of the tokens filled with −1. */
export default function beamSearch(
  { cost }: Tensors,
  { width }: OptionValues,
  rule: Partial<Rule> = {},
): Tensors {
  const [T, V] = cost!.shape as [number, number];
  const { best, live } = search(
    (step, before, symbol) => cost!.data[(step * V + before) * V + symbol]!,
    { steps: T, symbols: V, width: Number(width) },
    { ...STANDARD, ...rule },
  );
  const tokens = new Int32Array(T).fill(UNUSED);
  tokens.set(best.tokens);
  const lives = new Int32Array(T);
  lives.set(live);
  return {
    tokens: { shape: [T], data: tokens },
    total: { shape: [], data: Int32Array.of(best.total) },
    live: { shape: [T], data: lives },
  };
}
