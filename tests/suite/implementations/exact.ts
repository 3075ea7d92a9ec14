/** What float64 operations lose in their rounding, exactly, and operations of twice its digits made of that. */

/** a + b − sum, where sum = a + b as rounded (Knuth's two-sum). */
function lostInSum(a: number, b: number, sum: number): number {
  const rest = sum - a;
  return a - (sum - rest) + (b - rest);
}

/** The leading half of a number's digits (Veltkamp). */
function head(x: number): number {
  const shifted = x * (2 ** 27 + 1);
  return shifted - (shifted - x);
}

/** Beyond these, halves overflow or what is lost has no digits left. */
const [LEAST, MOST] = [2 ** -960, 2 ** 990];

/** a·b − product, where product = a·b as rounded (Dekker's two-product); 0 where it cannot be told. */
function lostInProduct(a: number, b: number, product: number): number {
  const size = Math.abs(product);
  if (!(size > LEAST && size < MOST && Math.abs(a) < MOST && Math.abs(b) < MOST)) return 0;
  const [a1, b1] = [head(a), head(b)];
  const [a2, b2] = [a - a1, b - b1];
  return a2 * b2 - (product - a1 * b1 - a2 * b1 - a1 * b2);
}

/** a·b + c in one rounding; in two where the product is huge or tiny, which is as right. */
export function fused(a: number, b: number, c: number): number {
  const product = a * b;
  const sum = product + c;
  if (!(Math.abs(sum) < MOST)) return sum;
  const lost = lostInSum(product, c, sum) + lostInProduct(a, b, product);
  // Nothing lost is not added: it would turn −0 into 0.
  return lost === 0 ? sum : sum + lost;
}

/** start + Σ a·b with twice the digits, rounded once. */
export function doubleDouble(
  length: number,
  a: (n: number) => number,
  b: (n: number) => number,
  start: number,
): number {
  let sum = start;
  let lost = 0;
  for (let n = 0; n < length; n++) {
    const [x, y] = [a(n), b(n)];
    const product = x * y;
    const next = sum + product;
    lost += lostInSum(sum, product, next) + lostInProduct(x, y, product);
    sum = next;
  }
  // An overflow is lost with all its digits, and the sum itself tells of it.
  return lost === 0 || !Number.isFinite(lost) ? sum : sum + lost;
}
