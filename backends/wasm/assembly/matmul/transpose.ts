/** Four vectors of four f32, rows for columns. */

// @ts-ignore: decorator
@inline
export function transpose4(from: usize, step: usize, to: usize, toStep: usize): void {
  const x0 = v128.load(from);
  const x1 = v128.load(from + step);
  const x2 = v128.load(from + 2 * step);
  const x3 = v128.load(from + 3 * step);
  const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5);
  const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2));
  v128.store(to + toStep, v128.shuffle<f64>(low01, low23, 1, 3));
  v128.store(to + 2 * toStep, v128.shuffle<f64>(high01, high23, 0, 2));
  v128.store(to + 3 * toStep, v128.shuffle<f64>(high01, high23, 1, 3));
}

/** Two vectors of two f64. */
// @ts-ignore: decorator
@inline
export function transpose2(from: usize, step: usize, to: usize, toStep: usize): void {
  const x0 = v128.load(from);
  const x1 = v128.load(from + step);
  v128.store(to, v128.shuffle<f64>(x0, x1, 0, 2));
  v128.store(to + toStep, v128.shuffle<f64>(x0, x1, 1, 3));
}
