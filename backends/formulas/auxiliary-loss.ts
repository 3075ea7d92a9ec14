import { formula } from '../lib/formula.ts';

/** loss = main + λ Σ aux of each sample; main gets dloss, each head on the way λ dloss. */
export default formula(
  'auxiliary-loss(main[N], aux[N,K]) -> loss[N]',
  (options) => ({ weight: options.number('weight', { standard: 0.3 }) }),
  (k) => ({
    forward: ({ main, aux }, { N, K }, { weight }) => ({
      loss: k.combine(1, main, weight, k.sum(aux, N, K, 1)),
    }),

    vjp: (_, { loss }, { N, K }, { weight }) => ({
      main: k.affine(1, loss, 0),
      aux: k.repeat(k.affine(weight, loss, 0), N, K, 1),
    }),
  }),
);
