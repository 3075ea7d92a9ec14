import { didYouMean } from '../../spec/lib/source.ts';

/** ` (did you mean …?)`: the closest of the names, else those that the text is a part of, or nothing. */
export function suggestion(text: string, names: readonly string[]): string {
  const close = didYouMean(text, names);
  if (close !== '') return close;
  const holding = names.filter((name) => text.length > 1 && name.includes(text.toLowerCase()));
  return holding.length === 0 ? '' : ` (did you mean ${holding.map((name) => `'${name}'`).join(' or ')}?)`;
}
