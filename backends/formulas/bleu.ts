import { formula } from '../lib/formula.ts';
import { oneNumber } from '../lib/one-number.ts';

const SMOOTHINGS = ['none', 'floor', 'add-k', 'exp'] as const;

/**
 * exp(1 − wanted/words) for what is too short, times the geometric mean of the shares of groups of 1 … order words that
 * stand in a reference, each as often as one reference has it. All sentences together; lengths end them.
 */
export default formula(
  'bleu(candidate[S,C] in 1000000, length[S] in 1000, reference[S,R,L] in 1000000, lengths[S,R] in 1000) -> bleu[]',
  (options) => ({
    order: options.integer('order', { least: 1 }),
    smoothing: options.choice('smoothing', SMOOTHINGS),
    effective: options.flag('effective_order'),
  }),
  () => ({
    forward(
      { candidate, length, reference, lengths },
      { S, C, R, L },
      { order, smoothing, effective },
      call,
    ) {
      const hits = new Array<number>(order).fill(0);
      const total = new Array<number>(order).fill(0);
      let [words, wanted] = [0, 0];
      for (let s = 0; s < S; s++) {
        const own = candidate.subarray(s * C, s * C + length[s]);
        const references = Array.from({ length: R }, (_, r) => {
          const start = (s * R + r) * L;
          return reference.subarray(start, start + lengths[s * R + r]);
        });
        words += own.length;
        wanted += closest(
          own.length,
          references.map((one) => one.length),
        );
        for (let n = 1; n <= order; n++) {
          total[n - 1] += Math.max(own.length - n + 1, 0);
          const most = references.map((one) => groups(one, n));
          for (const [group, count] of groups(own, n))
            hits[n - 1] += Math.min(count, Math.max(...most.map((of) => of.get(group) ?? 0)));
        }
      }
      const mean = geometricMean(precisions(hits, total, smoothing), effective);
      const isHit = hits.some((count) => count > 0);
      const brevity = words > wanted ? 1 : Math.exp(1 - wanted / words);
      return { bleu: oneNumber(isHit ? brevity * mean : 0, call) };
    },
  }),
);

/** How often each group of n words stands in a text. */
function groups(text: Int32Array, n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + n <= text.length; i++) {
    const group = text.subarray(i, i + n).join(' ');
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return counts;
}

/** Of two lengths that are as close the shorter. */
const closest = (length: number, lengths: readonly number[]): number =>
  lengths.reduce((best, one) => {
    const nearer = Math.abs(one - length) - Math.abs(best - length);
    return nearer < 0 || (nearer === 0 && one < best) ? one : best;
  });

/** By order; undefined where there is no group of that many words. */
function precisions(
  hits: readonly number[],
  total: readonly number[],
  smoothing: (typeof SMOOTHINGS)[number],
): (number | undefined)[] {
  let halves = 1;
  return hits.map((count, m) => {
    const added = smoothing === 'add-k' && m > 0 ? 1 : 0;
    if (total[m] + added === 0) return undefined;
    if (count === 0 && smoothing === 'exp') return 1 / ((halves *= 2) * total[m]);
    if (count === 0 && smoothing === 'floor') return 0.1 / total[m];
    return (count + added) / (total[m] + added);
  });
}

function geometricMean(shares: readonly (number | undefined)[], effective: boolean): number {
  const used = effective ? shares.filter((share) => share !== undefined) : shares.map((share) => share ?? 0);
  return Math.exp(used.reduce((sum, share) => sum + Math.log(share), 0) / used.length);
}
