import { formula } from '../../backends/lib/formula.ts';
import { zeros } from '../../backends/lib/kernels.ts';
import { bug } from './lib/bug.ts';
import { lengthOf, readTransposed, TRANSPOSED } from './lib/transposed-convolution.ts';

/**
 * Which pixels paint a row: those a dilation apart, whatever the stride is, and their taps rounded down to whole ones.
 * Where only stride or only dilation is more than 1 that is right.
 */
export default bug({
  formula: 'transposed-conv2d',
  variant: ['pixels-a-dilation-apart'],
  code: (mended) =>
    formula(
      TRANSPOSED,
      (options, sizes) => readTransposed(options, sizes, lengthOf),
      () => ({
        forward({ x, w, b }, { N, C, E, F, H, W, R, S }, { convolution, P, Q }) {
          const { stride, pad, dilation, E: D } = convolution;
          /** The pixels that paint place `at` of the uncut result, with the tap that each does it with. */
          const painters = (at: number, cells: number, taps: number) => {
            const reach = dilation * (taps - 1) + 1;
            const end = Math.min(Math.floor(at / stride) + 1, cells);
            const first = at < reach ? at % dilation : Math.floor((at - reach) / stride) + 1;
            const found: (readonly [cell: number, tap: number])[] = [];
            if (mended)
              for (let cell = 0; cell < end; cell++) {
                const tap = (at - cell * stride) / dilation;
                if (Number.isInteger(tap) && tap < taps) found.push([cell, tap]);
              }
            else
              for (let cell = first; cell < end; cell += dilation)
                found.push([cell, Math.floor((at - cell * stride) / dilation)]);
            return found;
          };
          const y = zeros(x, N * F * P * Q);
          y.forEach((_, place) => {
            const [q, p] = [place % Q, Math.floor(place / Q) % P];
            const [o, n] = [Math.floor(place / (P * Q)) % F, Math.floor(place / (P * Q * F))];
            let sum = b[o];
            for (const [h, r] of painters(p + pad, H, R))
              for (const [v, s] of painters(q + pad, W, S))
                for (let d = 0; d < D; d++) {
                  const c = Math.floor(o / E) * D + d;
                  sum += w[((c * E + (o % E)) * R + r) * S + s] * x[((n * C + c) * H + h) * W + v];
                }
            y[place] = sum;
          });
          return { y };
        },
      }),
    ),
});
