import { formula, type OverKernels, type ReadParameters } from '../../../backends/lib/formula.ts';
import type { Floats, Kernels } from '../../../backends/lib/kernels.ts';

/** The formula y = f(x) with another gradient: what is given makes dx of x and dy. */
export const withGradient =
  <P extends object>(
    right: OverKernels,
    parameters: ReadParameters<P>,
    gradient: (k: Kernels, x: Floats, dy: Floats, parameters: P) => Floats,
  ): OverKernels =>
  (kernels) => {
    const { vjp } = formula('activation(x[...]) -> y[...]', parameters, (k) => ({
      forward: ({ x }) => ({ y: x }),
      vjp: ({ x }, { y: dy }, _, read) => ({ x: gradient(k, x, dy, read) }),
    }))(kernels);
    return { ...right(kernels), ...(vjp && { vjp }) };
  };
