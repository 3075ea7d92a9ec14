import ctc from '../../backends/formulas/ctc-loss.ts';
import type { Floats } from '../../backends/lib/kernels.ts';
import { bug } from './lib/bug.ts';

/**
 * The way back begins at the last blank and at the label before it. An empty target has none: the cell before the row is taken
 * for its state, which nobody has written, and the label in the first place of the target for its class.
 */
export default bug({
  formula: 'ctc-loss',
  code: (mended) => (k) => {
    const right = ctc(k);
    return {
      ...right,
      async vjp(inputs, options, cotangents, call) {
        const gradients = await right.vjp!(inputs, options, cotangents, call);
        if (mended) return gradients;
        const { loss } = await right.forward(inputs, options, call);
        const dl = gradients.l.data as Floats;
        const [N, T, C] = inputs.l.shape;
        const S = inputs.t.shape[1];
        for (let n = 0; n < N; n++) {
          if (inputs.length.data[n] > 0) continue;
          const astray = (n * T + T - 1) * C + Number(inputs.t.data[n * S]);
          dl[astray] -= Number(cotangents.loss.data[n]) * Math.exp(Number(loss.data[n]));
        }
        return gradients;
      },
    };
  },
});
