import type { OverKernels } from '../../../backends/lib/formula.ts';
import type { Kernels } from '../../../backends/lib/kernels.ts';
import { type Optimizer, optimizer } from '../../../backends/lib/optimizer.ts';
import type { OptionReader } from '../../../backends/lib/options.ts';

/** An optimizer by its step alone, without a backward. */
export function steps<P extends object>(
  text: string,
  parameters: (options: OptionReader) => P,
  step: (kernels: Kernels) => Optimizer<P>['step'],
): OverKernels {
  return (kernels) => {
    const both = optimizer(text, parameters, (k) => ({ step: step(k), reverse: noReverse }));
    return { forward: both(kernels).forward };
  };
}

function noReverse(): never {
  throw new Error('this step has no backward');
}
