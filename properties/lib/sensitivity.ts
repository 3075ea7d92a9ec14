import { isFailure } from '../../backends/lib/failure.ts';
import type { Option } from '../../spec/lib/options.ts';
import type { OptionValue } from '../../spec/lib/tensor.ts';
import type { Case } from './case.ts';
import { isAdmissible } from './domain.ts';
import type { Subject } from './subject.ts';
import { map } from './tensors.ts';

/**
 * An input or an option that changes nothing in any case was not forwarded, or nothing was asked that needs it: either way
 * the run says nothing about it. Returns what stood still.
 */
export async function whatStandsStill(subject: Subject, cases: readonly Case[]): Promise<string | undefined> {
  for (const { name, within } of subject.prepared.tensors.inputs)
    if (!within && !(await moves(subject, cases, (value) => withInput(value, name))))
      return `no answer changed with the input '${name}'`;
  for (const [name, option] of Object.entries(subject.prepared.options)) {
    const values = subject.entry.supports?.[name] ?? valuesOf(option);
    if (values.length > 1 && !(await moves(subject, cases, (value) => withOption(value, name, values))))
      return `no answer changed with the option '${name}'`;
  }
  return undefined;
}

/** True as well where no case admits the change, or its answer: the groups of a convolution are in its shapes. */
async function moves(
  subject: Subject,
  cases: readonly Case[],
  change: (value: Case) => readonly Case[],
): Promise<boolean> {
  let asked = false;
  for (const value of cases)
    for (const changed of change(value)) {
      if (!isAdmissible(subject.prepared, changed, subject.entry)) continue;
      // Another convention may have no use for an option.
      if (subject.entry.variant !== undefined && !differ(subject.plain(value), subject.plain(changed)))
        continue;
      try {
        const [before, after] = [await subject.forward(value), await subject.forward(changed)];
        asked = true;
        if (differ(before, after)) return true;
      } catch (thrown) {
        if (!isFailure(thrown)) throw thrown;
      }
    }
  return !asked;
}

/** Larger, and away from zero: inside every domain but that of shares, for which the next case is their own reverse. */
function withInput(value: Case, name: string): Case[] {
  const input = value.inputs[name]!;
  const last = input.data.length - 1;
  const others = [map(input, (x) => 1.5 * x + 0.25), map(input, (_, n) => input.data[last - n]!)];
  return others.map((other) => ({ ...value, inputs: { ...value.inputs, [name]: other } }));
}

const withOption = (value: Case, name: string, values: readonly OptionValue[]): Case[] =>
  values
    .filter(
      (other) => other !== value.options[name] && !(name === 'axis' && isSameAxis(value, Number(other))),
    )
    .map((other) => ({ ...value, options: { ...value.options, [name]: other } }));

/** −1 and 1 are one axis of a matrix. */
const isSameAxis = ({ inputs, options }: Case, other: number): boolean =>
  Object.values(inputs).some(({ shape }) => (other - Number(options.axis)) % shape.length === 0);

function valuesOf(option: Option): readonly OptionValue[] {
  if (option.type === 'flag') return [false, true];
  if (option.type !== 'int') return option.values;
  return [...new Set([option.min, option.default, option.max])];
}

type Answer = Readonly<Record<string, { readonly data: ArrayLike<number> }>>;

const differ = (a: Answer, b: Answer): boolean =>
  Object.keys(a).some((name) => {
    const [x, y] = [a[name]!.data, b[name]!.data];
    return x.length !== y.length || Array.from(x).some((value, n) => !Object.is(value, y[n]));
  });
