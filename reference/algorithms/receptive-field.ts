import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';

export interface Rule {
  /** By which strides a window is stretched: those of the layers before it, its own too, or none. */
  readonly stretch: 'before' | 'own' | 'none';
  /** How many inputs a window shares with the field that it is added to. */
  readonly shared: number;
}

const STANDARD: Rule = { stretch: 'before', shared: 1 };

/** kernel[L], stride[L] → field[L], jump[L], by going up from the input. */
export default function receptiveField(
  { kernel, stride }: Tensors,
  _: OptionValues,
  rule: Partial<Rule> = {},
): Tensors {
  const { stretch, shared } = { ...STANDARD, ...rule };
  const { shape } = kernel!;
  const field = new Int32Array(shape[0]!);
  const jump = new Int32Array(shape[0]!);
  let [seen, apart] = [1, 1];
  for (let l = 0; l < field.length; l++) {
    const after = stretch === 'none' ? 1 : apart * stride!.data[l]!;
    seen += (kernel!.data[l]! - shared) * (stretch === 'own' ? after : apart);
    apart = after;
    field[l] = seen;
    jump[l] = apart;
  }
  return { field: { shape, data: field }, jump: { shape, data: jump } };
}
