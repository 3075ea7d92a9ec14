/** How long the event loop may stand still, in milliseconds. */
const LONGEST = 50;

/** Lets timers, messages and signals through now and then, and ends the work where that was asked for. */
export class Breath {
  private readonly signal: AbortSignal | undefined;
  private last = performance.now();

  constructor(signal?: AbortSignal) {
    this.signal = signal;
  }

  get isDue(): boolean {
    return performance.now() - this.last > LONGEST;
  }

  /** Throws the signal's reason once it is aborted. */
  async take(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.signal?.throwIfAborted();
    this.last = performance.now();
  }
}
