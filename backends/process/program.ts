import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FailureKind, ImplementationFailure } from '../lib/failure.ts';
import { packageRoot } from '../lib/package-root.ts';
import { Child, type ChildEvents } from './child.ts';
import { encodeRequest } from './encode-request.ts';
import type { Hello } from './messages.ts';
import type { Settings } from './options.ts';
import { quote } from './quote.ts';
import { readHello } from './read-answer.ts';

const deaf: ChildEvents = { lines: () => {}, tooLong: () => {}, ended: () => {} };

const expected = 'Expected its hello, one line of JSON, as the answer to the hello on its standard input.';
const onlyHello = 'Print anything else to standard error.';
const flush = 'Does it read its standard input, and flush its standard output after each line?';

const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
  version: string;
};

/** A program: started, greeted, sent requests, ended. */
export class Program {
  readonly #child: Child;
  readonly #command: string;
  #events: ChildEvents = deaf;

  /** Starts it. */
  constructor(words: readonly string[], settings: Settings) {
    this.#command = quote(words.join(' '));
    this.#child = new Child(words, settings, {
      lines: (lines) => this.#events.lines(lines),
      tooLong: () => this.#events.tooLong(),
      ended: (end) => this.#events.ended(end),
    });
  }

  /**
   * Exchanges hellos; from then on `events` hears what it does.
   * @throws ImplementationFailure when it does not start, does not say hello in time or says something else; the
   * process is gone by then.
   */
  async greet(settings: Settings, events: ChildEvents): Promise<Hello> {
    try {
      const hello = readHello(await this.#firstLine(settings));
      this.#events = events;
      return hello;
    } catch (failure) {
      this.kill();
      await this.gone;
      throw failure;
    }
  }

  /** Resolves when the process is gone. */
  get gone(): Promise<void> {
    return this.#child.gone;
  }

  /** Writes a line that encodeRequest made. */
  send(line: string): void {
    this.#child.write(line);
  }

  lastWords(): string {
    return this.#child.lastWords();
  }

  /** Kills it; whatever it still says is not heard. */
  kill(): void {
    this.#events = deaf;
    this.#child.kill();
  }

  /** Says bye and waits for its end, and kills it when it does not end in time. */
  async bye(timeoutMs: number): Promise<void> {
    this.#events = deaf;
    this.send(encodeRequest({ cmd: 'bye' }));
    this.#child.endInput();
    const timer = setTimeout(() => this.#child.kill(), timeoutMs);
    await this.gone;
    clearTimeout(timer);
  }

  #firstLine({ helloTimeoutMs, maxLineBytes }: Settings): Promise<string> {
    return new Promise((resolve, reject) => {
      const fail = (kind: FailureKind, what: string, remedy: string) => {
        clearTimeout(timer);
        const text = `The program ${this.#command} ${what}. ${expected} ${remedy}${this.lastWords()}`;
        reject(new ImplementationFailure(kind, text));
      };
      const timer = setTimeout(() => {
        fail('timeout', `did not say hello within ${helloTimeoutMs} ms`, flush);
      }, helloTimeoutMs);
      this.#events = {
        lines: (lines) => {
          clearTimeout(timer);
          const [line] = lines;
          if (lines.length === 1) resolve(line);
          else fail('garbage', `wrote ${lines.length} lines at once, first ${quote(line)}`, onlyHello);
        },
        tooLong: () => fail('flood', `wrote a line of more than ${maxLineBytes} bytes`, onlyHello),
        ended: ({ how, halfLine }) => {
          const half = halfLine === '' ? '' : `, in the middle of the line ${quote(halfLine)}`;
          fail('crash', how + half, 'Run the command by hand to see why.');
        },
      };
      this.send(encodeRequest({ cmd: 'hello', assay: version, protocol: 1 }));
      // Killed from outside while it was greeted.
      this.gone.then(() => fail('crash', 'was ended', ''));
    });
  }
}
