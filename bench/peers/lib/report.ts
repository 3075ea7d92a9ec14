import { print, type Table, type Cell as TableCell } from '../../lib/table.ts';
import {
  type CaseResult,
  type Cell,
  isPresent,
  isTimed,
  type Present,
  peakOf,
  type Result,
  rate,
} from './result.ts';

/** The libraries that were there, the machine's probes apart. */
export function entrants({ libraries }: Result): [string, Present][] {
  return Object.entries(libraries).filter(
    (entry): entry is [string, Present] => isPresent(entry[1]) && entry[1].role !== 'machine',
  );
}

export const labelOf = (name: string, { threads }: Present): string =>
  threads > 1 ? `${name.replace(/-threads$/u, '')} ×${threads}` : name;

/** The fastest peer at a case, among those on one thread or on several. */
function bestPeer(result: Result, { cells }: CaseResult, several: boolean) {
  const times = entrants(result).flatMap(([name, library]) => {
    const cell = cells[name];
    const one = library.role === 'peer' && library.threads > 1 === several;
    return one && isTimed(cell) ? [{ label: labelOf(name, library), median: cell.median }] : [];
  });
  return times.sort((a, b) => a.median - b.median)[0];
}

export function report(result: Result): string {
  if (result.cases.length === 0) return ['Nothing was measured.', ...remarks(result)].join('\n');
  const tables = [milliseconds(result), leads(result), rates(result)].filter(({ rows }) => rows.length > 0);
  return [heading(result), ...tables.map(print), ...remarks(result)].join('\n');
}

function heading({ cpu, cores, node, libraries }: Result): string {
  const versions = Object.entries(libraries)
    .filter((entry): entry is [string, Present] => isPresent(entry[1]) && entry[1].role === 'peer')
    .map(([name, { version }]) => `${name} ${version}`);
  return [`${cpu}, ${cores} core${cores === 1 ? '' : 's'}, Node ${node}`, ...versions].join(' · ') + '\n';
}

function milliseconds(result: Result): Table {
  const columns = entrants(result);
  return {
    title: 'Milliseconds, the median of all windows',
    columns: ['case', ...columns.map(([name, library]) => labelOf(name, library))],
    rows: result.cases.map((one) => [one.name, ...columns.map(([name]) => time(one.cells[name]))]),
  };
}

function leads(result: Result): Table {
  const ours = entrants(result).filter(([, { role }]) => role === 'ours');
  const several = [false, true].filter((many) => ours.some(([, { threads }]) => threads > 1 === many));
  return {
    title: 'How many times as fast ours are as the best peer on one thread, or on several',
    columns: [
      'case',
      ...ours.map(([name, library]) => labelOf(name, library)),
      ...several.map((many) => (many ? 'best on threads' : 'best peer')),
    ],
    rows: result.cases
      .filter((one) => several.some((many) => bestPeer(result, one, many)))
      .map((one) => [
        one.name,
        ...ours.map(([name, { threads }]) => {
          const [cell, best] = [one.cells[name], bestPeer(result, one, threads > 1)];
          return isTimed(cell) && best ? `${(best.median / cell.median).toFixed(2)}×` : null;
        }),
        ...several.map((many) => bestPeer(result, one, many)?.label ?? null),
      ]),
  };
}

function time(cell: Cell | undefined): TableCell {
  if (!cell || 'cannot' in cell) return null;
  if ('failed' in cell) return 'failed';
  return 'differs' in cell ? 'differs' : cell.median;
}

function rates(result: Result): Table {
  const columns = entrants(result);
  const peaks = Object.entries(result.libraries).filter(
    (entry): entry is [string, Present] => isPresent(entry[1]) && entry[1].role === 'machine',
  );
  return {
    title:
      'GFLOP/s or GB/s, and how much that is of what as many threads of this machine do at best: multiplications and\n' +
      'additions in vectors of four (machine), the same in one instruction (machine-relaxed), a copy of as many bytes',
    columns: [
      'case',
      '',
      ...columns.map(([name, library]) => labelOf(name, library)),
      ...peaks.map(([name, library]) => labelOf(name, library)),
    ],
    rows: result.cases.map((one) => [
      one.name,
      'flops' in one.work ? 'GFLOP/s' : 'GB/s',
      ...columns.map(([name, library]) => ofPeak(one, name, library)),
      ...peaks.map(([name]) => peakSpeed(one, name)),
    ]),
  };
}

function speed({ work, cells }: CaseResult, name: string): string | null {
  const cell = cells[name];
  return isTimed(cell) ? rate(work, cell.median).toPrecision(3) : null;
}

/** Of the machine, what it reached in any window. */
function peakSpeed({ work, cells }: CaseResult, name: string): string | null {
  const cell = cells[name];
  return isTimed(cell) && (name !== 'machine-relaxed' || 'flops' in work)
    ? rate(work, cell.best).toPrecision(3)
    : null;
}

function ofPeak(one: CaseResult, name: string, library: Present): string | null {
  const [cell, peak] = [one.cells[name], one.cells[peakOf(one.work, library)]];
  if (!isTimed(cell)) return null;
  const share = isTimed(peak) ? percent(peak.best / cell.median) : '';
  return `${speed(one, name)} ${share.padStart(5)}`;
}

const percent = (share: number) => (share < 0.01 ? '<1 %' : `${Math.round(100 * share)} %`);

function remarks({ libraries, install, cases }: Result): string[] {
  const absent = Object.entries(libraries).flatMap(([name, library]) =>
    isPresent(library) ? [] : [`${name} took no part: ${library.absent}`],
  );
  const cells = cases.flatMap((one) =>
    Object.entries(one.cells).map((entry) => [one.name, ...entry] as const),
  );
  const failures = cells.flatMap(([name, library, cell]) => {
    if ('failed' in cell) return [`${library} failed at ${name}: ${cell.failed}`];
    if ('differs' in cell)
      return [`${library} was not timed at ${name}: its result differs by ${cell.differs.toPrecision(2)}`];
    return [];
  });
  const command = install ? [`to have what is missing: ${install}`] : [];
  const all = [...absent, ...command, ...failures];
  return all.length > 0 ? [...all, ''] : [];
}
