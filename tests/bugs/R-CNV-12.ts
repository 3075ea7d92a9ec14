import { formula } from '../../backends/lib/formula.ts';
import { zeros } from '../../backends/lib/kernels.ts';
import { bug } from './lib/bug.ts';
import { lengthOf, readTransposed, TRANSPOSED } from './lib/transposed-convolution.ts';

/** The kernels are a view, in and out exchanged, but its strides are not looked at: its memory is taken as it lies. */
export default bug({
  formula: 'transposed-conv2d',
  variant: ['weights-out-in'],
  code: (mended) =>
    formula(
      TRANSPOSED,
      (options, sizes) => readTransposed(options, sizes, lengthOf),
      (k) => ({
        forward({ x, w, b }, { N, C, E, F, H, W, R, S }, { convolution, P, Q }) {
          const { stride, pad, dilation, E: D } = convolution;
          const [perE, perC] = mended ? [R * S, E * R * S] : [C * R * S, R * S];
          const sums = Float64Array.from(k.repeat(k.repeat(b, 1, N, F), N * F, P * Q, 1));
          for (let n = 0; n < N; n++)
            for (let c = 0; c < C; c++)
              for (let at = 0; at < H * W; at++)
                for (let e = 0; e < E; e++)
                  for (let tap = 0; tap < R * S; tap++) {
                    const p = Math.floor(at / W) * stride + Math.floor(tap / S) * dilation - pad;
                    const q = (at % W) * stride + (tap % S) * dilation - pad;
                    if (p < 0 || p >= P || q < 0 || q >= Q) continue;
                    const o = Math.floor(c / D) * E + e;
                    sums[((n * F + o) * P + p) * Q + q] +=
                      w[perE * e + perC * c + tap] * x[(n * C + c) * H * W + at];
                  }
          const y = zeros(x, sums.length);
          y.set(sums);
          return { y };
        },
      }),
    ),
});
