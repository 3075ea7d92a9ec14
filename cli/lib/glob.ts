import { didYouMean } from '../../spec/lib/source.ts';
import { UsageError } from './usage-error.ts';

/** Does the pattern fit the whole text? `*` stands for anything, `?` for one character. */
export function fits(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/gu, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'su').test(text);
}

export const fitsAny = (patterns: readonly string[], text: string): boolean =>
  patterns.some((pattern) => fits(pattern, text));

/** The names that some pattern fits, all where there is no pattern. Throws a UsageError for one that fits none. */
export function choose(patterns: readonly string[], names: readonly string[], what: string): string[] {
  for (const pattern of patterns)
    if (!names.some((name) => fits(pattern, name)))
      throw new UsageError(
        `There is no ${what} '${pattern}'${didYouMean(pattern, names)}. Show them all: assay list`,
      );
  return patterns.length === 0 ? [...names] : names.filter((name) => fitsAny(patterns, name));
}
