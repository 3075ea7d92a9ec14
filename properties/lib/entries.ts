import { completed, count, evaluatePolynomial } from '../../reference/lib/layout.ts';
import type { PreparedSignature } from '../../reference/lib/prepare.ts';
import type { OptionValues } from '../../spec/lib/tensor.ts';

/** How many numbers some inputs of a formula hold, its parameters say, as its signature has them. */
export function entries(
  { tensors, options: declared }: PreparedSignature,
  inputs: readonly string[],
  sizes: Readonly<Record<string, number>>,
  options: OptionValues = {},
): number {
  const standard = Object.fromEntries(Object.entries(declared).map(([name, one]) => [name, one.default]));
  const all = { ...standard, ...options };
  const env = { ...all, ...completed(tensors, sizes, all) };
  return inputs.reduce((sum, name) => {
    const input = tensors.inputs.find((one) => one.name === name);
    if (!input) throw new Error(`'${name}' is none of the inputs ${tensors.inputs.map((one) => one.name)}`);
    return sum + count(input.dims.map((dim) => evaluatePolynomial(dim, env)));
  }, 0);
}
