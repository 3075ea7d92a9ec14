import type { OptionValues, Tensor } from '../../spec/lib/tensor.ts';

/** Where pooling windows lie, counted out pixel by pixel. */

interface Window {
  readonly kernel: number;
  readonly stride: number;
  readonly pad: number;
}

/**
 * How many windows an axis has: one at every stride that ends inside the padded image; rounding up, also the next one,
 * if a pixel is left over for it and it starts on the image or before it.
 */
export function windowCount(size: number, options: OptionValues): number {
  const { kernel, stride, pad } = options as unknown as Window;
  let found = 0;
  let start = -pad;
  for (; start + kernel <= size + pad; start += stride) found++;
  const leftOver = start - stride + kernel < size + pad;
  return options.ceil && leftOver && start < size ? found + 1 : found;
}

/** Row and column of every pixel of the image in window (p, q); padding left out. */
export function cells({ shape }: Tensor, options: OptionValues, p: number, q: number): [number, number][] {
  const { kernel, stride, pad } = options as unknown as Window;
  const along = (axis: number, place: number) =>
    Array.from({ length: kernel }, (_, k) => stride * place - pad + k).filter(
      (index) => index >= 0 && index < shape[axis]!,
    );
  return along(2, p).flatMap((h) => along(3, q).map((v): [number, number] => [h, v]));
}
