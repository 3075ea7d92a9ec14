import { type FailureKind, ImplementationFailure } from '../lib/failure.ts';
import type { End } from './child.ts';
import { Clock } from './clock.ts';
import { encodeRequest } from './encode-request.ts';
import type { Answer, Hello, RunRequest } from './messages.ts';
import type { Settings } from './options.ts';
import { Program } from './program.ts';
import { quote } from './quote.ts';
import { readAnswer } from './read-answer.ts';
import { type Job, RequestTable } from './request-table.ts';
import { splitCommand } from './split-command.ts';
import { Strikes } from './strikes.ts';

/** How long a suspect's program must keep quiet after its answer before the answer counts. */
const quietMs = 20;
/** So many lines at once beyond one for each request are a flood. */
const strayLines = 100;
const startsInARow = 3;

/** Keeps a program running and gets each request its answer, whatever the program does. */
export class Driver {
  readonly #words: readonly string[];
  readonly #settings: Settings;
  readonly #table: RequestTable;
  readonly #strikes: Strikes;
  readonly #clock = new Clock<Job>();
  /** All that are not gone yet. */
  readonly #programs = new Set<Program>();
  /** The one that has said hello and answers. */
  #program: Program | undefined;
  #restarting = false;
  /** Why nothing is run any more. */
  #refusal: ImplementationFailure | undefined;
  #lastId = 0;

  /** @throws SyntaxError when the command cannot be split into words. */
  constructor(settings: Settings) {
    const { command, inFlight } = settings;
    this.#words = typeof command === 'string' ? splitCommand(command) : command;
    this.#settings = settings;
    this.#table = new RequestTable(inFlight);
    this.#strikes = new Strikes(settings);
  }

