import type { Options, OptionValue } from './contract.ts';

interface Range {
  /** Used when the option is not given; without it the option must be given. */
  readonly standard?: number;
  readonly least?: number;
  readonly most?: number;
}

/** Reads the options of one call. Every reader throws an Error naming the option, what was expected and what came. */
export interface OptionReader {
  number(name: string, range?: Range): number;
  integer(name: string, range?: Range): number;
  flag(name: string): boolean;
  choice<Word extends string>(name: string, words: readonly Word[]): Word;
}

export function optionReader(formula: string, options: Options): OptionReader & { rejectUnread(): void } {
  const read = new Set<string>();
  const take = (name: string): OptionValue | undefined => {
    read.add(name);
    return options[name];
  };
  const fail = (name: string, expected: string, came: unknown): never => {
    throw new Error(`${formula}: expected option ${name} to be ${expected}, got ${JSON.stringify(came)}`);
  };

  const real = (kind: string, name: string, { standard, least, most }: Range): number => {
    const value = take(name) ?? standard;
    const bounds = [least === undefined ? '' : ` ≥ ${least}`, most === undefined ? '' : ` ≤ ${most}`].join(
      '',
    );
    const fits =
      typeof value === 'number' &&
      (kind === 'an integer' ? Number.isSafeInteger(value) : Number.isFinite(value)) &&
      value >= (least ?? value) &&
      value <= (most ?? value);
    return fits ? value : fail(name, kind + bounds, value);
  };

  return {
    number: (name, range = {}) => real('a finite number', name, range),
    integer: (name, range = {}) => real('an integer', name, range),
    flag(name) {
      const value = take(name);
      return typeof value === 'boolean' ? value : fail(name, 'true or false', value);
    },
    choice(name, words) {
      const value = take(name);
      return words.find((word) => word === value) ?? fail(name, words.join(' or '), value);
    },
    rejectUnread() {
      const unknown = Object.keys(options).find((name) => !read.has(name));
      if (unknown !== undefined)
        throw new Error(`${formula}: expected the options ${show([...read])}, got ${unknown}`);
    },
  };
}

const show = (names: readonly string[]): string => (names.length === 0 ? '(none)' : names.join(', '));
