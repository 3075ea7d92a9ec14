/** What moves a cursor, colours a line, turns its direction or is not seen at all; and halves of characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Somebody else's text for a terminal, on one line: what cannot be printed is shown as an escape. */
export const printable = (text: string): string => text.replace(UNPRINTABLE, shown);

/** The same, except that its lines stay lines. */
export const printableLines = (text: string): string =>
  text
    .split(/\r?\n/u)
    .map((line) => line.split('\t').map(printable).join('  '))
    .join('\n');

/** JSON that is safe to print: escapes that JSON.stringify leaves out. */
export const printableJson = (json: string): string =>
  json.replace(/[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu, (character) =>
    Array.from({ length: character.length }, (_, n) => unit(character.charCodeAt(n))).join(''),
  );

const shown = (character: string): string =>
  NAMED[character] ?? `\\u{${character.codePointAt(0)!.toString(16)}}`;

const unit = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;
