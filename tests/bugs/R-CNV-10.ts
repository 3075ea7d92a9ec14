import right from '../../backends/formulas/transposed-conv2d.ts';
import { zeros } from '../../backends/lib/kernels.ts';
import { bug } from './lib/bug.ts';

/** Dilation and groups handed on in each other's place, to a layer that adds its bias afterwards. */
export default bug({
  formula: 'transposed-conv2d',
  code: (mended) => (k) => {
    const { forward } = right(k);
    return {
      async forward({ x, w, b }, options, call) {
        const [groups, dilation] = mended
          ? [options.groups, options.dilation]
          : [options.dilation, options.groups];
        const bias = b.data as Float64Array;
        const none = { shape: [Number(groups) * w.shape[1]], data: zeros(bias, Number(groups) * w.shape[1]) };
        const { y } = await forward({ x, w, b: none }, { ...options, groups, dilation }, call);
        const [, F, P, Q] = y.shape;
        const data = (y.data as Float64Array).map(
          (value, n) => value + bias[(Math.floor(n / (P * Q)) % F) % bias.length],
        );
        return { y: { shape: y.shape, data } };
      },
    };
  },
});
