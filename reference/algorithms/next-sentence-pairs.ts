import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';

/** A sentence that begins no pair. */
const NONE = -1;

export interface Rule {
  /** What the second sentence of a negative is drawn from, or that it is the pair turned round. */
  readonly negatives: 'other-documents' | 'anywhere' | 'same-document' | 'turned-round';
  /** Do positives stop at the end of a document? */
  readonly within: boolean;
  /** The label of a positive; the other class has the other one. */
  readonly next: number;
  /** The coin that asks for a positive. */
  readonly positive: number;
}

export const STANDARD: Rule = { negatives: 'other-documents', within: true, next: 0, positive: 0 };

/** document[S], coin[S], draw[S] → first[S], second[S], label[S]. */
export default function nextSentencePairs(
  { document, coin, draw }: Tensors,
  _options: OptionValues = {},
  given: Partial<Rule> = {},
): Tensors {
  const rule = { ...STANDARD, ...given };
  const of = [...document!.data];
  const rows = of.map((own, i): readonly [number, number, number] => {
    const has = i + 1 < of.length && (of[i + 1] === own || !rule.within);
    if (!has) return [NONE, NONE, NONE];
    const drawn = candidates(of, i, rule.negatives);
    if (coin!.data[i] === rule.positive || drawn.length === 0) return [i, i + 1, rule.next];
    if (rule.negatives === 'turned-round') return [i + 1, i, 1 - rule.next];
    return [i, drawn[draw!.data[i]! % drawn.length]!, 1 - rule.next];
  });
  const column = (n: 0 | 1 | 2) => ({ shape: [of.length], data: Int32Array.from(rows, (row) => row[n]) });
  return { first: column(0), second: column(1), label: column(2) };
}

/** The sentences that may follow sentence i in a negative, by number. */
function candidates(of: readonly number[], i: number, negatives: Rule['negatives']): number[] {
  const all = [...of.keys()];
  if (negatives === 'anywhere' || negatives === 'turned-round') return all;
  return all.filter((j) => (of[j] === of[i]) === (negatives === 'same-document'));
}
