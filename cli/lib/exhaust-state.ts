import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Exhausted } from '../../properties/lib/exhaust.ts';
import { UsageError } from './usage-error.ts';

/** Whose numbers they are: another version, implementation or formula does not go on from there. */
export interface ExhaustHead {
  readonly assay: string;
  readonly implementation: string;
  readonly formula: string;
}

/**
 * What an earlier run of the same came to know; undefined where there was none.
 * @throws UsageError where the file is something else
 */
export function readState(file: string, head: ExhaustHead): Exhausted | undefined {
  if (!existsSync(file)) return undefined;
  let read: Record<string, unknown>;
  try {
    read = JSON.parse(readFileSync(file, 'utf8'));
  } catch (thrown) {
    throw new UsageError(`--state ${file} is not the state of a run: ${(thrown as Error).message}`);
  }
  for (const [name, value] of Object.entries(head))
    if (read[name] !== value)
      throw new UsageError(
        `--state ${file} is of another run: its ${name} is ${JSON.stringify(read[name])}, not ${JSON.stringify(value)}`,
      );
  const { next, judged, worstUlp, verdict, faults, first } = read as unknown as Exhausted;
  if (![next, judged, worstUlp, faults].every(Number.isFinite) || typeof verdict !== 'string')
    throw new UsageError(`--state ${file} is not the state of a run`);
  return { next, judged, worstUlp, verdict, faults, ...(first !== undefined && { first }) };
}

/**
 * Whole, or as it was before.
 * @throws UsageError where it cannot be written
 */
export function writeState(file: string, head: ExhaustHead, known: Exhausted): void {
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify({ ...head, ...known }, null, 2)}\n`);
    renameSync(`${file}.new`, file);
  } catch (thrown) {
    throw new UsageError(`--state ${file} cannot be written: ${(thrown as Error).message}`);
  }
}
