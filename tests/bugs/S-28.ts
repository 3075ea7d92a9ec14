import batchNorm from '../../backends/formulas/batch-norm.ts';
import { channelsFirst, channelsSecond, perChannel } from '../../backends/lib/channels.ts';
import { type Floats, zeros } from '../../backends/lib/kernels.ts';
import { bug } from './lib/bug.ts';

/** dx = dy/√(v + eps): mean and variance of the batch taken for constants, and gamma forgotten. */
export default bug({
  formula: 'batch-norm',
  code: (mended) => (k) => {
    const right = batchNorm(k);
    if (mended) return right;
    return {
      ...right,
      async vjp(inputs, options, cotangents, call) {
        const gradients = await right.vjp?.(inputs, options, cotangents, call);
        const { shape, data } = inputs.x;
        const [N, C, L] = shape;
        const { scale } = k.normalise(
          channelsFirst(k, data as Floats, { N, C, L }),
          N * L,
          Number(options.eps),
        );
        const dy = (cotangents.y?.data ?? zeros(data as Floats, data.length)) as Floats;
        const rows = k.multiply(channelsFirst(k, dy, { N, C, L }), perChannel(k, scale, N * L));
        return { ...gradients, x: { shape, data: channelsSecond(k, rows, { N, C, L }) } };
      },
    };
  },
});
