import type { Dtype, Options, Tensors } from '../lib/contract.ts';
import type { Expected } from '../lib/validate-answer.ts';

export interface ProcessOptions {
  /** Words, or one string that is split into words without a shell (see split-command.ts). */
  readonly command: string | readonly string[];
  /** Where it runs; the current folder unless stated. */
  readonly cwd?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** For one case, counted from when all cases before it are answered. */
  readonly timeoutMs?: number;
  /** From the start to the program's hello: time to load its libraries. */
  readonly helloTimeoutMs?: number;
  /** From bye to the program's end, after which it is killed. */
  readonly byeTimeoutMs?: number;
  /** The longest line that the program may write. */
  readonly maxLineBytes?: number;
  /** How many requests may wait for their answers at once. */
  readonly inFlight?: number;
  /** After so many cases of one formula in a row that cost the process, its other cases are not run. */
  readonly giveUpFormulaAfter?: number;
  /** After so many such cases in a row of any formula, none is run. */
  readonly giveUpAfter?: number;
  /** The dtype of formulas without floating-point inputs; the program's first unless stated. */
  readonly dtype?: Dtype;
  /** The outputs that a formula must give: names, shapes and dtypes. Without it only their form is checked. */
  readonly outputs?: (formula: string, inputs: Tensors, options: Options) => Expected | undefined;
}

export type Settings = Required<Omit<ProcessOptions, 'cwd' | 'dtype' | 'outputs'>> &
  Pick<ProcessOptions, 'cwd' | 'dtype' | 'outputs'>;

export function withDefaults(options: ProcessOptions): Settings {
  return {
    env: {},
    timeoutMs: 10_000,
    helloTimeoutMs: 60_000,
    byeTimeoutMs: 1_000,
    maxLineBytes: 64 * 2 ** 20,
    inFlight: 16,
    giveUpFormulaAfter: 3,
    giveUpAfter: 20,
    ...options,
  };
}
