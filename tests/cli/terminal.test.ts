import { describe, expect, it } from 'vitest';
import { paintFor } from '../../cli/lib/paint.ts';
import { printable, printableJson, printableLines } from '../../cli/lib/printable.ts';
import { Terminal } from '../../cli/lib/terminal.ts';

/** A stream that remembers. */
function stream(isTTY: boolean) {
  const written: string[] = [];
  const fake = { isTTY, columns: 12, hasColors: () => true, write: (text: string) => written.push(text) };
  return { stream: fake as unknown as NodeJS.WriteStream, written };
}

describe('the status line', () => {
  it('stands on standard error, and is rubbed out before anything else is printed', () => {
    const [output, error] = [stream(true), stream(true)];
    const terminal = new Terminal(output.stream, error.stream, {});
    terminal.status('1 of 2 and much more');
    terminal.status('1 of 2 and much more');
    terminal.print('line\n');
    terminal.status('');
    const clear = '\r\u001b[2K';
    expect(output.written).toEqual(['line\n']);
    expect(error.written).toEqual([`${clear}1 of 2 and `, clear, `${clear}1 of 2 and `, clear]);
  });

  it.each([
    ['a file', false, {}],
    ['continuous integration', true, { CI: 'true' }],
    ['a dumb terminal', true, { TERM: 'dumb' }],
  ])('is not shown to %s', (_, isTTY, env) => {
    const [output, error] = [stream(isTTY), stream(isTTY)];
    const terminal = new Terminal(output.stream, error.stream, env);
    terminal.status('1 of 2');
    terminal.print('line\n');
    expect([output.written, error.written]).toEqual([['line\n'], []]);
  });
});

it('sends what implementations print to standard error, without what a terminal would obey', async () => {
  const [output, error] = [stream(false), stream(false)];
  const { write } = process.stdout;
  await new Terminal(output.stream, error.stream, {}).alone(async () =>
    process.stdout.write('hello\u001b[2J\nthere\n'),
  );
  expect([output.written, error.written]).toEqual([[], ['hello\\u{1b}[2J\nthere\n']]);
  expect(process.stdout.write).toBe(write);
});

describe('colours', () => {
  it.each([
    ['on a terminal', true, {}, true],
    ['not in a file', false, {}, false],
    ['not where they are not wanted', true, { NO_COLOR: '1' }, false],
    ['in a file where they are wanted', false, { FORCE_COLOR: '1' }, true],
    ['nowhere by FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
  ])('%s', (_, isTTY, env, expected) => {
    expect(paintFor(stream(isTTY).stream, env)('red', 'x')).toBe(expected ? '\u001b[31mx\u001b[39m' : 'x');
  });
});

describe('printable text', () => {
  it.each([
    ['\u001b[31mred\u0007', '\\u{1b}[31mred\\u{7}'],
    ['one\ntwo\r\tthree', 'one\\ntwo\\r\\tthree'],
    ['\u009b2J\u007f', '\\u{9b}2J\\u{7f}'],
    ['abc\u202edef\u2066', 'abc\\u{202e}def\\u{2066}'],
    ['\ud800', '\\u{d800}'],
    ['σ(x) ≥ ½ 日本 😀', 'σ(x) ≥ ½ 日本 😀'],
  ])('%j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it('keeps lines where they are wanted', () => {
    expect(printableLines('one\r\ntwo\n\u001b')).toBe('one\ntwo\n\\u{1b}');
  });

  it('is the same JSON', () => {
    const text = JSON.stringify('\u001b\u009b\u202e\u2028 😀 σ \u{e0001}');
    expect(JSON.parse(printableJson(text))).toBe(JSON.parse(text));
    expect(printableJson(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
  });
});
