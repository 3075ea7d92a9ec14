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
  /** Throws, for sizes and options that do not go together. */
  reject(expected: string, came: string | number): never;
}

/** A reader of one call's options, which can also refuse the options that nothing has read. */
export function optionReader(formula: string, options: Options): OptionReader & { rejectUnread(): void } {
  const read = new Set<string>();
  const take = (name: string): OptionValue | undefined => {
    read.add(name);
    return options[name];
  };
  const reject = (expected: string, came: string | number): never => {
    throw new Error(`${formula}: expected ${expected}, got ${came}`);
  };
  const fail = (name: string, expected: string, came: OptionValue | undefined): never =>
    reject(`option ${name} to be ${expected}`, came === undefined ? 'nothing' : JSON.stringify(came));

  const real = (kind: string, name: string, range: Range): number => {
    const { standard, least, most } = range;
    const value = take(name) ?? standard;
    const fits =
      typeof value === 'number' &&
      (kind === 'an integer' ? Number.isSafeInteger(value) : Number.isFinite(value)) &&
      value >= (least ?? value) &&
      value <= (most ?? value);
    return fits ? value : fail(name, kind + describe(range), value);
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
    reject,
    rejectUnread() {
      const unknown = Object.keys(options).find((name) => !read.has(name));
      if (unknown !== undefined) reject(`no options but ${[...read].join(', ') || '(none)'}`, unknown);
    },
  };
}

function describe({ least, most }: Range): string {
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  return least !== undefined ? ` of at least ${least}` : most !== undefined ? ` of at most ${most}` : '';
}
