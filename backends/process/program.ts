import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImplementationFailure } from '../lib/failure.ts';
import { packageRoot } from '../lib/package-root.ts';
import { Child, type End } from './child.ts';
import type { Hello, Request } from './messages.ts';
import type { Settings } from './options.ts';
import { quote } from './quote.ts';
import { readHello } from './read-answer.ts';
import { schemaFault } from './schemas.ts';

/** What a program that has said hello may do next. */
export interface ProgramEvents {
  lines(lines: readonly string[]): void;
  tooLong(): void;
  ended(end: End): void;
}

/** A running program that has said hello. */
export class Program {
  readonly hello: Hello;
  readonly #child: Child;
  readonly #silence: () => void;

  constructor(hello: Hello, child: Child, silence: () => void) {
    this.hello = hello;
    this.#child = child;
    this.#silence = silence;
  }

  get gone(): Promise<void> {
    return this.#child.gone;
  }

  send(request: Request): void {
    this.#child.write(encode(request));
  }

  lastWords(): string {
    return this.#child.lastWords();
  }

  /** Kills it; whatever it still says is not heard. */
  kill(): void {
    this.#silence();
    this.#child.kill();
  }

  /** Says bye and waits for its end, and kills it when it does not end in time. */
  async bye(timeoutMs: number): Promise<void> {
    this.#silence();
    this.send({ cmd: 'bye' });
    this.#child.endInput();
    const timer = setTimeout(() => this.#child.kill(), timeoutMs);
    await this.#child.gone;
    clearTimeout(timer);
  }
}

/**
 * Starts a program and exchanges hellos.
 * @throws ImplementationFailure when it does not start, does not say hello in time or says something else; the
 * process is gone by then.
 */
export async function startProgram(
  words: readonly string[],
  settings: Settings,
  events: ProgramEvents,
): Promise<Program> {
  const command = quote(words.join(' '));
  let listener: ProgramEvents;
  let timer: NodeJS.Timeout | undefined;
  const firstLine = new Promise<string>((resolve, reject) => {
    const fail = (kind: ImplementationFailure['kind'], what: string, remedy: string) => {
      const expected = 'Expected its hello, one line of JSON, as the answer to the hello on its standard input.';
      const text = `The program ${command} ${what}. ${expected} ${remedy}${child.lastWords()}`;
      reject(new ImplementationFailure(kind, text));
    };
    listener = {
      lines: ([line, ...more]) => {
        if (more.length === 0) resolve(line as string);
        else fail('garbage', `wrote ${more.length + 1} lines at once, first ${quote(line as string)}`, onlyHello);
      },
      tooLong: () => fail('flood', `wrote a line of more than ${settings.maxLineBytes} bytes`, onlyHello),
      ended: ({ how, halfLine }) => {
        const half = halfLine === '' ? '' : `, in the middle of the line ${quote(halfLine)}`;
        fail('crash', how + half, 'Run the command by hand to see why.');
      },
    };
    timer = setTimeout(() => {
      fail('timeout', `did not say hello within ${settings.helloTimeoutMs} ms`, flush);
    }, settings.helloTimeoutMs);
  });
  const child: Child = new Child(words, settings, {
    lines: (lines) => listener.lines(lines),
    tooLong: () => listener.tooLong(),
    ended: (end) => listener.ended(end),
  });
  child.write(encode({ cmd: 'hello', assay: version, protocol: 1 }));
  const silence = () => {
    listener = { lines: () => {}, tooLong: () => {}, ended: () => {} };
  };
  try {
    const hello = readHello(await firstLine);
    listener = events;
    return new Program(hello, child, silence);
  } catch (failure) {
    silence();
    child.kill();
    await child.gone;
    throw failure;
  } finally {
    clearTimeout(timer);
  }
}

const onlyHello = 'Print anything else to standard error.';
const flush = 'Does it read its standard input, and flush its standard output after each line?';

const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };

function encode(request: Request): string {
  const fault = schemaFault('request', request);
  if (fault !== undefined) throw new TypeError(`No request of the process protocol: ${fault}.`);
  return JSON.stringify(request);
}
