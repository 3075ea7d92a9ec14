/** erf x. */
export function erf(x: number): number {
  return Number.NaN * x;
}
