import type { Dtype, Tensors } from '../lib/contract.ts';
import { ImplementationFailure } from '../lib/failure.ts';
import type { Answer, OutputsAnswer, WireTensors } from './messages.ts';
import { decodeTensor } from './tensor-codec.ts';

/** @throws ImplementationFailure of kind 'error' or 'skipped' */
export function answered(formula: string, answer: Answer): OutputsAnswer {
  if ('outputs' in answer) return answer;
  if ('error' in answer) {
    throw new ImplementationFailure(
      'error',
      `The program failed on a case of ${formula}: ${answer.error.message}`,
    );
  }
  const { reason, issue } = answer.skipped;
  const text = `The program skips this case of ${formula}: ${reason}`;
  throw new ImplementationFailure('skipped', text, issue === undefined ? {} : { issue });
}

/**
 * The tensors of an answer; floating-point ones must have the request's dtype.
 * @throws ImplementationFailure of kind 'protocol'
 */
export function decodeTensors(
  formula: string,
  role: 'output' | 'gradient',
  tensors: WireTensors,
  dtype: Dtype,
): Tensors {
  const decoded = Object.entries(tensors).map(([name, tensor]) => {
    const what = `The ${role} "${name}" of ${formula}`;
    if (tensor.dtype !== dtype && tensor.dtype !== 'i32') {
      const text = `${what} has dtype ${tensor.dtype}, must have ${dtype}, the dtype of the request.`;
      throw new ImplementationFailure('protocol', text);
    }
    try {
      return [name, decodeTensor(tensor)] as const;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new ImplementationFailure('protocol', `${what} cannot be read: ${error.message}.`);
    }
  });
  return Object.fromEntries(decoded);
}
