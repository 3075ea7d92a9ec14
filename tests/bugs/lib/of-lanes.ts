import { formula, type OverKernels } from '../../../backends/lib/formula.ts';
import type { Floats, Kernels } from '../../../backends/lib/kernels.ts';
import { fromRows, type Lanes, lanesAlongAxis, toRows } from '../../../backends/lib/lanes.ts';

/** A formula of lanes: x and what is given for it are rows of `length` numbers. */
export const ofLanes = (
  forward: (k: Kernels, x: Floats, lanes: Lanes, rank: number) => Floats,
  gradient?: (k: Kernels, x: Floats, dy: Floats, lanes: Lanes) => Floats,
): OverKernels =>
  formula(
    'lanes(x[...]) -> y[...]',
    (options, _, { x }) => ({ lanes: lanesAlongAxis(options, x), rank: x.length }),
    (k) => ({
      forward: ({ x }, _, { lanes, rank }) => ({
        y: fromRows(k, forward(k, toRows(k, x, lanes), lanes, rank), lanes),
      }),
      ...(gradient && {
        vjp: ({ x }, { y: dy }, _, { lanes }) => ({
          x: fromRows(k, gradient(k, toRows(k, x, lanes), toRows(k, dy, lanes), lanes), lanes),
        }),
      }),
    }),
  );
