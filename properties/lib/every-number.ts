/** The numbers of a floating-point type that can be gone through, each by its bits. */

const single = new Float32Array(1);
const word = new Uint32Array(single.buffer);

/** The types whose numbers are all tried; those of the first two are also numbers of f32 and f64. */
export const WIDTHS = { f16: 16, bf16: 16, f32: 32 } as const;

export type Countable = keyof typeof WIDTHS;

/** The number that these bits are: IEEE 754 binary16 and binary32, and bfloat16, the upper half of a binary32. */
export function numberOf(type: Countable, bits: number): number {
  if (type === 'f16') return half(bits);
  word[0] = type === 'bf16' ? bits << 16 : bits;
  return single[0]!;
}

function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** The numbers whose bits are `from` … `to` − 1, but those that are no number. */
export function numbersFrom(type: Countable, from: number, to: number): number[] {
  const all: number[] = [];
  for (let bits = from; bits < to; bits++) {
    const x = numberOf(type, bits);
    if (!Number.isNaN(x)) all.push(x);
  }
  return all;
}
