import { formula } from '../../backends/lib/formula.ts';
import { zeros } from '../../backends/lib/kernels.ts';
import { readPooling } from '../../backends/lib/windows.ts';
import { bug } from './lib/bug.ts';
import { AVERAGE_POOL } from './lib/windows.ts';

/** Rounding up keeps windows that lie in the padding alone; without counted padding their mean is 0 / 0. */
export default bug({
  formula: 'avg-pool2d',
  variant: ['window-in-the-padding-kept'],
  code: (mended) =>
    formula(
      AVERAGE_POOL,
      (options, sizes) => {
        const right = readPooling(options, sizes);
        const [ceil, countPad] = [options.flag('ceil'), options.flag('count_pad')];
        if (mended || !ceil) return { ...right, countPad };
        const { H, W, kernel, stride, pad } = right;
        const count = (size: number) => Math.ceil((size + 2 * pad - kernel) / stride) + 1;
        return { ...right, P: count(H), Q: count(W), countPad };
      },
      () => ({
        forward({ x }, _, { planes, H, W, P, Q, kernel, stride, pad, countPad }) {
          const y = zeros(x, planes * P * Q);
          const rows = (p: number, size: number) => {
            const start = p * stride - pad;
            const end = Math.min(start + kernel, size + pad);
            const [first, last] = [Math.max(start, 0), Math.min(end, size)];
            return { first, last, counted: countPad ? end - start : last - first };
          };
          y.forEach((_, place) => {
            const plane = Math.floor(place / (P * Q)) * H * W;
            const [down, across] = [rows(Math.floor(place / Q) % P, H), rows(place % Q, W)];
            let sum = 0;
            for (let h = down.first; h < down.last; h++)
              for (let v = across.first; v < across.last; v++) sum += x[plane + h * W + v];
            y[place] = sum / (down.counted * across.counted);
          });
          return { y };
        },
      }),
    ),
});
