import { formula } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';

/** score = logp ((5 + length)/6)^−α, and dlogp is dscore by the same. In doubles, and rounded once. */
export default formula(
  'length-penalty(logp[...], length[...]) -> score[...]',
  (options) => ({ alpha: options.number('alpha') }),
  () => ({
    forward: ({ logp, length }, _, { alpha }) => ({ score: penalised(logp, length, alpha) }),
    vjp: ({ length }, { score }, _, { alpha }) => ({ logp: penalised(score, length, alpha) }),
  }),
);

function penalised(x: Floats, length: Floats, alpha: number): Floats {
  const result = zeros(x, x.length);
  for (let n = 0; n < x.length; n++) result[n] = x[n] / ((5 + length[n]) / 6) ** alpha;
  return result;
}
