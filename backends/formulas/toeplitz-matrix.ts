import { formula } from '../lib/formula.ts';
import { zeros } from '../lib/kernels.ts';

/** Row p is the kernel from place p on; dw[k] adds up what arrives at the places p + k of all rows p. */
export default formula(
  'toeplitz-matrix(w[K]) -> A[P,width]',
  (options, { K }) => {
    const width = options.integer('length', { least: 1 });
    if (width < K) options.reject(`length to be at least the kernel's ${K}`, width);
    return { width, P: width - K + 1 };
  },
  () => ({
    forward({ w }, _, { width, P }) {
      const A = zeros(w, P * width);
      for (let p = 0; p < P; p++) A.set(w, p * width + p);
      return { A };
    },

    vjp({ w }, { A: dA }, { K }, { width, P }) {
      const dw = zeros(w, K);
      for (let k = 0; k < K; k++) {
        let sum = 0;
        for (let p = 0; p < P; p++) sum += dA[p * width + p + k];
        dw[k] = sum;
      }
      return { w: dw };
    },
  }),
);
