import { formula } from '../lib/formula.ts';

/** Layer l has widths[l] · widths[l+1] weights and, with biases, widths[l+1] of them. */
export default formula(
  'dense-parameters(widths[L] in 100000) -> weights[layers] in Z, biases[layers] in Z, total[] in Z',
  (options, { L }) => ({ bias: options.flag('bias'), layers: L - 1 }),
  () => ({
    forward({ widths }, _, { bias, layers }) {
      const weights = new Int32Array(layers);
      const biases = new Int32Array(layers);
      let total = 0;
      for (let l = 0; l < layers; l++) {
        weights[l] = widths[l] * widths[l + 1];
        biases[l] = bias ? widths[l + 1] : 0;
        total += widths[l + 1] * (widths[l] + (bias ? 1 : 0));
      }
      return { weights, biases, total: Int32Array.of(total) };
    },
  }),
);
