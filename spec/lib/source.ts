/** Text that a formula is written in, and the one error it can give: a line, a caret and what to do. */
export class SpecError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, source: string, at: number) {
    const before = source.slice(0, at).split('\n');
    const line = before.length;
    const column = before[line - 1]!.length + 1;
    const text = source.split('\n')[line - 1] ?? '';
    const gutter = String(line).padStart(4);
    const caret = text.slice(0, column - 1).replace(/[^\t]/gu, ' ');
    super(`${message}\n${gutter} | ${text}\n${' '.repeat(gutter.length)} | ${caret}^`);
    this.name = 'SpecError';
    this.line = line;
    this.column = column;
  }
}

/** ` (did you mean 'x'?)` for the closest of `known` within two edits, or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const near = [...known]
    .filter((other) => other !== name)
    .map((other) => ({ other, distance: editDistance(name, other) }))
    .filter(({ other, distance }) => distance <= Math.min(2, Math.max(name.length, other.length) - 1))
    .sort((a, b) => a.distance - b.distance)[0];
  return near ? ` (did you mean '${near.other}'?)` : '';
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(previous[j]! + 1, row[j - 1]! + 1, change));
    }
    previous = row;
  }
  return previous[b.length]!;
}
