import type { Row } from '../../../spec/lib/notes.ts';
import type { Paint, Style } from '../paint.ts';
import { table } from '../table.ts';
import { wrap } from '../wrap.ts';
import type { RowStatus } from './coverage.ts';

const LOOKS: Readonly<Record<RowStatus['status'], { readonly mark: string; readonly style: Style }>> = {
  executed: { mark: '✓', style: 'green' },
  missing: { mark: '✗', style: 'red' },
  'not-executable': { mark: '–', style: 'dim' },
};

interface Covered extends Pick<Row, 'family' | 'title'>, RowStatus {}

/** Every row by note and family, with the checks that executed it or the reason why none did; then the sums. */
export function coverageText(rows: readonly Row[], statuses: readonly RowStatus[], paint: Paint): string[] {
  const all = rows.map(({ family, title }, n): Covered => ({ family, title, ...statuses[n]! }));
  const listing = groups(all, noteOf).flatMap(([note, ofNote]) =>
    groups(ofNote, familyOf).flatMap(([family, ofFamily]) => [
      `${paint('bold', `${note} ${family}`)}  ${sentence(ofFamily)}`,
      ...ofFamily.flatMap((row) => rowText(row, paint)),
      '',
    ]),
  );
  const sums = [
    ...sumsOf('note', groups(all, noteOf), all),
    '',
    ...sumsOf('family', groups(all, familyOf).sort(byName), all),
    '',
    ...wrap(kindsText(all), 'executed by  '),
  ];
  return [...listing, ...sums];
}

const noteOf = ({ row }: Covered): string => row.slice(0, row.indexOf('/'));
const familyOf = ({ family }: Covered): string => family;
const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

function groups(
  rows: readonly Covered[],
  keyOf: (row: Covered) => string,
): (readonly [string, readonly Covered[]])[] {
  const found = new Map<string, Covered[]>();
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row]);
  return [...found];
}

function rowText({ row, title, status, checks, reason }: Covered, paint: Paint): string[] {
  const { mark, style } = LOOKS[status];
  const [first, ...rest] = wrap(`${row}: ${title}`, `  ${mark} `, '      ');
  const why = status === 'executed' ? checks.join(', ') : reason!;
  return [first!.replace(mark, paint(style, mark)), ...rest, ...wrap(why, '      ')];
}

const countOf = (rows: readonly Covered[], status: RowStatus['status']): number =>
  rows.filter((row) => row.status === status).length;

function sentence(rows: readonly Covered[]): string {
  const prose = countOf(rows, 'not-executable');
  const executable = `${countOf(rows, 'executed')} of ${rows.length - prose} executed`;
  return prose === 0 ? executable : `${executable}, ${prose} not executable`;
}

function sumsOf(
  what: string,
  parts: readonly (readonly [string, readonly Covered[]])[],
  all: readonly Covered[],
): string[] {
  const head = [what, 'executable', 'executed', 'missing', 'not executable'];
  const line = ([name, rows]: readonly [string, readonly Covered[]]) => {
    const [executed, missing] = [countOf(rows, 'executed'), countOf(rows, 'missing')];
    const counts = [executed + missing, executed, missing, countOf(rows, 'not-executable')];
    return [name, ...counts.map((count, n) => String(count).padStart(head[n + 1]!.length))];
  };
  return table([head, ...parts.map(line), ...(parts.length > 1 ? [line(['all', all])] : [])]);
}

/** `law 300, agreement 64, …`: how many rows each kind of check executed. */
function kindsText(rows: readonly Covered[]): string {
  const counts = new Map<string, number>();
  for (const { checks } of rows)
    for (const kind of new Set(checks.map(kindOf))) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const parts = [...counts].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${kind} ${count}`);
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

/** `law` of `softmax:law C1`. */
const kindOf = (id: string): string => id.slice(id.indexOf(':') + 1).split(' ')[0]!;
