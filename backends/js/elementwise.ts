import { type Floats, type Kernels, zeros } from '../lib/kernels.ts';
import { elementary } from './elementary.ts';

/** z[i] = f(x[i], y[i]), y repeated over the leading axes. */
function zip<F extends Floats>(x: F, y: Floats, f: (x: number, y: number) => number): F {
  const z = zeros(x, x.length);
  if (y.length === 0 && x.length > 0)
    throw new RangeError('There is nothing to repeat: the second operand is empty');
  for (let start = 0; start < x.length; start += y.length)
    for (let i = 0; i < y.length; i++) z[start + i] = f(x[start + i], y[i]);
  return z;
}

function each<F extends Floats>(x: F, f: (x: number) => number): F {
  const y = zeros(x, x.length);
  for (let i = 0; i < x.length; i++) y[i] = f(x[i]);
  return y;
}

export const elementwise = {
  map: (f, x) => each(x, elementary[f].value),
  mapGradient: (f, x, dy) => zip(x, dy, elementary[f].pullback),
  affine: (scale, x, shift) => each(x, (x) => scale * x + shift),
  combine: (alpha, x, beta, y) => zip(x, y, (x, y) => alpha * x + beta * y),
  multiply: (x, y) => zip(x, y, (x, y) => x * y),
  divide: (x, y) => zip(x, y, (x, y) => x / y),

  select(mask, x, otherwise) {
    const y = zeros(x, x.length);
    for (let i = 0; i < x.length; i++) y[i] = mask[i] === 0 ? otherwise : x[i];
    return y;
  },
} satisfies Partial<Kernels>;
