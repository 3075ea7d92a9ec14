import type { Case } from '../../../properties/lib/case.ts';
import { type Check, CONFORMS, type Finding } from '../../../properties/lib/checks/check.ts';
import { lawOfReference } from '../../../properties/lib/checks/law.ts';
import type { StatedLaw } from '../../../properties/lib/laws.ts';
import type { CheckReport } from '../../../properties/lib/report.ts';
import { type RunOptions, runCheck } from '../../../properties/lib/run-check.ts';
import type { Subject } from '../../../properties/lib/subject.ts';
import type { Arithmetic } from '../../../reference/arithmetic/arithmetic.ts';
import { type BigBall, radius } from '../../../reference/arithmetic/bigball.ts';
import type { AllValues } from '../../../reference/lib/evaluate.ts';
import { level, truth } from '../../../reference/lib/truth.ts';
import type { Checked } from '../../../spec/lib/check.ts';

/** Known so well that two formulas that differ would not pass for the same. */
const narrow = (value: BigBall, A: Pick<Arithmetic<BigBall>, 'toNumber'>): boolean =>
  radius(value) <= Math.max(Math.abs(A.toNumber(value)) * 2 ** -60, 2 ** -200);

/** Holds the reference to itself: the first report that does not conform, or one for all. */
export async function audit(
  subject: Subject,
  laws: Readonly<Record<string, StatedLaw>>,
  options: RunOptions,
): Promise<CheckReport> {
  const checks = [
    ...subject.prepared.truth.algorithms.map((algorithm, n) => sameAsDefinition(subject, algorithm, n)),
    ...Object.entries(laws).map(([label, stated]) => lawOfReference(subject, label, stated)),
  ];
  let runs = 0;
  for (const check of checks) {
    const { report } = await runCheck(subject, check, options);
    if (report.verdict !== 'conforming') return report;
    runs += report.runs;
  }
  const says = `${checks.length} statements about the reference hold`;
  return { kind: 'audit', title: 'the reference agrees with itself', verdict: 'conforming', runs, says };
}

function sameAsDefinition({ prepared }: Subject, algorithm: Checked, n: number): Check {
  const { ball: A } = level(128);
  const read = (text: Checked, { inputs, options }: Case) =>
    truth(prepared, [text], inputs, options, (value, _name, _n, at) => narrow(value, at));
  return {
    kind: `algorithm ${n + 1} (reference)`,
    title: 'the algorithm computes what the definition says',
    cases: {},
    async try(value) {
      return compare(A, read(prepared.truth.definition, value), read(algorithm, value));
    },
  };
}

/** A number that is not known well says nothing; where none is, the case says nothing. */
function compare(A: Arithmetic<BigBall>, all: AllValues<BigBall>, others: AllValues<BigBall>): Finding {
  let compared = 0;
  for (const [name, { data }] of Object.entries(all))
    for (const [n, value] of data.entries()) {
      const other = others[name]!.data[n]!;
      if (A.equal(value, other) === false) {
        const [definition, algorithm] = [A.toNumber(value), A.toNumber(other)];
        return { verdict: 'wrong', says: `${name}[${n}] is ${definition}, by the algorithm ${algorithm}` };
      }
      if (narrow(value, A) && narrow(other, A)) compared++;
    }
  return compared > 0 ? CONFORMS : { verdict: 'inconclusive', says: 'no element is known well enough' };
}
