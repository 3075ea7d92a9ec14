import { layout } from '../../reference/lib/layout.ts';
import { prepare } from '../../reference/lib/prepare.ts';
import type { Formula } from '../../spec/lib/formula.ts';
import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';

/**
 * Are there sizes for which the signature has inputs of these shapes? Whether an implementation turns others down is its
 * own affair: nobody may put them to it.
 */
export function fitsSignature(spec: Formula, inputs: Tensors, options: OptionValues): boolean {
  const prepared = prepare(spec);
  try {
    layout(prepared.spec, prepared.tensors, inputs, options);
    return true;
  } catch {
    return false;
  }
}
