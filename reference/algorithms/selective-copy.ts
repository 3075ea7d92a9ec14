import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';

const BLANK = 0;

export interface Rule {
  readonly which: 'first' | 'last';
  readonly reverse: boolean;
  /** When the answer begins: after the letters, with the last of them, or with the first. */
  readonly delay: 'all' | 'early' | 'none';
}

const STANDARD: Rule = { which: 'first', reverse: false, delay: 'all' };

/** letters[M] → input[M+keep], output[M+keep]. */
export default function selectiveCopy(
  { letters }: Tensors,
  options: OptionValues,
  rule: Partial<Rule> = {},
): Tensors {
  const { which, reverse, delay } = { ...STANDARD, ...rule };
  const keep = Number(options.keep);
  const all = [...letters!.data];
  const kept = which === 'first' ? all.slice(0, keep) : all.slice(-keep);
  const begins = { all: all.length, early: all.length - 1, none: 0 }[delay];
  const blanks = (count: number) => Array.from({ length: count }, () => BLANK);
  const output = [...blanks(begins), ...(reverse ? kept.toReversed() : kept)];
  const tensor = (symbols: readonly number[]) => ({
    shape: [all.length + keep],
    data: Int32Array.from([...symbols, ...blanks(all.length + keep - symbols.length)]),
  });
  return { input: tensor(all), output: tensor(output) };
}
