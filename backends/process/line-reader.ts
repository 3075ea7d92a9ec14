/** One line, or the unfinished rest, is longer than the reader takes. */
export class LineTooLong extends Error {}

/** Cuts a stream of bytes into lines; holds no more than one line of at most `maxBytes`. */
export class LineReader {
  readonly #maxBytes: number;
  #parts: Buffer[] = [];
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The lines that end in this chunk, without their newlines. @throws LineTooLong */
  push(chunk: Buffer): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      this.#keep(chunk.subarray(start, end));
      lines.push(this.#take());
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
    return lines;
  }

  /** What came after the last newline. */
  rest(): string {
    return Buffer.concat(this.#parts).toString('utf8');
  }

  #keep(part: Buffer): void {
    this.#length += part.length;
    if (this.#length > this.#maxBytes) throw new LineTooLong();
    if (part.length > 0) this.#parts.push(part);
  }

  #take(): string {
    const line = this.rest();
    this.#parts = [];
    this.#length = 0;
    return line;
  }
}
