import { printableLines } from './printable.ts';

const CLEAR_LINE = '\r\u001b[2K';

/** Standard output and error, with one line of status between them where somebody watches. */
export class Terminal {
  /** Somebody watches: what is in work may be shown, and rubbed out again. */
  readonly live: boolean;
  private readonly write: (text: string) => void;
  private readonly error: NodeJS.WriteStream;
  private shown = '';

  constructor(output: NodeJS.WriteStream, error: NodeJS.WriteStream, env = process.env) {
    this.write = output.write.bind(output);
    this.error = error;
    this.live = error.isTTY === true && !env.CI && env.TERM !== 'dumb';
  }

  print(text: string): void {
    this.around(() => this.write(text));
  }

  /** Beside the output: what implementations print. */
  note(text: string): void {
    this.around(() => this.error.write(printableLines(text)));
  }

  /** The line that says what is in work; none for an empty text. */
  status(text: string): void {
    if (!this.live || text === this.shown) return;
    this.shown = text;
    const { columns } = this.error;
    // A terminal that does not know its width says 0.
    this.error.write(CLEAR_LINE + text.slice(0, (columns > 0 ? columns : 80) - 1));
  }

  /** Runs something whose own prints would spoil the output: they go to standard error. */
  async alone<Result>(run: () => Promise<Result>): Promise<Result> {
    const { write } = process.stdout;
    process.stdout.write = (chunk: string | Uint8Array) => {
      this.note(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      return true;
    };
    try {
      return await run();
    } finally {
      process.stdout.write = write;
    }
  }

  private around(write: () => void): void {
    const { shown } = this;
    this.status('');
    write();
    this.status(shown);
  }
}
