import { formula } from './lib/formula.ts';

export default formula({
  name: 'perplexity',
  family: 'language-model',
  title: 'Among how many equally likely words a model would be as unsure as it is about a text',
  sources: [
    'Jelinek, Mercer, Bahl & Baker (1977), Perplexity, a measure of the difficulty of speech recognition tasks',
    'Jurafsky & Martin (2023), Speech and language processing, section 3.3',
    'https://lightning.ai/docs/torchmetrics/stable/text/perplexity.html',
  ],

  // The geometric mean of 1/p over the words that count: those where the mask is 1.
  equations: `perplexity(z[N,T,K], t[N,T] in K, mask[N,T] in 2) -> perplexity
    p[n,s]     = exp(z[n,s,t[n,s]]) / sum[j](exp(z[n,s,j]))
    count      = sum[n,s](mask[n,s] == 1 ? 1 : 0)
    perplexity = exp(-log(prod[n,s](mask[n,s] == 1 ? p[n,s] : 1)) / count)`,
  algorithms: [
    `m[n,s] = stop(max[j](z[n,s,j]))
     h[n,s] = mask[n,s] == 1 ? log(sum[j](exp(z[n,s,j] - m[n,s]))) - (z[n,s,t[n,s]] - m[n,s]) : 0
     perplexity = exp(sum[n,s](h[n,s]) / count)`,
    `m[n,s] = stop(max[j](z[n,s,j]))
     l[n,s] = m[n,s] + log(sum[j](exp(z[n,s,j] - m[n,s])))
     h[n,s] = mask[n,s] == 1 ? l[n,s] - z[n,s,t[n,s]] : 0
     perplexity = exp(sum[n,s](h[n,s]) / count)`,
  ],
  inputs: { mask: 'mask' },
  sizes: { N: [1, 3], T: [1, 4], K: [1, 4] },

  laws: {
    C1: 'a model that gives all K words the same share has the perplexity K, whatever the text',
    C2: 'it is never below 1, and 1 for a model that is certain and right',
    C3: 'to the power of the number of words it is one over the product of their shares',
    C4: 'the scores of words that do not count have no influence and no gradient: padding at the end changes nothing',
    C5: 'of two texts together it is the geometric mean, each weighed by its length',
    C6: 'the gradient is the perplexity times that of the mean loss: (softmax − one at the word) · perplexity / words',
    C7: 'a text that is repeated has the perplexity that it has once, and the order of its words does not matter',
  },
  examples: [
    {
      says: 'four words that are equally likely at each of two steps',
      inputs: {
        z: [
          [
            [1, 1, 1, 1],
            [-2, -2, -2, -2],
          ],
        ],
        t: [[3, 0]],
        mask: [[1, 1]],
      },
      outputs: { perplexity: 4 },
    },
    {
      says: 'two words that count of three: of the mean loss 0.573760 the exponential, 1.77493',
      inputs: {
        z: [
          [
            [4, 1, -4],
            [0, 0, 0],
            [-1, 3, 0],
          ],
        ],
        t: [[0, 2, 0]],
        mask: [[1, 1, 0]],
      },
      outputs: { perplexity: '1.7749275' },
    },
    {
      says: 'a sentence of two words and one of three, padded: all five words count alike',
      inputs: {
        z: [
          [
            [2, 0],
            [0, 1],
            [9, -9],
          ],
          [
            [1, 1],
            [0, 3],
            [-1, 0],
          ],
        ],
        t: [
          [0, 0, 1],
          [1, 1, 0],
        ],
        mask: [
          [1, 1, 0],
          [1, 1, 1],
        ],
      },
      outputs: { perplexity: '2.0118148' },
    },
  ],
  special: [
    {
      says: 'a text that the model has for impossible is beyond measure',
      inputs: { z: [[[0, -Infinity]]], t: [[1]], mask: [[1]] },
      outputs: { perplexity: Infinity },
    },
    {
      says: 'NaN and ∞ at a word that does not count do no harm',
      inputs: {
        z: [
          [
            [0, 0],
            [Number.NaN, Infinity],
          ],
        ],
        t: [[0, 0]],
        mask: [[1, 0]],
      },
      outputs: { perplexity: 2 },
    },
    {
      says: 'NaN at a word that counts is NaN',
      inputs: { z: [[[0, Number.NaN]]], t: [[0]], mask: [[1]] },
      outputs: { perplexity: Number.NaN },
    },
  ],
  variants: {
    'padding-in-the-count': {
      kind: 'mistake',
      says: 'a mean over all positions, padding included',
      edits: 'count = N * T',
      seen: ['R-MET-13', 'R-MET-14'],
    },
    'padding-scored': {
      kind: 'mistake',
      says: 'all positions, padding included, as words of the text',
      edits: `h[n,s] = log(sum[j](exp(z[n,s,j] - m[n,s]))) - (z[n,s,t[n,s]] - m[n,s])
        count = N * T`,
      seen: ['R-MET-14'],
    },
    'mask-blocks': {
      kind: 'convention',
      says: 'a mask in which 1 leaves a word out',
      edits: `h[n,s] = mask[n,s] == 1 ? 0 : log(sum[j](exp(z[n,s,j] - m[n,s]))) - (z[n,s,t[n,s]] - m[n,s])
        count = sum[n,s](mask[n,s] == 1 ? 0 : 1)`,
      who: 'padding masks',
    },
    'power-of-two': {
      kind: 'mistake',
      says: '2 to the power of a loss in nats: two bases mixed',
      edits: 'perplexity = exp(log(2) * sum[n,s](h[n,s]) / count)',
      seen: ['convention 123'],
    },
    'nats-of-bits': {
      kind: 'mistake',
      says: 'e to the power of a loss in bits: two bases mixed',
      edits: 'perplexity = exp(sum[n,s](h[n,s]) / count / log(2))',
      seen: ['convention 123'],
    },
    'not-exponentiated': {
      kind: 'mistake',
      says: 'the mean loss itself',
      edits: 'perplexity = sum[n,s](h[n,s]) / count',
    },
    'of-the-summed-loss': {
      kind: 'mistake',
      says: 'the exponential of the summed loss, which grows with the text',
      edits: 'perplexity = exp(sum[n,s](h[n,s]))',
      seen: ['convention 123'],
    },
    'divided-by-sequences': {
      kind: 'convention',
      says: 'the loss of a sentence in the place of that of a word',
      edits: 'perplexity = exp(sum[n,s](h[n,s]) / N)',
      who: 'perplexity per sentence',
    },
    'mean-over-sequences': {
      kind: 'convention',
      says: 'the mean of the perplexities of the sequences',
      edits: `own[n] = sum[s](mask[n,s] == 1 ? 1 : 0)
        perplexity = sum[n](exp(sum[s](h[n,s]) / own[n])) / N`,
      who: 'Hugging Face evaluate (mean_perplexity)',
    },
    'mean-of-the-sequences-losses': {
      kind: 'mistake',
      says: 'the exponential of the mean of the sequences’ mean losses, in which short ones weigh more',
      edits: `own[n] = sum[s](mask[n,s] == 1 ? 1 : 0)
        perplexity = exp(sum[n](sum[s](h[n,s]) / own[n]) / N)`,
      seen: ['R-MET-13'],
    },
    'arithmetic-mean': {
      kind: 'mistake',
      says: 'the arithmetic mean of 1/p, where the geometric one is meant',
      edits: 'perplexity = sum[n,s](mask[n,s] == 1 ? exp(h[n,s]) : 0) / count',
    },
    'epsilon-in-log': {
      kind: 'mistake',
      says: '1e-6 added to the share before its log',
      edits: `h[n,s] = mask[n,s] == 1
          ? -log(exp(z[n,s,t[n,s]] - m[n,s]) / sum[j](exp(z[n,s,j] - m[n,s])) + 1e-6) : 0`,
      seen: ['S-04'],
    },
    'softmax-twice': {
      kind: 'mistake',
      says: 'a softmax of the softmax',
      edits: `q[n,s,k] = exp(z[n,s,k] - m[n,s]) / sum[j](exp(z[n,s,j] - m[n,s]))
        h[n,s] = mask[n,s] == 1 ? log(sum[j](exp(q[n,s,j]))) - q[n,s,t[n,s]] : 0`,
      seen: ['S-07', 'convention 16'],
    },
    'no-shift': {
      kind: 'mistake',
      says: 'exp of the raw scores, without subtracting the largest first',
      edits: 'h[n,s] = mask[n,s] == 1 ? log(sum[j](exp(z[n,s,j]))) - z[n,s,t[n,s]] : 0',
      shows: 'numerically',
      seen: ['S-01'],
    },
    'gradient-of-the-loss': {
      kind: 'mistake',
      says: 'the gradient of the mean loss, without the factor of the exponential',
      edits: `mean = sum[n,s](h[n,s]) / count
        perplexity = stop(exp(mean) - mean) + mean`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the base of the logarithm does not matter as long as the power has the same: 2 to a loss in nats is wrong',
    'perplexities of models with different vocabularies or tokens cannot be compared',
    'a mean of perplexities is no perplexity: take the mean of the losses, then the exponential',
  ],

  mathjs: `top(n, s) = max(map(range(1, K, true), f(k) = z[n, s, k]));
    part(n, s) = log(sum(map(range(1, K, true), f(k) = exp(z[n, s, k] - top(n, s))))) + top(n, s) - z[n, s, t[n, s] + 1];
    h(n, s) = mask[n, s] == 1 ? part(n, s) : 0;
    all = sum(map(range(1, N, true), f(n) = sum(map(range(1, T, true), g(s) = h(n, s)))));
    words = sum(map(range(1, N, true), f(n) = sum(map(range(1, T, true), g(s) = mask[n, s] == 1 ? 1 : 0))));
    perplexity = exp(all / words)`,
});
