import { printable } from './printable.ts';

/** The widest line that a page may have. */
export const WIDTH = 100;

/** Breaks a text between its words; lines after the first start with `indent`, which counts. A longer word stays whole. */
export function wrap(text: string, first = '', indent = ' '.repeat(first.length), width = WIDTH): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of printable(text)
    .split(/\s+/u)
    .filter((part) => part !== '')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line.trimEnd()];
}

/** Breaks a line of code where it has spaces; what stands in it stays as it is. */
export function fold(code: string, indent = '', width = WIDTH): string[] {
  const lines: string[] = [];
  let rest = printable(code);
  let start = indent;
  while (start.length + rest.length > width) {
    const room = width - start.length;
    const at = rest.lastIndexOf(' ', room);
    if (at <= 0) break;
    lines.push(start + rest.slice(0, at).trimEnd());
    rest = rest.slice(at + 1);
    start = `${indent}    `;
  }
  return [...lines, start + rest];
}

/** Puts pieces of code on as few lines as they fit; one that is longer than a line is folded. */
export function pack(parts: readonly string[], indent = '', width = WIDTH): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && indent.length + last.length + 1 + part.length <= width)
      lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(part);
  }
  return lines.flatMap((line) => fold(line, indent, width));
}
