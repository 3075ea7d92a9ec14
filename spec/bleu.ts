import { formula } from './lib/formula.ts';
import { choice, flag, int } from './lib/options.ts';

/** the 1, cat 2, is 3, on 4, mat 5, there 6, a 7. */
const CAT = {
  reference: [
    [
      [1, 2, 3, 4, 1, 5, 0],
      [6, 3, 7, 2, 4, 1, 5],
    ],
  ],
  lengths: [[6, 7]],
};

/** Single words in common, and no group of two. */
const FOUR = { candidate: [[1, 4, 2, 5]], length: [4], reference: [[[1, 2, 3, 4]]], lengths: [[4]] };

export default formula({
  name: 'bleu',
  family: 'decoding',
  title: 'How much of a translation stands, word group by word group, in one of its references',
  sources: [
    'Papineni, Roukos, Ward & Zhu (2002), BLEU: a method for automatic evaluation of machine translation',
    'Post (2018), A call for clarity in reporting BLEU scores (sacreBLEU)',
    'Chen & Cherry (2014), A systematic comparison of smoothing techniques for sentence-level BLEU',
  ],

  // n = m + 1 words make a group. A group is a hit if fewer like it stand before it than one reference has. All sentences
  // of a corpus are counted together. The reference whose length is closest counts for the brevity, of two the shorter.
  equations: `bleu(candidate[S,C] in 8, length[S] in C+1, reference[S,R,L] in 8, lengths[S,R] in L+1; order, smoothing, effective_order) -> bleu
    before[s<S,i<C,m<order]   = sum[j<C](j < i and prod[k<order](k > m or candidate[s,j+k]|0 == candidate[s,i+k]|0 ? 1 : 0) == 1 ? 1 : 0)
    has[s<S,r<R,i<C,m<order]  = sum[j<L](j + m < lengths[s,r] and prod[k<order](k > m or reference[s,r,j+k]|0 == candidate[s,i+k]|0 ? 1 : 0) == 1 ? 1 : 0)
    clip[s<S,i<C,m<order]     = max[r<R](has[s,r,i,m])
    hits[m<order]  = sum[s<S,i<C](i + m < length[s] and before[s,i,m] < clip[s,i,m] ? 1 : 0)
    total[m<order] = sum[s<S](max(length[s] - m, 0))
    added[m<order] = smoothing == 'add-k' and m > 0 ? 1 : 0
    zeros[m<order] = sum[i<order](i <= m and hits[i] == 0 ? 1 : 0)
    p[m<order] = total[m] + added[m] == 0 ? 0
               : hits[m] > 0 or smoothing == 'none' or smoothing == 'add-k' ? (hits[m] + added[m]) / (total[m] + added[m])
               : smoothing == 'floor' ? 0.1 / total[m] : 1 / (2^zeros[m] * total[m])
    used = effective_order ? sum[m<order](total[m] + added[m] > 0 ? 1 : 0) : order
    apart[s<S]   = min[r<R](abs(lengths[s,r] - length[s]))
    closest[s<S] = min[r<R](abs(lengths[s,r] - length[s]) == apart[s] ? lengths[s,r] : L + 1)
    words   = sum[s<S](length[s])
    wanted  = sum[s<S](closest[s])
    brevity = words == 0 ? 0 : words > wanted ? 1 : exp(1 - wanted / words)
    mean = min[m<order](m < used ? p[m] : 1) == 0 ? 0 : exp(sum[m<order](m < used ? log(p[m]) : 0) / max(used, 1))
    bleu = sum[m<order](hits[m]) == 0 ? 0 : brevity * mean`,
  options: {
    order: int(1, 4, 4),
    smoothing: choice('none', 'floor', 'add-k', 'exp'),
    effective_order: flag(false),
  },
  sizes: { S: [1, 2], C: [2, 8], R: [1, 2], L: [2, 8] },

  laws: {
    C1: 'it lies between 0 and 1, and is 1 for a reference as its own translation that is long enough',
    C2: 'neither the order of the sentences nor that of the references matters, nor which number a word has, nor what stands behind the end',
    C3: 'groups of one word count as often as they are in both: the brevity penalty times Σ min of the counts over the length',
    C4: 'a corpus that is repeated is as good as once, without smoothing',
    C5: 'one reference more, as long as another, never harms',
    C6: 'the first c words of a reference of r words get exp(1 − r/c), less the fewer they are',
    C7: 'a word that is repeated counts no more often than the reference has it',
    C8: 'of references of different lengths the closest counts for the brevity penalty, of two that are as close the shorter',
  },
  examples: [
    {
      says: 'the the the the the the the: of seven words two count',
      inputs: { candidate: [[1, 1, 1, 1, 1, 1, 1]], length: [7], ...CAT },
      options: { order: 1 },
      outputs: { bleu: '0.28571429' },
    },
    {
      says: 'the cat is on the mat itself',
      inputs: { candidate: [[1, 2, 3, 4, 1, 5, 0]], length: [6], ...CAT },
      outputs: { bleu: 1 },
    },
    {
      says: 'the cat the cat on the mat: 5/7, 4/6, 2/5 and 1/4 of its groups',
      inputs: { candidate: [[1, 2, 1, 2, 4, 1, 5]], length: [7], ...CAT },
      outputs: { bleu: '0.46713798' },
    },
    {
      says: 'on the mat, of the first reference alone: all groups of up to two words stand there, and it is short',
      inputs: {
        candidate: [[4, 1, 5]],
        length: [3],
        reference: [[[1, 2, 3, 4, 1, 5]]],
        lengths: [[6]],
      },
      options: { order: 2 },
      outputs: { bleu: '0.36787944' },
    },
    {
      says: 'five words for seven: exp(1 − 7/5), not exp(1 − 5/7)',
      inputs: {
        candidate: [[6, 3, 7, 2, 4]],
        length: [5],
        reference: [[[6, 3, 7, 2, 4, 1, 5]]],
        lengths: [[7]],
      },
      outputs: { bleu: '0.67032005' },
      printed: { bleu: '1.3307' },
    },
    {
      says: 'four words between references of three and of six: the closer is the one of three, so no penalty',
      inputs: {
        candidate: [[1, 2, 3, 4]],
        length: [4],
        reference: [
          [
            [1, 2, 3, 0, 0, 0],
            [1, 2, 3, 4, 1, 5],
          ],
        ],
        lengths: [[3, 6]],
      },
      outputs: { bleu: 1 },
    },
    {
      says: 'three words between references of two and of four: the shorter of two that are as close',
      inputs: {
        candidate: [[1, 2, 3]],
        length: [3],
        reference: [
          [
            [1, 2, 0, 0],
            [1, 2, 3, 4],
          ],
        ],
        lengths: [[2, 4]],
      },
      options: { order: 2 },
      outputs: { bleu: 1 },
    },
    {
      says: 'no group of two words in common: nothing without smoothing …',
      inputs: FOUR,
      options: { order: 3 },
      outputs: { bleu: 0 },
    },
    {
      says: '… a tenth of a hit each: the cube root of 3/4 · 0.1/3 · 0.1/2',
      inputs: FOUR,
      options: { order: 3, smoothing: 'floor' },
      outputs: { bleu: '0.10772173' },
    },
    {
      says: '… half a hit, then a quarter: 3/4 · 1/6 · 1/8',
      inputs: FOUR,
      options: { order: 3, smoothing: 'exp' },
      outputs: { bleu: '0.25' },
    },
    {
      says: '… one hit more from two words on: 3/4 · 1/4 · 1/3',
      inputs: FOUR,
      options: { order: 3, smoothing: 'add-k' },
      outputs: { bleu: '0.39685026' },
    },
    {
      says: 'two words have no group of three: 0, unless only the orders that there are count',
      inputs: { candidate: [[1, 2]], length: [2], reference: [[[1, 2]]], lengths: [[2]] },
      options: { order: 3, effective_order: true },
      outputs: { bleu: 1 },
    },
    {
      says: '… where one is added there is one of each order: 1/2 · (0 + 1)/(1 + 1) · (0 + 1)/(0 + 1)',
      inputs: { candidate: [[1, 2]], length: [2], reference: [[[1, 3]]], lengths: [[2]] },
      options: { order: 3, smoothing: 'add-k', effective_order: true },
      outputs: { bleu: '0.62996052' },
    },
    {
      says: 'two sentences of one word, one of them right: the root of 1/2 · (0 + 1)/(0 + 1)',
      inputs: { candidate: [[1], [2]], length: [1, 1], reference: [[[1]], [[3]]], lengths: [[1], [1]] },
      options: { order: 2, smoothing: 'add-k', effective_order: true },
      outputs: { bleu: '0.70710678' },
    },
    {
      says: 'a corpus of two sentences: hits and groups are added up before they are divided, (2 + 1)/(2 + 4)',
      inputs: {
        candidate: [
          [1, 2, 0, 0],
          [3, 6, 7, 2],
        ],
        length: [2, 4],
        reference: [[[1, 2, 0, 0]], [[3, 4, 5, 1]]],
        lengths: [[2], [4]],
      },
      options: { order: 1 },
      outputs: { bleu: 0.5 },
      printed: { bleu: 0.625 },
    },
  ],
  variants: {
    'not-clipped': {
      kind: 'mistake',
      says: 'every group that stands in a reference as a hit, however often it is repeated',
      edits: 'hits[m<order] = sum[s<S,i<C](i + m < length[s] and clip[s,i,m] > 0 ? 1 : 0)',
    },
    'each-group-once': {
      kind: 'mistake',
      says: 'each different group as a hit once',
      edits:
        'hits[m<order] = sum[s<S,i<C](i + m < length[s] and before[s,i,m] == 0 and clip[s,i,m] > 0 ? 1 : 0)',
    },
    'references-added': {
      kind: 'mistake',
      says: 'groups clipped by how often all references together have them',
      edits: 'clip[s<S,i<C,m<order] = sum[r<R](has[s,r,i,m])',
    },
    'no-brevity-penalty': {
      kind: 'mistake',
      says: 'no penalty for what is too short',
      edits: 'brevity = words == 0 ? 0 : 1',
    },
    'brevity-inverted': {
      kind: 'mistake',
      says: 'exp(1 − c/r), which rewards what is too short',
      edits: 'brevity = words == 0 ? 0 : words > wanted ? 1 : exp(1 - words / max(wanted, 1))',
      seen: ['R-MET-10'],
    },
    'brevity-of-long-ones': {
      kind: 'mistake',
      says: 'exp(1 − r/c) without its bound 1, which rewards length',
      edits: 'brevity = words == 0 ? 0 : exp(1 - wanted / words)',
      seen: ['R-MET-10'],
    },
    'shortest-reference': {
      kind: 'convention',
      says: 'the length of the shortest reference',
      edits: 'closest[s<S] = min[r<R](lengths[s,r])',
      who: 'NIST mteval up to version 11',
      seen: ['R-MET-12'],
    },
    'longer-of-two': {
      kind: 'mistake',
      says: 'of two references that are as close the longer',
      edits: 'closest[s<S] = max[r<R](abs(lengths[s,r] - length[s]) == apart[s] ? lengths[s,r] : 0)',
      seen: ['R-MET-12'],
    },
    'difference-of-lengths': {
      kind: 'mistake',
      says: 'the difference from the closest length in the place of that length',
      edits: 'closest[s<S] = apart[s]',
      seen: ['R-MET-11'],
    },
    'all-references-as-one': {
      kind: 'mistake',
      says: 'the lengths of all references added up',
      edits: 'closest[s<S] = sum[r<R](lengths[s,r])',
    },
    'arithmetic-mean': {
      kind: 'mistake',
      says: 'the arithmetic mean of the precisions',
      edits: 'mean = sum[m<order](m < used ? p[m] : 0) / max(used, 1)',
    },
    'highest-order-alone': {
      kind: 'mistake',
      says: 'the precision of the largest groups alone',
      edits: 'mean = p[order - 1]',
    },
    'groups-of-the-reference': {
      kind: 'mistake',
      says: 'hits divided by the groups of the closest reference: a recall',
      edits: 'total[m<order] = sum[s<S](max(closest[s] - m, 0))',
    },
    'padding-counted': {
      kind: 'mistake',
      says: 'lengths with the padding of the table',
      edits: `total[m<order] = S * max(C - m, 0)
        words = S * C`,
    },
    'one-added-to-single-words': {
      kind: 'convention',
      says: 'one added for single words as well',
      edits: "added[m<order] = smoothing == 'add-k' ? 1 : 0",
      who: 'BLEU+1 in some toolkits',
    },
    'mean-of-sentences': {
      kind: 'mistake',
      says: 'the mean of the sentences’ own scores, unsmoothed',
      edits: `hit[s<S,m<order] = sum[i<C](i + m < length[s] and before[s,i,m] < clip[s,i,m] ? 1 : 0)
        q[s<S,m<order] = length[s] - m > 0 ? hit[s,m] / (length[s] - m) : 0
        b[s<S]   = length[s] == 0 ? 0 : length[s] > closest[s] ? 1 : exp(1 - closest[s] / length[s])
        own[s<S] = min[m<order](q[s,m]) == 0 ? 0 : b[s] * exp(sum[m<order](log(q[s,m])) / order)
        bleu     = sum[s<S](own[s]) / S`,
    },
    percent: {
      kind: 'convention',
      says: 'percent',
      edits: 'bleu = sum[m<order](hits[m]) == 0 ? 0 : 100 * brevity * mean',
      who: 'sacreBLEU, multi-bleu.perl',
    },
    'never-smoothed': {
      kind: 'mistake',
      says: 'no smoothing, whichever was asked for',
      force: { smoothing: 'none' },
    },
    'always-four': {
      kind: 'mistake',
      says: 'groups of up to four words, whatever was asked for',
      force: { order: 4 },
    },
    'always-all-orders': {
      kind: 'mistake',
      says: 'all orders, whether there are groups of that size or not',
      force: { effective_order: false },
    },
  },
  pitfalls: [
    'the mean of sentences’ scores is not the score of the corpus: hits are added up first',
    'a sentence without a group of four words in common has the score 0 unless it is smoothed, and there are many smoothings',
    'scores of differently tokenised texts cannot be compared',
  ],

  mathjs: `word(s, i) = candidate[s, i];
    alike(s, i, j, n) = prod(map(range(1, n, true), f(k) = word(s, i + k - 1) == word(s, j + k - 1) ? 1 : 0));
    found(s, r, i, j, n) = prod(map(range(1, n, true), f(k) = word(s, i + k - 1) == reference[s, r, j + k - 1] ? 1 : 0));
    own(s, i, n) = sum(map(range(1, C, true), f(j) = j + n - 1 <= length[s] ? alike(s, i, j, n) : 0));
    there(s, r, i, n) = sum(map(range(1, L, true), f(j) = j + n - 1 <= lengths[s, r] ? found(s, r, i, j, n) : 0));
    most(s, i, n) = max(map(range(1, R, true), f(r) = there(s, r, i, n)));
    share(s, i, n) = min(own(s, i, n), most(s, i, n)) / own(s, i, n);
    hits(n) = round(sum(map(range(1, S, true), f(s) = sum(map(range(1, C, true), g(i) = i + n - 1 <= length[s] ? share(s, i, n) : 0)))));
    groups(n) = sum(map(range(1, S, true), f(s) = max(length[s] - n + 1, 0)));
    plus(n) = equalText(smoothing, "add-k") ? (n > 1 ? 1 : 0) : 0;
    none(n) = sum(map(range(1, n, true), f(i) = hits(i) == 0 ? 1 : 0));
    rare(n) = equalText(smoothing, "floor") ? 1 / 10 / groups(n) : (equalText(smoothing, "exp") ? 1 / (2^none(n) * groups(n)) : 0);
    p(n) = groups(n) + plus(n) == 0 ? 0 : (hits(n) + plus(n) > 0 ? (hits(n) + plus(n)) / (groups(n) + plus(n)) : rare(n));
    last = effective_order ? sum(map(range(1, order, true), f(n) = groups(n) + plus(n) > 0 ? 1 : 0)) : order;
    away(s, r) = abs(lengths[s, r] - length[s]) + lengths[s, r] / 1000;
    nearest(s) = min(map(range(1, R, true), f(r) = away(s, r)));
    chosen(s) = min(map(range(1, R, true), f(r) = away(s, r) == nearest(s) ? lengths[s, r] : 1000));
    words = sum(map(range(1, S, true), f(s) = length[s]));
    wanted = sum(map(range(1, S, true), f(s) = chosen(s)));
    any = sum(map(range(1, order, true), f(n) = hits(n)));
    least = any == 0 ? 0 : min(map(range(1, last, true), f(n) = p(n)));
    bleu = least == 0 ? 0 : min(1, exp(1 - wanted / words)) * exp(sum(map(range(1, last, true), f(n) = log(p(n)))) / last)`,
});
