import { adapters } from '../../backends/lib/adapters.ts';
import type { Implementation } from '../../backends/lib/contract.ts';
import { isBuiltIn, loadImplementation } from '../../backends/lib/load.ts';
import { splitCommand } from '../../backends/process/split-command.ts';
import type { Settings } from './judge.ts';
import { UsageError } from './usage-error.ts';

/** What is to be judged, as it is named on the command line. */
export type Source = { readonly module: string } | { readonly command: string };

/** Throws a UsageError for a command without words, or with an open quote. */
export function program(command: string): Source {
  try {
    splitCommand(command);
    return { command };
  } catch (thrown) {
    throw new UsageError(`Cannot run --exec '${command}': ${(thrown as Error).message}`);
  }
}

/** Does it run in a process of its own, with several questions on the way at once? */
export const isProgram = (source: Source): boolean =>
  'command' in source || adapters().get(source.module)?.endsWith('.py') === true;

/** Is it a backend of Assay's own? */
export const isOwn = (source: Source): boolean => 'module' in source && isBuiltIn(source.module);

export const titleOf = (source: Source): string => ('command' in source ? source.command : source.module);

/** @throws ImplementationFailure where it cannot be loaded or run */
export async function load(
  source: Source,
  { timeoutMs, formulas }: Pick<Settings, 'timeoutMs' | 'formulas'>,
): Promise<Implementation> {
  if ('module' in source)
    return loadImplementation(source.module, { ...(formulas && { formulas }), process: { timeoutMs } });
  const { processImplementation } = await import('../../backends/process/process-implementation.ts');
  return processImplementation({ command: source.command, timeoutMs });
}

/** The command that shows a failing case again. */
export function replayCommand(source: Source, token: string): string {
  if ('command' in source) return `assay replay ${token} --exec ${quoted(source.command)}`;
  return `assay replay ${token}${source.module === 'js' ? '' : ` ${quoted(source.module)}`}`;
}

/** One word for a shell. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./~-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
