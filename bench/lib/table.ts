export type Cell = string | number | null;

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Plain text: the first column to the left, numbers to the right with three digits that count. */
export function print({ title, columns, rows }: Table): string {
  const texts = [columns, ...rows.map((row) => row.map(text))];
  const widths = columns.map((_, n) => Math.max(...texts.map((row) => row[n].length)));
  const lines = texts.map((row) =>
    row.map((cell, n) => (n === 0 ? cell.padEnd(widths[n]) : cell.padStart(widths[n]))).join('  '),
  );
  return [title, '', ...lines, ''].join('\n');
}

function text(cell: Cell): string {
  if (cell === null) return '–';
  if (typeof cell === 'string') return cell;
  return cell >= 100 ? Math.round(cell).toLocaleString('en') : String(Number(cell.toPrecision(3)));
}
