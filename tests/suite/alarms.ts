import type { Implementation, Tensors } from '../../backends/lib/contract.ts';
import type { Case } from '../../properties/lib/case.ts';
import { agreement, large } from '../../properties/lib/checks/agreement.ts';
import type { Check } from '../../properties/lib/checks/check.ts';
import { gradient } from '../../properties/lib/checks/gradient.ts';
import { drawCase } from '../../properties/lib/draw-case.ts';
import { EquationSubject } from '../../properties/lib/equation-subject.ts';
import { type Fault, judge, type Oracle } from '../../properties/lib/judge.ts';
import { caseSeed } from '../../properties/lib/replay.ts';
import { isFault } from '../../properties/lib/verdict.ts';
import type { Prepared } from '../../reference/lib/prepare.ts';
import { level } from '../../reference/lib/truth.ts';

/** What became of one implementation's outputs or gradients. */
export interface Tally {
  readonly of: 'outputs' | 'gradients';
  cases: number;
  /** Cases of which an element has no finite bound to be held against. */
  undecided: number;
  /** The largest error, in units of what is allowed. */
  worst: number;
  readonly alarms: Alarm[];
}

export interface Alarm {
  readonly fault: Fault;
  readonly value: Case;
}

/**
 * Judges as a check does, in the implementation's dtype and on cases of every regime: outputs, those of larger tensors
 * among them, and gradients.
 */
export async function weigh(
  prepared: Prepared,
  implementation: Implementation,
  cases: number,
): Promise<{ outputs: Tally; gradients: Tally }> {
  const entry = implementation.formulas[prepared.spec.name];
  const subject = new EquationSubject(prepared, implementation, entry, implementation.dtypes[0]);
  const outputs: Tally = { of: 'outputs', cases: 0, undecided: 0, worst: 0, alarms: [] };
  const gradients: Tally = { ...outputs, of: 'gradients', alarms: [] };
  for (const check of [agreement(subject), large(subject)])
    for (const value of drawn(subject, implementation, check, cases))
      count(outputs, value, subject.oracle(value), await subject.forward(value));
  for (const value of drawn(subject, implementation, gradient(subject), cases))
    count(gradients, value, subject.gradientOracle(value), await subject.vjp(value));
  return { outputs, gradients };
}

/** The check's share of so many cases; every implementation has its own. */
function* drawn(
  { prepared, entry }: EquationSubject,
  { name, dtypes: [dtype] }: Implementation,
  { kind, cases, share = 1 }: Check,
  most: number,
): Generator<Case> {
  for (let run = 0; run < most * share; run++)
    yield drawCase(
      prepared,
      { dtype, limits: entry, ...(cases as object) },
      caseSeed(1, name, kind, dtype, run),
    );
}

function count(tally: Tally, value: Case, oracle: Oracle, answer: Tensors): void {
  const { verdict, fault } = judge(oracle, answer);
  tally.cases++;
  if (verdict === 'inconclusive') tally.undecided++;
  if (fault && isFault(verdict)) tally.alarms.push({ fault, value });
  for (const [name, { data }] of Object.entries(oracle.tolerance))
    data.forEach(({ e }, n) => {
      if (e > 0 && e < Infinity)
        tally.worst = Math.max(tally.worst, errorOf(oracle, name, n, answer[name].data[n]) / e);
    });
}

/** The tolerance's own centre is a double too and errs as much as one: there it is measured from the truth. */
function errorOf({ target, tolerance, truth, kinked }: Oracle, name: string, n: number, got: number): number {
  if (target.dtype !== 'f64' || kinked || !Number.isFinite(got))
    return Math.abs(got - tolerance[name].data[n].v);
  const A = level(128).ball;
  return Math.abs(A.toNumber(A.sub(A.number(got), truth()[name].data[n])));
}
