import { type Token, tokens } from './lexer.ts';
import { SpecError } from './source.ts';

/** Deep enough for any formula, shallow enough that no walk over the tree exhausts the stack. */
const DEEPEST = 200;

/** Reads tokens one after the other; every complaint says what was expected and what came. */
export class Cursor {
  readonly source: string;
  private readonly all: readonly Token[];
  private position = 0;
  private depth = 0;

  constructor(source: string) {
    this.source = source;
    this.all = tokens(source);
  }

  get next(): Token {
    return this.all[this.position]!;
  }

  /** Is the next token the operator or keyword `text`? */
  sees(text: string): boolean {
    return this.next.text === text && (this.next.kind === 'operator' || this.next.kind === 'name');
  }

  take(): Token {
    const token = this.next;
    if (token.kind !== 'end') this.position++;
    return token;
  }

  accept(text: string): boolean {
    if (!this.sees(text)) return false;
    this.take();
    return true;
  }

  expect(text: string): Token {
    if (!this.sees(text)) this.fail(`Expected '${text}', found ${this.found()}`);
    return this.take();
  }

  name(what: string): Token {
    if (this.next.kind !== 'name') this.fail(`Expected ${what}, found ${this.found()}`);
    return this.take();
  }

  /** Items between commas up to `close`, which is taken. */
  list<Item>(close: string, item: () => Item): Item[] {
    const items: Item[] = [];
    if (!this.sees(close)) {
      do items.push(item());
      while (this.accept(','));
    }
    this.expect(close);
    return items;
  }

  skipNewlines(): void {
    while (this.next.kind === 'newline' || this.sees(';')) this.position++;
  }

  /** Runs `read` one level deeper. */
  nested<Result>(read: () => Result): Result {
    if (++this.depth > DEEPEST) this.fail(`Cannot read an expression nested more than ${DEEPEST} deep`);
    const result = read();
    this.depth--;
    return result;
  }

  found(): string {
    const { kind, text } = this.next;
    return kind === 'newline' || kind === 'end' ? `the ${text}` : `'${text}'`;
  }

  fail(message: string, at = this.next.at): never {
    throw new SpecError(message, this.source, at);
  }
}
