import { isFailure } from '../../backends/lib/failure.ts';
import { isProgram, type Source } from './source.ts';
import { UsageError } from './usage-error.ts';

/**
 * Why an implementation could not be run.
 * @throws UsageError where that is the fault of whoever named it: there is none, or it is no implementation
 */
export function failureOf(source: Source, thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const misnamed = isFailure(thrown) && (thrown.kind === 'absent' || thrown.kind === 'protocol');
  if (misnamed && !isProgram(source)) throw new UsageError(thrown.message);
  return thrown.message;
}
