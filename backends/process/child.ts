import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { LineReader, LineTooLong } from './line-reader.ts';
import type { Settings } from './options.ts';
import { killGroup, unwatchGroup, watchGroup } from './process-groups.ts';
import { quote } from './quote.ts';

const stderrBytes = 4096;
/** How long a dead program's pipes may stay open, held by something that escaped its process group. */
const pipeGraceMs = 500;

/** How a program ended. */
export interface End {
  /** In words: "could not be started: …", "ended with exit code 3", "was ended by SIGSEGV". */
  readonly how: string;
  /** What it wrote after its last newline. */
  readonly halfLine: string;
}

export interface ChildEvents {
  lines(lines: readonly string[]): void;
  /** It wrote a line longer than maxLineBytes. */
  tooLong(): void;
  ended(end: End): void;
}

/** One operating-system process: starts it, cuts its output into lines, ends it and all that it started. */
export class Child {
  /** Resolves when the process is gone and its pipes are closed. */
  readonly gone: Promise<void>;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #reader: LineReader;
  readonly #events: ChildEvents;
  #stderr = Buffer.alloc(0);
  #ended = false;
  #leave!: () => void;

  constructor(words: readonly string[], settings: Settings, events: ChildEvents) {
    const [file, ...args] = words as [string, ...string[]];
    const { cwd, env, maxLineBytes } = settings;
    this.#events = events;
    this.#reader = new LineReader(maxLineBytes);
    this.gone = new Promise((resolve) => (this.#leave = resolve));
    this.#process = spawn(file, args, {
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...process.env, ...env },
      // A group of its own, so that what the program starts can be killed with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const { pid, stdin, stdout, stderr } = this.#process;
    if (pid !== undefined) watchGroup(pid);
    // A program that is gone does not read: its end is reported by 'close', the broken pipe adds nothing.
    for (const pipe of [stdin, stdout, stderr]) pipe.on('error', () => {});
    stdout.on('data', (chunk: Buffer) => this.#read(chunk));
    stderr.on('data', (chunk: Buffer) => {
      this.#stderr = Buffer.concat([this.#stderr, chunk]).subarray(-stderrBytes);
    });
    this.#process.on('error', (error: NodeJS.ErrnoException) => this.#end(notStarted(file, cwd, error)));
    this.#process.on('exit', () => {
      this.kill();
      setTimeout(() => this.#closePipes(), pipeGraceMs).unref();
    });
    this.#process.on('close', (code, signal) => {
      this.#end(signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`);
    });
  }

  write(line: string): void {
    if (this.#process.stdin.writable) this.#process.stdin.write(line + '\n');
  }

  /** Closes its standard input. */
  endInput(): void {
    this.#process.stdin.end();
  }

  kill(): void {
    if (this.#process.pid !== undefined) killGroup(this.#process.pid);
  }

  /** " Its standard error ended with «…»." or, if it wrote nothing there, nothing. */
  lastWords(): string {
    const text = this.#stderr.toString('utf8').trim();
    return text === '' ? '' : ` Its standard error ended with ${quote(text.slice(-600), 600)}.`;
  }

  #read(chunk: Buffer): void {
    if (this.#ended) return;
    try {
      const lines = this.#reader.push(chunk);
      if (lines.length > 0) this.#events.lines(lines);
    } catch (error) {
      if (!(error instanceof LineTooLong)) throw error;
      this.#process.stdout.destroy();
      this.#events.tooLong();
    }
  }

  #end(how: string): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#process.pid !== undefined) unwatchGroup(this.#process.pid);
    this.#leave();
    this.#events.ended({ how, halfLine: this.#reader.rest() });
  }

  #closePipes(): void {
    this.#process.stdout.destroy();
    this.#process.stderr.destroy();
  }
}

function notStarted(file: string, cwd: string | undefined, error: NodeJS.ErrnoException): string {
  if (error.code !== 'ENOENT') return `could not be started: ${error.message}`;
  // Node reports a missing folder as if the command were missing.
  if (cwd !== undefined && !existsSync(cwd)) return `could not be started: the folder ${cwd} does not exist`;
  return `could not be started: the command "${file}" was not found`;
}
