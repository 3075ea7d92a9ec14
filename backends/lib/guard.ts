import type { FormulaImplementation, Forward, Implementation } from './contract.ts';
import { ImplementationFailure, isFailure } from './failure.ts';
import { placeOf, withoutLoader } from './place.ts';

/** The same implementation, except that what its functions throw, now or later, is an ImplementationFailure. */
export function guarded(implementation: Implementation): Implementation {
  const formulas = Object.entries(implementation.formulas).map(
    ([name, formula]) => [name, guardedFormula(name, formula)] as const,
  );
  return { ...implementation, formulas: Object.fromEntries(formulas) };
}

function guardedFormula(name: string, formula: FormulaImplementation): FormulaImplementation {
  const { vjp } = formula;
  const forward: Forward = (...call) => guardedCall(name, () => formula.forward(...call));
  if (vjp === undefined) return { ...formula, forward };
  return {
    ...formula,
    forward,
    vjp: (...call) => guardedCall(`the gradient of ${name}`, () => vjp.apply(formula, call)),
  };
}

function guardedCall<T>(what: string, call: () => T | Promise<T>): T | Promise<T> {
  const fail = (thrown: unknown): never => {
    throw failureOf(what, thrown);
  };
  try {
    const result = call();
    return isThenable(result) ? Promise.resolve(result).catch(fail) : result;
  } catch (thrown) {
    return fail(thrown);
  }
}

function isThenable<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function failureOf(what: string, thrown: unknown): ImplementationFailure {
  if (thrown instanceof ImplementationFailure) return thrown;
  if (!isFailure(thrown)) return new ImplementationFailure('error', explain(what, thrown), { cause: thrown });
  const { kind, message, issue } = thrown;
  const text = kind === 'skipped' ? `The implementation skips this case of ${what}: ${message}` : message;
  return new ImplementationFailure(kind, text, issue === undefined ? {} : { issue });
}

/** With the place in the user's code, which is what they need to mend it. */
function explain(what: string, thrown: unknown): string {
  if (!(thrown instanceof Error)) return `The function for ${what} threw ${String(thrown)}.`;
  const { name, message } = thrown;
  return `The function for ${what} threw ${name}: ${withoutLoader(message)}${placeOf(thrown)}.`;
}
