import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Answer, Answers, Ask, Requests } from './messages.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

/** The process of a library. Whatever it does there, all that comes of it here is a rejected promise. */
export class LibraryProcess {
  private readonly child: ChildProcess;
  private readonly patience: number;
  private complaint = '';
  private ended: string | undefined;

  /** `patience` in milliseconds: after that long without an answer it counts as hung, and is ended. */
  constructor(patience = 60_000) {
    this.patience = patience;
    this.child = fork(CHILD, {
      execArgv: ['--import', import.meta.resolve('tsx')],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.complaint = (this.complaint + text).slice(-2000);
    });
    this.child.on('exit', (status, signal) => {
      this.ended ??= `its process ended with ${signal ?? `status ${status}`}${this.lastWords()}`;
    });
  }

  get alive(): boolean {
    return this.ended === undefined;
  }

  /** @throws Error when it cannot, dies or hangs, or when the bench is interrupted */
  async ask<A extends Ask>(ask: A, request: Requests[A], interrupt: AbortSignal): Promise<Answers[A]> {
    interrupt.throwIfAborted();
    if (this.ended !== undefined) throw new Error(this.ended);
    const answer = await new Promise<Answer>((resolve, reject) => {
      const fail = () => reject(new Error(this.ended));
      const stop = () => reject(interrupt.reason);
      const hung = setTimeout(() => {
        reject(new Error(`no answer within ${this.patience / 1000} s`));
        this.end();
      }, this.patience);
      const done = (message: Answer) => resolve(message);
      this.child.once('message', done).once('close', fail);
      interrupt.addEventListener('abort', stop);
      this.release = () => {
        clearTimeout(hung);
        this.child.off('message', done).off('close', fail);
        interrupt.removeEventListener('abort', stop);
      };
      this.child.send({ ask, ...request });
    }).finally(() => this.release());
    if ('error' in answer) throw new Error(answer.error);
    return answer.ok as Answers[A];
  }

  /**
   * Keeps it on the last core, where the system can (Linux): on a shared machine the cores are not equally fast, and who
   * computes one after the other on one core is slowed alike.
   */
  stayOnOneCore(): void {
    spawnSync('taskset', ['-acp', String(availableParallelism() - 1), String(this.child.pid)]);
  }

  end(): void {
    this.ended ??= 'its process was ended';
    this.child.kill('SIGKILL');
  }

  private release = () => {};

  /** The last line on its standard error that names an error. */
  private lastWords(): string {
    const lines = this.complaint.split('\n').filter((line) => /error|abort/iu.test(line));
    return lines.length > 0 ? `: ${lines.at(-1)!.trim()}` : '';
  }
}
