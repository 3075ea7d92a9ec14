/** What a command measures of the checks, and how the README says it. */
export interface Measure<Printed, Saved = Printed> {
  /** Prints one JSON object. */
  readonly command: readonly [script: string, ...args: string[]];
  /** What of it is saved; all unless stated. */
  keep?(printed: Printed): Saved;
  says(saved: Saved): string;
}

export type AnyMeasure = Measure<unknown, unknown>;

export const count = (n: number): string => n.toLocaleString('en');

/** Rounded down: what is not all is not 100 %. */
export const share = (part: number, of: number): string =>
  `${count(part)} of ${count(of)}${part === of ? '' : ` (${(Math.floor((10_000 * part) / of) / 100).toFixed(2)} %)`}`;
