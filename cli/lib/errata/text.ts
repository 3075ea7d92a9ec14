import type { RowVerdict } from '../../../spec/lib/notes.ts';
import type { Paint, Style } from '../paint.ts';
import { printable } from '../printable.ts';
import { wrap } from '../wrap.ts';
import type { Erratum } from './errata.ts';

const STYLES: Readonly<Record<Exclude<RowVerdict, 'correct'>, Style>> = {
  wrong: 'red',
  garbled: 'red',
  ambiguous: 'yellow',
  'conventional-variant': 'dim',
};

const LABEL = 11;

/** One erratum after the other, for a terminal. */
export function errataText(all: readonly Erratum[], paint: Paint): string[] {
  return [...all.flatMap((one) => entry(one, paint)), sums(all)];
}

function entry(
  { row, title, where, verdict, latex, asWritten, erratum, evidence, reason }: Erratum,
  paint: Paint,
): string[] {
  const line = (label: string, text: string) =>
    wrap(printable(text.replace(/\s*\n\s*/gu, ' ')), `  ${label.padEnd(LABEL)}`);
  return [
    `${paint('bold', row)}  ${paint(STYLES[verdict], verdict.replace('-', ' '))}`,
    ...line('about', title),
    ...line('where', where),
    ...line('the note', asWritten),
    ...line('erratum', erratum),
    ...(latex === undefined ? [] : line('what holds', latex)),
    ...(evidence.length === 0 ? line('not seen', reason ?? 'no check reaches it') : []),
    ...evidence.flatMap(({ check, says }) => line('seen', `${says}  [${check}]`)),
    '',
  ];
}

function sums(all: readonly Erratum[]): string {
  const counts = Object.keys(STYLES).map((verdict) => {
    const count = all.filter((one) => one.verdict === verdict).length;
    return `${count} ${verdict.replace('-', ' ')}`;
  });
  const seen = all.filter(({ evidence }) => evidence.length > 0).length;
  return `${all.length} rows: ${counts.join(', ')}; ${seen} of them executed`;
}
