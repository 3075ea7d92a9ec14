import js from '../../../backends/js/index.ts';
import { branched as sigmoid } from './activations.ts';
import type { Form, Forms } from './form.ts';
import type { Machine } from './machine.ts';

/** The loss as the backend has it, and the gradient by the scores from what a score, its label and weight give. */
const withSlope =
  (slope: (m: Machine, z: number, t: number, w: number) => number): Form =>
  (m) => {
    const { forward, vjp } = js.formulas['binary-cross-entropy-with-logits'];
    return {
      forward,
      vjp(inputs, options, cotangents, call) {
        const [N, K] = inputs.z.shape;
        const [z, t, w] = [inputs.z, inputs.t, inputs.w].map(({ data }) => m.load(data));
        const [dloss] = m.load(cotangents.loss.data);
        const g = options.reduction === 'mean' ? m.div(dloss, N * K) : dloss;
        const data = m.row(N * K, (n) => m.mul(slope(m, z[n], t[n], w[n % K]), g));
        return { ...vjp!(inputs, options, cotangents, call), z: { shape: [N, K], data } };
      },
    };
  };

export default {
  '(w t + 1 − t) σ − w t': withSlope((m, z, t, w) => {
    const yes = m.mul(w, t);
    return m.sub(m.mul(m.sub(m.add(yes, 1), t), sigmoid(m, z)), yes);
  }),

  '(1 − t) σ(z) − w t σ(−z)': withSlope((m, z, t, w) =>
    m.sub(m.mul(m.sub(1, t), sigmoid(m, z)), m.mul(m.mul(w, t), sigmoid(m, -z))),
  ),

  'w t (σ − 1) + (1 − t) σ': withSlope((m, z, t, w) => {
    const s = sigmoid(m, z);
    return m.fma(m.mul(w, t), m.sub(s, 1), m.mul(m.sub(1, t), s));
  }),
} satisfies Forms;
