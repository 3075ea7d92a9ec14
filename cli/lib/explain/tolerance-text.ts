import { formats } from '../../../reference/arithmetic/dtype.ts';
import type { Paint } from '../paint.ts';
import { table } from '../table.ts';
import { wrap } from '../wrap.ts';
import { shortNumber } from './short-number.ts';
import type { Judged, Tolerance } from './tolerances.ts';

/** What implementations are allowed, and why; undefined where no answer has a tolerance. */
export function toleranceText(
  tolerances: readonly Tolerance[] | undefined,
  dtype: Judged,
  paint: Paint,
): string[] {
  if (!tolerances)
    return wrap(
      'There is none: whole numbers must be equal, and where outputs are drawn no single one is right.',
    );
  const { precision, unitRoundoff } = formats[dtype];
  const introduction = wrap(
    `A typical case of each way of drawing numbers, and of it the element that is allowed most. A rounding in ${dtype} ` +
      `errs by at most 2^-${precision} = ${shortNumber(unitRoundoff, 2)} of its result, an elementary function by two ` +
      'units in the last place (ulp); the tolerance holds whatever the order of a sum.',
  );
  if (tolerances.length === 0) return [...introduction, '', 'Nothing rounds: every answer must be exact.'];
  const digits = dtype === 'f32' ? 9 : 17;
  const rows = tolerances.map(({ regime, element, value, tolerance, ulps, roundings }) => [
    regime,
    element,
    shortNumber(value, digits),
    `± ${shortNumber(tolerance, 2)}`,
    `${shortNumber(ulps, 2)} ulp`,
    `${roundings} ${roundings === 1 ? 'rounding' : 'roundings'}`,
  ]);
  const head = ['numbers', 'element', 'value', 'tolerance', 'is', 'from'];
  const lines = table([head, ...rows]);
  return [
    ...introduction,
    '',
    paint('bold', lines[0]!),
    ...tolerances.flatMap(({ because }, n) => [
      lines[n + 1]!,
      ...(because === undefined ? [] : wrap(because, '    ')),
    ]),
  ];
}
