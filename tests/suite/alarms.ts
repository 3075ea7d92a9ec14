import type { Implementation, Tensors } from '../../backends/lib/contract.ts';
import { drawCase } from '../../properties/lib/case-arbitrary.ts';
import { type Fault, judge, type Oracle } from '../../properties/lib/judge.ts';
import { caseSeed } from '../../properties/lib/replay.ts';
import { Subject } from '../../properties/lib/subject.ts';
import { isFault, type Verdict } from '../../properties/lib/verdict.ts';
import type { Prepared } from '../../reference/lib/prepare.ts';

/** What the judge said of one implementation's outputs, or of its gradients. */
export interface Tally {
  readonly implementation: string;
  readonly of: 'outputs' | 'gradients';
  cases: number;
  /** Cases of which an element has no finite bound to be held against. */
  undecided: number;
  /** The largest error in units of what is allowed. */
  worst: number;
  readonly alarms: Alarm[];
}

export interface Alarm {
  readonly verdict: Verdict;
  readonly fault: Fault | undefined;
  /** Draws the case again. */
  readonly seed: number;
}

/** Judges an implementation on random cases of every regime, larger tensors among them, as a check does. */
export async function weigh(prepared: Prepared, implementation: Implementation, cases: number) {
  const { name } = prepared.spec;
  const subject = new Subject(prepared, implementation, implementation.formulas[name], 'f32');
  const tally = (of: Tally['of']): Tally => ({
    ...{ implementation: implementation.name, of, cases: 0, undecided: 0, worst: 0, alarms: [] },
  });
  const [outputs, gradients] = [tally('outputs'), tally('gradients')];
  for (let run = 0; run < cases; run++) {
    const seed = caseSeed(1, name, implementation.name, 'f32', run);
    const value = drawCase(
      prepared,
      { dtype: 'f32', limits: subject.entry, scale: run % 20 === 0 ? 6 : 1 },
      seed,
    );
    hold(outputs, subject.oracle(value), await subject.forward(value), seed);
    hold(gradients, subject.gradientOracle(value), await subject.vjp(value), seed);
  }
  return [outputs, gradients];
}

function hold(tally: Tally, oracle: Oracle, answer: Tensors, seed: number): void {
  const { verdict, fault } = judge(oracle, answer);
  tally.cases++;
  if (verdict === 'inconclusive') tally.undecided++;
  if (isFault(verdict)) tally.alarms.push({ verdict, fault, seed });
  tally.worst = Math.max(tally.worst, worstRatio(oracle, answer));
}

function worstRatio({ tolerance }: Oracle, answer: Tensors): number {
  let worst = 0;
  for (const [name, { data }] of Object.entries(tolerance))
    data.forEach(({ v, e }, n) => {
      if (e > 0 && e < Infinity) worst = Math.max(worst, Math.abs(answer[name].data[n] - v) / e);
    });
  return worst;
}
