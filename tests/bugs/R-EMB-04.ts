import contextVector from '../../backends/formulas/context-vector.ts';
import type { Floats } from '../../backends/lib/kernels.ts';
import { bug } from './lib/bug.ts';

/** Reads padding as nothing, and gives its row a gradient all the same. */
export default bug({
  formula: 'context-vector',
  variant: ['gradient-to-padding'],
  code: (mended) => (k) => {
    const unmasked = <F extends Floats>(_: Int32Array, x: F): F => x;
    const backward = contextVector(mended ? k : { ...k, select: unmasked });
    return { ...backward, forward: contextVector(k).forward };
  },
});
