/** A number of which the size matters and not the digits: `0.25`, `75.9`, `2.4e-7`. */
export function shortNumber(x: number, digits: number): string {
  const size = Math.abs(x);
  if (x === 0 || !Number.isFinite(x)) return String(x);
  if (size >= 10 ** -3 && size < 10 ** 6) return String(Number(x.toPrecision(digits)));
  return x.toExponential(digits - 1).replace(/\.?0*e\+?/u, 'e');
}
