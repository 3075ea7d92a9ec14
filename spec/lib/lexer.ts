import { SpecError } from './source.ts';

export interface Token {
  readonly kind: 'name' | 'number' | 'word' | 'operator' | 'newline' | 'end';
  readonly text: string;
  readonly at: number;
}

/** A formula is a page, not a book; the limit keeps hostile text from costing more than a clear error. */
const LONGEST_TEXT = 20_000;

const TOKEN =
  /(?<space>[ \t\r]+|#[^\n]*)|(?<newline>\n)|(?<name>[\p{L}_][\p{L}\p{N}_']*)|(?<number>(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)|'(?<word>[^'\n]*)'|(?<operator>->|<=|>=|==|!=|[-+*/^()[\],;=<>?:|.·×−≤≥≠²³∞])/uy;

/** One spelling for each operator, whichever way the textbook writes it. */
const SPELLING: Readonly<Record<string, readonly string[]>> = {
  '·': ['*'],
  '×': ['*'],
  '−': ['-'],
  '≤': ['<='],
  '≥': ['>='],
  '≠': ['!='],
  '²': ['^', '2'],
  '³': ['^', '3'],
};

/** A line that starts with one of these goes on where the last one stopped. */
const CONTINUES = new Set(['?', ':', '+', '-', '*', '/', ')', ']', 'and', 'or']);

export function tokens(source: string): Token[] {
  if (source.length > LONGEST_TEXT)
    throw new SpecError(
      `Cannot read ${source.length} characters: a formula has at most ${LONGEST_TEXT}`,
      source,
      LONGEST_TEXT,
    );
  return joinLines(scan(source));
}

function scan(source: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(source)?.groups;
    if (!groups) {
      const character = String.fromCodePoint(source.codePointAt(at)!);
      throw new SpecError(`Cannot read the character '${character}' in a formula`, source, at);
    }
    if (groups.newline) found.push({ kind: 'newline', text: 'end of line', at });
    else if (groups.name !== undefined) found.push({ kind: 'name', text: groups.name, at });
    else if (groups.number !== undefined) found.push({ kind: 'number', text: groups.number, at });
    else if (groups.word !== undefined) found.push({ kind: 'word', text: groups.word, at });
    else if (groups.operator !== undefined)
      for (const text of SPELLING[groups.operator] ?? [groups.operator])
        found.push({ kind: /^\d$/.test(text) ? 'number' : 'operator', text, at });
  }
  found.push({ kind: 'end', text: 'end of text', at: source.length });
  return found;
}

/** Drops the newlines inside brackets and before a line that continues an expression. */
function joinLines(all: readonly Token[]): Token[] {
  let depth = 0;
  return all.filter((token, position) => {
    if (token.kind === 'operator' && '(['.includes(token.text)) depth++;
    if (token.kind === 'operator' && ')]'.includes(token.text)) depth = Math.max(0, depth - 1);
    if (token.kind !== 'newline') return true;
    const next = all.slice(position + 1).find((later) => later.kind !== 'newline');
    return depth === 0 && !(next && next.kind !== 'word' && CONTINUES.has(next.text));
  });
}
