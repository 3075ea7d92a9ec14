import type { Tensors } from '../../../backends/lib/contract.ts';
import type { Row } from './machine.ts';

/** Gradients in the shapes of what they are gradients of. */
export const like = (inputs: Tensors, gradients: Readonly<Record<string, Row>>): Tensors =>
  Object.fromEntries(
    Object.entries(gradients).map(([name, data]) => [name, { shape: inputs[name].shape, data }]),
  );
