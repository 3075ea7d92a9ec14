/** JavaScript statements, and names that occur nowhere else. */
export class Block {
  readonly lines: string[] = [];
  private readonly counter: { next: number };

  constructor(counter = { next: 0 }) {
    this.counter = counter;
  }

  fresh = (stem: string) => `${stem}$${this.counter.next++}`;
  inner = () => new Block(this.counter);
  code = () => this.lines.join('\n');
}

/** A name of the formula as an identifier of JavaScript; the prefix keeps arrays, sizes and indices apart. */
export const identifier = (prefix: string, name: string): string =>
  `${prefix}_${name.replace(/[^\p{L}\p{N}_]/gu, (c) => `$${c.codePointAt(0)!.toString(16)}`)}`;
