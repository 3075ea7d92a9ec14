import type { Dtype, Implementation } from '../../backends/lib/contract.ts';
import { ImplementationFailure } from '../../backends/lib/failure.ts';
import { guarded } from '../../backends/lib/guard.ts';
import type { AllValues } from '../../reference/lib/evaluate.ts';
import { ShapeError } from '../../reference/lib/gradient.ts';
import type { Prepared, Reading } from '../../reference/lib/prepare.ts';
import type { OptionValues, Tensor, Tensors } from '../../spec/lib/tensor.ts';
import { plainly } from './plainly.ts';

/** A variant as an implementation: what a plain program that makes this mistake, or follows this convention, gives. */
export function faulty(prepared: Prepared, variant: string, dtype: Dtype): Implementation {
  const { force = {} } = prepared.spec.variants[variant]!;
  return plainProgram(
    `${prepared.spec.name} with ${variant}`,
    prepared,
    prepared.variant(variant),
    dtype,
    force,
  );
}

/** Equations as an implementation, computed step by step in the dtype; it fails as a user's does where a size makes no sense. */
export function plainProgram(
  name: string,
  prepared: Prepared,
  reading: Pick<Reading, 'algorithms'>,
  dtype: Dtype,
  force: OptionValues = {},
): Implementation {
  const target = { dtype, functionUlp: 2, ftz: false };
  const read = (inputs: Tensors, options: OptionValues, cotangents: Tensors, of: 'outputs' | 'gradients') => {
    try {
      return tensors(
        plainly({ prepared, target }, reading, { inputs, cotangents }, { ...options, ...force }, of),
        dtype,
      );
    } catch (thrown) {
      if (thrown instanceof ShapeError) throw new ImplementationFailure('protocol', thrown.message);
      throw thrown;
    }
  };
  return guarded({
    name,
    version: '0',
    dtypes: [dtype],
    formulas: {
      [prepared.spec.name]: {
        forward: (inputs, options) => read(inputs, options, {}, 'outputs'),
        vjp: (inputs, options, cotangents) => read(inputs, options, cotangents, 'gradients'),
      },
    },
  });
}

const tensors = (values: AllValues<number>, dtype: Dtype): Tensors =>
  Object.fromEntries(
    Object.entries(values).map(([name, { shape, data }]): [string, Tensor] => [
      name,
      { shape, data: dtype === 'f32' ? Float32Array.from(data) : Float64Array.from(data) },
    ]),
  );
