import {
  type FormulaImplementation,
  type Implementation,
  implementation,
  type Tensor,
  type Tensors,
} from '../../backends/lib/contract.ts';
import { map } from './tensors.ts';

/** What may be done to right numbers so that they are wrong. */
const PERTURBATIONS: Readonly<Record<string, (tensor: Tensor) => Tensor>> = {
  'its first number one more': (tensor) => map(tensor, (x, n) => (n === 0 ? x + 1 : x)),
  'its last number one less': (tensor) => map(tensor, (x, n) => (n === tensor.data.length - 1 ? x - 1 : x)),
  'every number one more': (tensor) => map(tensor, (x) => x + 1),
  'every number doubled': (tensor) => map(tensor, (x) => 2 * x),
  'every sign turned': (tensor) => map(tensor, (x) => -x),
  'zeros in the place of NaN': (tensor) => map(tensor, (x) => (Number.isNaN(x) ? 0 : x)),
  'its numbers in reverse': (tensor) => map(tensor, (_, n) => tensor.data.at(-1 - n)!),
};

/** A formula of an implementation whose answers are spoilt, in each of several ways. */
export function* perturbed(
  { formulas }: Implementation,
  name: string,
): Generator<{ readonly says: string; readonly implementation: Implementation }> {
  const entry = formulas[name]!;
  for (const [says, spoil] of Object.entries(PERTURBATIONS)) {
    const spoilt = (tensors: Tensors): Tensors =>
      Object.fromEntries(Object.entries(tensors).map(([output, tensor]) => [output, spoil(tensor)]));
    const wrong: FormulaImplementation = {
      ...entry,
      forward: async (...call) => spoilt(await entry.forward(...call)),
      ...(entry.vjp && { vjp: async (...call) => spoilt(await entry.vjp!(...call)) }),
    };
    yield {
      says,
      implementation: implementation({ name: says, dtypes: ['f32', 'f64'], formulas: { [name]: wrong } }),
    };
  }
}
