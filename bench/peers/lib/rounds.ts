import type { Floats } from '../../../backends/lib/kernels.ts';
import { allowed, difference } from './agreement.ts';
import type { Case } from './cases.ts';
import { LibraryProcess } from './child-process.ts';
import type { Library } from './library.ts';
import type { Absent, CaseResult, Cell, Present } from './result.ts';
import { timed } from './result.ts';

export interface Settings {
  readonly rounds: number;
  /** Milliseconds of a window. */
  readonly window: number;
  readonly threads: number;
  /** The folder where peers are installed. */
  readonly peers: string | null;
}

/** A call that takes longer than this, in milliseconds, is not made in every round. */
const SLOW = 250;
const SLOW_ROUNDS = 3;

/** A library that takes part. Its process is started anew for the next case when it has died. */
class Participant {
  readonly name: string;
  readonly threads: number;
  private readonly settings: Settings;
  private process: LibraryProcess | undefined;

  constructor(name: string, parallel: boolean, settings: Settings) {
    this.name = name;
    this.threads = parallel ? settings.threads : 1;
    this.settings = settings;
  }

  async open(interrupt: AbortSignal) {
    this.process = new LibraryProcess();
    const { threads, peers } = this.settings;
    const ready = await this.process.ask('open', { library: this.name, threads, peers }, interrupt);
    if (this.threads === 1) this.process.stayOnOneCore();
    return ready;
  }

  async prepare(one: Case, interrupt: AbortSignal) {
    if (!this.process?.alive) await this.open(interrupt);
    return this.process!.ask('prepare', { case: one.name }, interrupt);
  }

  async window(interrupt: AbortSignal): Promise<number> {
    return (await this.process!.ask('window', { length: this.settings.window }, interrupt)).time;
  }

  end(): void {
    this.process?.end();
  }
}

/** Its reason, unless the bench was interrupted: that ends everything. */
function reason(thrown: unknown, interrupt: AbortSignal): string {
  interrupt.throwIfAborted();
  return (thrown as Error).message;
}

/** The processes of the libraries, one each, of which at any moment one computes. */
export class Race {
  readonly libraries: Record<string, Present | Absent> = {};
  private readonly settings: Settings;
  private readonly interrupt: AbortSignal;
  private participants: Participant[] = [];

  constructor(settings: Settings, interrupt: AbortSignal) {
    this.settings = settings;
    this.interrupt = interrupt;
  }

  async enter(name: string, { role, parallel }: Library): Promise<void> {
    const participant = new Participant(name, parallel === true, this.settings);
    try {
      const { version, relaxed } = await participant.open(this.interrupt);
      this.libraries[name] = { role, version, threads: participant.threads, relaxed };
      this.participants.push(participant);
    } catch (thrown) {
      participant.end();
      this.libraries[name] = { role, absent: reason(thrown, this.interrupt) };
    }
  }

  leaveOut(name: string, { role }: Library, reason: string): void {
    this.libraries[name] = { role, absent: reason };
  }

  /** All libraries at one case. An interruption is thrown after `keep` was given what there is. */
  async run(one: Case, keep: (result: CaseResult) => void): Promise<void> {
    const cells: Record<string, Cell> = {};
    const windows = new Map<Participant, number[]>();
    try {
      for (const racer of await this.prepared(one, cells)) windows.set(racer, []);
      for (let round = 0; round < this.settings.rounds; round++) await this.round(round, windows, cells);
    } finally {
      for (const [{ name }, times] of windows) if (times.length > 0) cells[name] ??= timed(times);
      if (Object.keys(cells).length > 0) keep({ name: one.name, work: one.work, cells });
    }
  }

  end(): void {
    for (const participant of this.participants) participant.end();
  }

  /** Those that can do it and give the result that the first of them gives. */
  private async prepared(one: Case, cells: Record<string, Cell>): Promise<Participant[]> {
    const able: Participant[] = [];
    let reference: Floats | undefined;
    for (const participant of this.participants) {
      try {
        const { able: can, result } = await participant.prepare(one, this.interrupt);
        if (result) reference ??= result;
        const apart = result && reference ? difference(result, reference) : 0;
        if (!can) cells[participant.name] = { cannot: true };
        else if (result && apart > allowed(result)) cells[participant.name] = { differs: apart };
        else able.push(participant);
      } catch (thrown) {
        cells[participant.name] = { failed: reason(thrown, this.interrupt) };
      }
    }
    return able;
  }

  /** A window each, beginning with another one every time: who comes after whom may matter. */
  private async round(round: number, windows: Map<Participant, number[]>, cells: Record<string, Cell>) {
    const racers = [...windows.keys()];
    for (let n = 0; n < racers.length; n++) {
      const racer = racers[(n + round) % racers.length];
      const times = windows.get(racer)!;
      if (racer.name in cells || (times[0] > SLOW && times.length >= SLOW_ROUNDS)) continue;
      try {
        times.push(await racer.window(this.interrupt));
      } catch (thrown) {
        cells[racer.name] = { failed: reason(thrown, this.interrupt) };
      }
    }
  }
}
