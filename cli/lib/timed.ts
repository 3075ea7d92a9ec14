import type { Awaitable, FormulaImplementation, Implementation } from '../../backends/lib/contract.ts';
import { ImplementationFailure } from '../../backends/lib/failure.ts';

/** Calls begun and calls ended: in shared memory, so that another thread can see that one does not end. */
export type CallClock = Int32Array;

/** After so many calls of a formula that did not end, its others are not made. */
const PATIENCE = 3;

/** The same implementation, whose calls are given up when their promise is not kept in time, and are counted on the clock. */
export function timed(implementation: Implementation, timeoutMs: number, clock?: CallClock): Implementation {
  const formulas = Object.entries(implementation.formulas).map(([name, entry]) => [
    name,
    timedFormula(name, entry, timeoutMs, clock),
  ]);
  return { ...implementation, formulas: Object.fromEntries(formulas) };
}

function timedFormula(
  name: string,
  entry: FormulaImplementation,
  timeoutMs: number,
  clock: CallClock = new Int32Array(2),
): FormulaImplementation {
  let late = 0;
  const call = <Result>(make: () => Awaitable<Result>): Awaitable<Result> => {
    if (late === PATIENCE)
      throw new ImplementationFailure('timeout', `${name} was given up: ${PATIENCE} calls did not end`);
    clock[0]!++;
    const ended = () => {
      clock[1]!++;
    };
    try {
      const result = make();
      if (!(result instanceof Promise)) {
        ended();
        return result;
      }
      return inTime(result, timeoutMs, () => {
        late++;
        return new ImplementationFailure('timeout', `a call of ${name} did not end within ${timeoutMs} ms`);
      }).finally(ended);
    } catch (thrown) {
      ended();
      throw thrown;
    }
  };
  const { forward, vjp } = entry;
  return {
    ...entry,
    forward: (...all) => call(() => forward(...all)),
    ...(vjp && { vjp: (...all) => call(() => vjp(...all)) }),
  };
}

async function inTime<Result>(
  result: Promise<Result>,
  timeoutMs: number,
  late: () => Error,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), timeoutMs);
  });
  try {
    return await Promise.race([result, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
