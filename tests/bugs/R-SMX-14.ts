import softmaxCrossEntropy from '../../backends/formulas/softmax-cross-entropy.ts';
import { formula } from '../../backends/lib/formula.ts';
import { oneHot } from '../../backends/lib/indices.ts';
import { weightOf } from '../../backends/lib/reduction.ts';
import { bug } from './lib/bug.ts';

/** In the gradient the softmax goes over the samples, and the labels have the sign of the shares. */
export default bug({
  formula: 'softmax-cross-entropy',
  code: (mended) => (kernels) => {
    const { vjp } = formula(
      'softmax-cross-entropy(z[N,K], t[N] in K) -> loss[]',
      (options, { N }) => weightOf(options, N),
      (k) => ({
        forward: () => ({ loss: new Float64Array(1) }),

        vjp({ z, t }, { loss: [dloss] }, { N, K }, { weight }) {
          const labels = oneHot(k, z, t, K);
          const overSamples = () => k.swapAxes(k.softmax(k.swapAxes(z, 1, N, K, 1), N), 1, K, N, 1);
          const shares = mended ? k.softmax(z, K) : overSamples();
          const scale = weight * dloss! * (mended ? 1 : -1);
          return { z: k.combine(scale, shares, -scale, labels) };
        },
      }),
    )(kernels);
    return { ...softmaxCrossEntropy(kernels), ...(vjp && { vjp }) };
  },
});
