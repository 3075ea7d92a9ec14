import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import { scalars } from '../lib/scalars.ts';

export interface Rule {
  /** Is the kernel as deep as the image? */
  readonly depth: boolean;
  readonly biases: 'each' | 'one' | 'none';
  /** Is the result as large as the image? */
  readonly same: boolean;
}

const STANDARD: Rule = { depth: true, biases: 'each', same: false };

/** How many positions a window has along an axis; 0 where it does not fit. */
export function positions(size: number, kernel: number, stride: number, pad: number): number {
  let found = 0;
  for (let start = 0; start + kernel <= size + 2 * pad; start += stride) found++;
  return found;
}

/** Parameters of a convolution, of a locally connected and of a dense layer of its shape. */
export default function convolutionParameters(
  _: Tensors,
  options: OptionValues,
  rule: Partial<Rule> = {},
): Tensors {
  const { depth, biases, same } = { ...STANDARD, ...rule };
  const { height, width, channels, filters, kernel_h, kernel_w, stride, pad } = options as Record<
    string,
    number
  >;
  const fitting = [
    positions(height!, kernel_h!, stride!, pad!),
    positions(width!, kernel_w!, stride!, pad!),
  ] as const;
  if (fitting.includes(0)) return scalars({ shared: -1, local: -1, dense: -1 });
  const [P, Q] = same ? [height!, width!] : fitting;
  const kernel = kernel_h! * kernel_w! * (depth ? channels! : 1);
  const outputs = P * Q * filters!;
  const biasesOf = (units: number) => (!options.bias || biases === 'none' ? 0 : biases === 'one' ? 1 : units);
  return scalars({
    shared: kernel * filters! + biasesOf(filters!),
    local: kernel * outputs + biasesOf(outputs),
    dense: height! * width! * channels! * outputs + biasesOf(outputs),
  });
}
