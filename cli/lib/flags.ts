import { InvalidArgumentError } from 'commander';
import type { Verdict } from '../../properties/lib/verdict.ts';

/** Reads the whole number of a flag. */
export const wholeNumber =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const number = Number(text);
    if (/^-?\d+$/u.test(text) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(
      most === Number.MAX_SAFE_INTEGER
        ? `It must be a whole number from ${least}.`
        : `It must be a whole number from ${least} to ${most}.`,
    );
  };

/** Reads `wrong,unstable`, or `none`. */
export function verdicts(text: string): ReadonlySet<Verdict> {
  const known = ['imprecise', 'unstable', 'wrong', 'inconclusive'] as const;
  if (text === 'none') return new Set();
  return new Set(
    text.split(',').map((word) => {
      const verdict = known.find((other) => other === word.trim());
      if (verdict) return verdict;
      throw new InvalidArgumentError(`It must be none, or some of ${known.join(',')}.`);
    }),
  );
}

/** Reads `2/4`: the second of four parts. */
export function part(text: string): readonly [number, number] {
  const [i, n] = /^(\d+)\/(\d+)$/u.exec(text)?.slice(1).map(Number) ?? [];
  if (i !== undefined && n !== undefined && i >= 1 && i <= n) return [i, n];
  throw new InvalidArgumentError('It must be i/n with i from 1 to n, such as 2/4.');
}

/** Gathers the values of a flag that may be given several times. */
export const repeated = (text: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  text,
];
