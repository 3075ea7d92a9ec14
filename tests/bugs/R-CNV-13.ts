import right from '../../backends/formulas/depthwise-conv2d.ts';
import type { Tensor } from '../../backends/lib/contract.ts';
import { bug } from './lib/bug.ts';

/** Taps come in pairs, and a pair is left out whose first stands, dilated, beyond the width of the kernel as it is. */
export default bug({
  formula: 'depthwise-conv2d',
  variant: ['far-taps-left-out'],
  code: (mended) => (k) => {
    const { forward } = right(k);
    const gathered = ({ shape, data }: Tensor, dilation: number): Tensor => {
      const S = shape[3];
      const left = (_: number, n: number) => {
        const [s, second] = [n % S, (n % S) % 2];
        return (s - second) * dilation + second < S ? data[n] : 0;
      };
      return { shape, data: data.map(left) };
    };
    return {
      forward: (inputs, options, call) =>
        forward(
          mended ? inputs : { ...inputs, w: gathered(inputs.w, Number(options.dilation)) },
          options,
          call,
        ),
    };
  },
});
