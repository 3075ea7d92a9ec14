import { formula, noOptions } from '../lib/formula.ts';

/** From the top down: n neighbouring outputs of a layer come from (n − 1) · stride + kernel of its inputs. */
export default formula(
  'receptive-field(kernel[L] in 100, stride[L] in 100) -> field[L] in Z, jump[L] in Z',
  noOptions,
  () => ({
    forward({ kernel, stride }, { L }) {
      const inputsOf = (outputs: number, top: number) => {
        let count = outputs;
        for (let l = top; l >= 0; l--) count = (count - 1) * stride[l] + kernel[l];
        return count;
      };
      const field = Int32Array.from({ length: L }, (_, top) => inputsOf(1, top));
      return { field, jump: field.map((one, top) => inputsOf(2, top) - one) };
    },
  }),
);
