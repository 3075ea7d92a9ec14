const ticks = 8;

/**
 * Gives one thing at a time so many milliseconds. They are counted in ticks of this thread, so that time in which
 * it was busy, and could neither send nor listen, is not held against the program.
 */
export class Clock<T extends object> {
  #watched: T | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** Starts anew if `thing` is another one than before; undefined stops. */
  watch(thing: T | undefined, timeoutMs: number, late: () => void): void {
    if (thing === this.#watched) return;
    clearInterval(this.#timer);
    this.#watched = thing;
    if (thing === undefined) return;
    let left = ticks;
    this.#timer = setInterval(() => {
      if (--left === 0) late();
    }, timeoutMs / ticks);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#watched = undefined;
  }
}