  /** @throws ImplementationFailure when the program does not start or does not say hello. */
  async start(): Promise<Hello> {
    const program = new Program(this.#words, this.#settings);
    this.#programs.add(program);
    program.gone.then(() => this.#programs.delete(program));
    const hello = await program.greet(this.#settings, {
      lines: (lines) => this.#hear(lines),
      tooLong: () => this.#flood(`wrote a line of more than ${this.#settings.maxLineBytes} bytes`),
      ended: (end) => this.#ended(end),
    });
    this.#program = program;
    return hello;
  }

  /**
   * The program's answer to one request.
   * @throws ImplementationFailure; TypeError when the request itself breaks the schema
   */
  run(run: Omit<RunRequest, 'cmd' | 'id'>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      const line = encodeRequest({ cmd: 'run', id, ...run });
      this.#table.add({ id, formula: run.formula, line, resolve, reject });
      this.#pump();
    });
  }

  /** Ends the program and all that it started; requests without an answer fail. */
  async close(): Promise<void> {
    this.#refusal ??= new ImplementationFailure(
      'error',
      'The implementation was closed before this case ran.',
    );
    this.#pump();
    const ends = [...this.#programs].map((program) => {
      if (program === this.#program) return program.bye(this.#settings.byeTimeoutMs);
      program.kill();
      return program.gone;
    });
    this.#program = undefined;
    await Promise.all(ends);
  }

  /** Sends what may be sent; starts the program if there is none. */
  #pump(): void {
    if (this.#refusal !== undefined) {
      this.#clock.stop();
      for (const job of this.#table.drain()) job.reject(this.#refusal);
    } else if (this.#program === undefined) {
      if (!this.#table.idle) void this.#restart();
    } else {
      for (let job = this.#table.next(); job !== undefined; job = this.#table.next()) {
        const givenUp = this.#strikes.givenUp(job.formula);
        if (givenUp === undefined) this.#program.send(job.line);
        else this.#finish(job, givenUp);
      }
      this.#clock.watch(this.#table.head(), this.#settings.timeoutMs, () => this.#late());
    }
  }

  async #restart(): Promise<void> {
    if (this.#restarting) return;
    this.#restarting = true;
    for (let starts = 1; this.#program === undefined && this.#refusal === undefined; starts++) {
      try {
        await this.start();
      } catch (failure) {
        if (starts < startsInARow) continue;
        const { kind, message } = failure as ImplementationFailure;
        const text = `The program failed to start ${starts} times in a row and was given up. ${message}`;
        this.#refusal ??= new ImplementationFailure(kind, text);
      }
    }
    this.#restarting = false;
    this.#pump();
  }

  #hear(lines: readonly string[]): void {
    if (lines.length > this.#settings.inFlight + strayLines) {
      this.#flood(`wrote ${lines.length} lines at once, the first one ${quote(lines[0])}`);
      return;
    }
    for (const line of lines) {
      const answer = readAnswer(line);
      const job = answer.id === undefined ? undefined : this.#table.find(answer.id);
      if (job === undefined) {
        this.#breakDown('failure' in answer ? answer.failure.kind : 'protocol', () =>
          'failure' in answer ? answer.failure.message : unasked(line),
        );
        return;
      }
      job.outcome = job.outcome === undefined ? ('failure' in answer ? answer.failure : answer) : twice(line);
    }
    this.#settle();
  }

  #settle(): void {
    for (const job of this.#table.answered()) {
      if (!job.suspect) this.#finish(job);
      else job.quiet ??= setTimeout(() => this.#finishQuiet(job), quietMs);
    }
    this.#pump();
  }

  #finishQuiet(job: Job): void {
    this.#finish(job);
    this.#pump();
  }

  #finish(job: Job, outcome = job.outcome): void {
    this.#table.remove(job);
    if (outcome === undefined) return;
    if (outcome instanceof ImplementationFailure) {
      job.reject(outcome);
    } else {
      this.#strikes.answered(job.formula);
      job.resolve(outcome);
    }
  }

  #late(): void {
    const remedy = 'Is it in an endless loop? Does it flush its standard output after each line?';
    const what = `did not answer within ${this.#settings.timeoutMs} ms`;
    this.#breakDown('timeout', (job, words) => sentence(job, what, remedy, words));
  }

  #flood(what: string): void {
    const remedy = 'Print anything but answers to standard error.';
    this.#breakDown('flood', (job, words) => sentence(job, what, remedy, words));
  }

  #ended({ how, halfLine }: End): void {
    const half = halfLine === '' ? '' : `, in the middle of the line ${quote(halfLine)}`;
    const remedy = 'A program answers until it reads bye or the end of its input.';
    this.#breakDown('crash', (job, words) => sentence(job, how + half, remedy, words));
  }

  /** The program is dead or not to be trusted any more: it is ended, and the guilty request, if known, fails. */
  #breakDown(kind: FailureKind, message: (job: Job, lastWords: string) => string): void {
    const lastWords = this.#program?.lastWords() ?? '';
    this.#program?.kill();
    this.#program = undefined;
    this.#clock.stop();
    for (const job of this.#table.answered()) if (!job.alone) this.#finish(job);
    const guilty = this.#table.breakDown();
    if (guilty !== undefined) {
      clearTimeout(guilty.quiet);
      const failure = new ImplementationFailure(kind, message(guilty, lastWords));
      this.#strikes.blame(guilty.formula, failure);
      guilty.reject(failure);
    }
    this.#pump();
  }
}

function sentence({ id, formula, outcome }: Job, what: string, remedy: string, lastWords: string): string {
  const when = outcome === undefined ? 'instead of an answer to' : 'right after its answer to';
  const expected = `Expected one line {"id": ${id}, "outputs": …} and nothing else.`;
  return `The program ${what}, ${when} a case of ${formula}. ${expected} ${remedy}${lastWords}`;
}

function unasked(line: string): string {
  const expected = 'Expected one answer to each request, with its id.';
  return `The program wrote ${quote(line)}, whose id belongs to no request that waits. ${expected}`;
}

function twice(line: string): ImplementationFailure {
  const text = `The program answered the same request twice, the second time ${quote(line)}.`;
  return new ImplementationFailure('protocol', `${text} Expected one answer to each request.`);
}
