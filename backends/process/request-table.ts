import type { ImplementationFailure } from '../lib/failure.ts';
import type { Answer } from './messages.ts';

/** A request and those who wait for its answer. */
export interface Job {
  readonly id: number;
  readonly formula: string;
  /** The request as it is written to the program. */
  readonly line: string;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (failure: ImplementationFailure) => void;
  /** The answer, or why there is none, until it is handed over. */
  outcome?: Answer | ImplementationFailure;
  /** No other request was in flight at any time since it was sent. */
  alone?: boolean;
  /** Runs from a suspect's answer until it counts. */
  quiet?: NodeJS.Timeout;
  /** It was in flight when the program broke down, so it is sent again with nothing beside it. */
  suspect?: boolean;
}

/**
 * Which requests wait, which are in flight, and which may be sent next. When a program breaks down with several in
 * flight, nobody can tell which one it was (answers may have been lost on the way), so each of them runs again
 * alone, and only the one that breaks the program down then is guilty.
 */
export class RequestTable {
  readonly #window: number;
  readonly #waiting: Job[] = [];
  readonly #suspects: Job[] = [];
  readonly #inFlight = new Map<number, Job>();

  constructor(window: number) {
    this.#window = window;
  }

  get idle(): boolean {
    return this.#waiting.length + this.#suspects.length + this.#inFlight.size === 0;
  }

  add(job: Job): void {
    this.#waiting.push(job);
  }

  /** The next request that may be sent now, from here on in flight. */
  next(): Job | undefined {
    const [first] = this.#inFlight.values();
    if (first?.suspect) return undefined;
    if (first !== undefined && this.#suspects.length > 0) return undefined;
    if (this.#inFlight.size >= this.#window) return undefined;
    const job = this.#suspects.shift() ?? this.#waiting.shift();
    if (job === undefined) return undefined;
    for (const other of this.#inFlight.values()) other.alone = false;
    job.alone = first === undefined;
    this.#inFlight.set(job.id, job);
    return job;
  }

  find(id: number): Job | undefined {
    return this.#inFlight.get(id);
  }

  /** The request that has waited longest for its answer. */
  head(): Job | undefined {
    for (const job of this.#inFlight.values()) if (job.outcome === undefined) return job;
    return undefined;
  }

  /** Those in flight that have an outcome. */
  answered(): Job[] {
    return [...this.#inFlight.values()].filter((job) => job.outcome !== undefined);
  }

  remove(job: Job): void {
    this.#inFlight.delete(job.id);
  }

  /** After a breakdown: the guilty request, if it is certain; all others in flight are to run again, alone. */
  breakDown(): Job | undefined {
    const jobs = [...this.#inFlight.values()];
    this.#inFlight.clear();
    if (jobs.length === 1 && jobs[0]?.alone) return jobs[0];
    for (const job of jobs) job.suspect = true;
    this.#suspects.push(...jobs);
    return undefined;
  }

  /** Empties the table. */
  drain(): Job[] {
    const jobs = [...this.#inFlight.values(), ...this.#suspects.splice(0), ...this.#waiting.splice(0)];
    this.#inFlight.clear();
    return jobs;
  }
}
