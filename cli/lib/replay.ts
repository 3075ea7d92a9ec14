import type { Implementation } from '../../backends/lib/contract.ts';
import { loadSuite } from '../../properties/lib/listing.ts';
import { type Origin, parseToken } from '../../properties/lib/replay.ts';
import type { CheckReport } from '../../properties/lib/report.ts';
import { replayCase } from '../../properties/lib/run-check.ts';
import { formulaNames } from '../../spec/lib/listing.ts';
import { didYouMean } from '../../spec/lib/source.ts';
import { UsageError } from './usage-error.ts';

/** Throws a UsageError for what is no token, or the token of a formula that Assay does not know. */
export function readToken(text: string): Origin {
  const origin = parsed(text);
  const names = formulaNames();
  if (names.includes(origin.formula)) return origin;
  throw new UsageError(`There is no formula '${origin.formula}'${didYouMean(origin.formula, names)}`);
}

function parsed(text: string): Origin {
  try {
    return parseToken(text);
  } catch (thrown) {
    throw new UsageError((thrown as Error).message);
  }
}

/**
 * Judges the token's case once more.
 * @throws UsageError where the implementation does not have the formula, the dtype or the check
 */
export async function replay(
  { formula, check: kind, dtype, seed }: Origin,
  implementation: Implementation,
): Promise<CheckReport> {
  const { name, formulas, dtypes } = implementation;
  const entry = Object.hasOwn(formulas, formula) ? formulas[formula] : undefined;
  if (!entry) throw new UsageError(`'${name}' does not have the formula '${formula}'`);
  if (!(entry.dtypes ?? dtypes).includes(dtype))
    throw new UsageError(`'${name}' does not have '${formula}' in ${dtype}`);
  const { subject, ...examined } = (await loadSuite(formula)).examine(implementation, entry, dtype);
  const checks = [...examined.checks, ...examined.exhaustive];
  const check = checks.find((other) => other.kind === kind);
  if (!check) {
    const kinds = checks.map((other) => other.kind);
    throw new UsageError(`'${formula}' has no check '${kind}' on '${name}'${didYouMean(kind, kinds)}`);
  }
  if (Array.isArray(check.cases) && !(seed in check.cases))
    throw new UsageError(`The check '${kind}' of '${formula}' has no case ${seed}`);
  return replayCase(subject, check, seed);
}
