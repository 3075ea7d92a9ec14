import type { Verdict } from '../../properties/lib/verdict.ts';
import { LOOKS } from './formula-text.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { type Result, summary } from './result.ts';
import { titleOf } from './source.ts';
import { wrap } from './wrap.ts';

/** The last lines of a report on one implementation. */
export function summaryText({ source, implementation, failure, formulas }: Result, paint: Paint): string[] {
  if (!implementation)
    return [
      `${paint('magenta', '?')} ${printable(`${titleOf(source)} could not be run`)}`,
      ...wrap(failure!, '  '),
    ];
  const judged = formulas.filter(({ verdict }) => verdict !== 'absent');
  const absent = new Set(formulas.filter(({ verdict }) => verdict === 'absent').map(({ name }) => name));
  for (const { name } of judged) absent.delete(name);
  const counts = summary(judged);
  const parts = (Object.keys(LOOKS) as Verdict[])
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => paint(LOOKS[verdict].style, `${counts[verdict]} ${verdict}`));
  const { name, version } = implementation;
  const of = judged.length === 0 ? [paint('magenta', 'nothing was judged')] : parts;
  return [
    `${paint('bold', printable(`${name} ${version}`))}: ${of.join(' · ')}`,
    ...(absent.size === 0 ? [] : wrap([...absent].join(', '), '  absent   ')),
    ...(judged.every(({ regimes }) => Object.keys(regimes).length === 0)
      ? []
      : wrap(regimesText(judged), '  cases    ')),
  ];
}

/** How many cases were drawn in which way: `1,240: integers 203, eighths 187, …`. */
function regimesText(formulas: Result['formulas']): string {
  const counts = new Map<string, number>();
  for (const { regimes } of formulas)
    for (const [name, count] of Object.entries(regimes)) counts.set(name, (counts.get(name) ?? 0) + count);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${name} ${count}`);
  return `${total}: ${parts.join(', ')}`;
}
