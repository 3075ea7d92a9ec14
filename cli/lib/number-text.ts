/** The fewest digits that say exactly this number in its dtype. Words, as reports have them, stay words. */
export function numberText(x: number | string, dtype: string): string {
  if (typeof x === 'string' || dtype !== 'f32') return String(x);
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(x.toPrecision(digits));
    if (Math.fround(short) === Math.fround(x)) return String(short);
  }
  return String(Number(x.toPrecision(9)));
}
