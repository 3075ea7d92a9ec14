import type { JudgedCheck, JudgedFormula, Outcome, Result } from './result.ts';
import { summary } from './result.ts';
import { titleOf } from './source.ts';

/** What `--json` prints: schemas/check.schema.json. One implementation is the report itself, several are its `results`. */
export function jsonReport({ head, results, waiverFaults, interrupted }: Outcome): object {
  const rest = { ...(waiverFaults.length > 0 && { waiverFaults }), ...(interrupted && { interrupted }) };
  const [only] = results;
  if (only && results.length === 1) return { ...head, ...resultOf(only), ...rest };
  return { ...head, results: results.map(resultOf), ...rest };
}

function resultOf({ source, implementation, failure, formulas }: Result): object {
  const { formulas: _, ...said } = implementation ?? { name: titleOf(source), formulas: {} };
  return {
    implementation: said,
    ...(failure !== undefined && { failure }),
    formulas: formulas.map(formulaOf),
    summary: summary(formulas),
  };
}

function formulaOf({
  name,
  dtype,
  variant,
  verdict,
  quality,
  gradient,
  checks,
  regimes,
}: JudgedFormula): object {
  return {
    name,
    dtype,
    ...(variant !== undefined && { variant }),
    verdict,
    quality,
    gradient,
    checks: checks.map(checkOf),
    regimes: Object.fromEntries(Object.entries(regimes).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** A check's report is plain data already, but for the numbers that JSON does not have. */
export function checkOf({ fault, ...check }: JudgedCheck): object {
  if (!fault) return check;
  const { got, must, tolerance } = fault;
  return { ...check, fault: { ...fault, got: word(got), must: word(must), tolerance: word(tolerance) } };
}

const word = (x: number): number | string => (Object.is(x, -0) ? '-0' : Number.isFinite(x) ? x : String(x));
