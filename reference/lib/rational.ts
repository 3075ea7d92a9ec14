export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** A decimal literal, exactly: 0.044715 is 44715/1000000, not the double next to it. */
export function rationalOfText(text: string): Rational {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = BigInt(whole + fraction || '0');
  const shift = Number(exponent) - fraction.length;
  return shift >= 0
    ? { numerator: digits * 10n ** BigInt(shift), denominator: 1n }
    : { numerator: digits, denominator: 10n ** BigInt(-shift) };
}

/** A finite double, exactly. */
export function rationalOfDouble(x: number): Rational {
  let value = Math.abs(x);
  let exponent = 0;
  while (!Number.isInteger(value)) {
    value *= 2;
    exponent++;
  }
  const numerator = BigInt(value) * (x < 0 ? -1n : 1n);
  return { numerator, denominator: 1n << BigInt(exponent) };
}
