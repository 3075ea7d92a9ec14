/**
 * 2/√π, the slope of erf at 0, to any precision: integers only, so that nothing has to be copied from a
 * table.
 */

/** arctan(1/n) · 2^bits by its Taylor series; each of the terms is cut by less than 2 units. */
function arctanOfInverse(n: bigint, bits: bigint): bigint {
  let power = (1n << bits) / n;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= -(n * n);
    sum += power / k;
  }
  return sum;
}

function integerRoot(n: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** 2/√π · 2^bits, one unit off at most. Machin: π/4 = 4·arctan(1/5) − arctan(1/239). */
export function twoOverRootPi(bits: number): bigint {
  const wide = BigInt(bits + 32);
  const pi = 4n * (4n * arctanOfInverse(5n, wide) - arctanOfInverse(239n, wide));
  const rootPi = integerRoot(pi << wide);
  return (1n << (wide + 1n + BigInt(bits))) / rootPi;
}
