import type { Check, Finding } from './checks/check.ts';
import { firstFault, type RunOptions } from './run-check.ts';
import type { Subject } from './subject.ts';

/** What the first failing case shows. A wrong answer may break a law down instead of failing it: that shows nothing. */
export async function provenFault(
  subject: Subject,
  check: Check,
  options: Pick<RunOptions, 'seed' | 'runs' | 'signal'>,
): Promise<Finding | undefined> {
  try {
    return await firstFault(subject, check, options);
  } catch {
    options.signal?.throwIfAborted();
    return undefined;
  }
}
