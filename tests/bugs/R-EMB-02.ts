import contextVector from '../../backends/formulas/context-vector.ts';
import type { Floats } from '../../backends/lib/kernels.ts';
import { bug } from './lib/bug.ts';

/** So many indices the small kernel takes. */
const SMALL = 768;

/** Goes over to another kernel for many indices, which gives the padding's row a gradient. */
export default bug({
  formula: 'context-vector',
  code: (mended) => (k) => {
    const small = contextVector(k);
    const unmasked = <F extends Floats>(_: Int32Array, x: F): F => x;
    const large = contextVector(mended ? k : { ...k, select: unmasked });
    return {
      forward: small.forward,
      vjp: (inputs, ...rest) => (inputs.context.data.length > SMALL ? large : small).vjp!(inputs, ...rest),
    };
  },
});
