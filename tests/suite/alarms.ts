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

/** Judges as a check does, on cases of every regime: outputs, those of larger tensors among them, and gradients. */
export async function weigh(
  prepared: Prepared,
  implementation: Implementation,
  cases: number,
): Promise<{ outputs: Tally; gradients: Tally }> {
  const entry = implementation.formulas[prepared.spec.name];
  const subject = new EquationSubject(prepared, implementation, entry, 'f32');
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
  { name }: Implementation,
  { kind, cases, share = 1 }: Check,
  most: number,
): Generator<Case> {
  for (let run = 0; run < most * share; run++)
    yield drawCase(
      prepared,
      { dtype: 'f32', limits: entry, ...(cases as object) },
      caseSeed(1, name, kind, 'f32', run),
    );
}

function count(tally: Tally, value: Case, oracle: Oracle, answer: Tensors): void {
  const { verdict, fault } = judge(oracle, answer);
  tally.cases++;
  if (verdict === 'inconclusive') tally.undecided++;
  if (fault && isFault(verdict)) tally.alarms.push({ fault, value });
  for (const [name, { data }] of Object.entries(oracle.tolerance))
    data.forEach(({ v, e }, n) => {
      if (e > 0 && e < Infinity) tally.worst = Math.max(tally.worst, Math.abs(answer[name].data[n] - v) / e);
    });
}
