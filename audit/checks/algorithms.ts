import type { Case } from '../../properties/lib/case.ts';
import type { BigBall } from '../../reference/arithmetic/bigball.ts';
import type { AllValues } from '../../reference/lib/evaluate.ts';
import { level, truth } from '../../reference/lib/truth.ts';
import { decimals } from '../../reference/second-route/decimals.ts';
import type { Checked } from '../../spec/lib/check.ts';
import { cases, until } from '../lib/cases.ts';
import { digitsOf, isKnown, isNarrow, log2, log2OfRadius } from '../lib/enclosure.ts';
import type { Audited } from '../lib/formula.ts';
import { type KindReport, Tally } from '../lib/tally.ts';

const BITS = 192;
const ELEMENTS = 80;
const { ball: A } = level(256);

/** Every algorithm is the definition, written so that floating-point numbers bear it. */
export function againstAlgorithms({ prepared, tier, seed }: Audited): KindReport {
  const tally = new Tally('algorithms');
  const { definition, algorithms } = prepared.truth;
  const others = algorithms.filter((text) => text !== definition);
  if (others.length === 0) return tally.report('it has none but the definition');
  const drawn = cases(prepared, seed, 'algorithms', 2 * tier.algorithms, { elements: ELEMENTS });
  for (const value of until(tally, tier.algorithms, drawn)) {
    const read = (text: Checked) =>
      truth(prepared, [text], value.inputs, value.options, (a) => isNarrow(a, BITS));
    const exact = read(definition);
    const compared = others.map((text, n) => compare(exact, read(text), n, value, tally));
    if (compared.includes(true)) tally.compared();
  }
  return tally.report();
}

/** False where one of the texts certifies nothing. */
function compare(
  exact: AllValues<BigBall>,
  others: AllValues<BigBall>,
  which: number,
  value: Case,
  tally: Tally,
): boolean {
  let compared = false;
  for (const [name, { data }] of Object.entries(others))
    for (const [n, got] of data.entries()) {
      const must = exact[name]!.data[n]!;
      if (!isKnown(got) || !isKnown(must)) {
        tally.skip('numbers that one of the texts does not certify');
        continue;
      }
      compared = true;
      const off = A.sub(got, must);
      if (!isNarrow(must, BITS) || !isNarrow(got, BITS)) tally.skip('numbers certified to fewer digits');
      else if (log2(must.v) > -Infinity)
        tally.disagreement('bits', Math.max(log2(off.v), log2OfRadius(off)) - log2(must.v));
      if (A.equal(got, must) !== false) continue;
      const [first, second] = [must, got].map((a) => digitsOf(a, decimals(64)));
      tally.fail(`${name}[${n}] is ${first}, by algorithm ${which + 1} ${second}`, value);
    }
  return compared;
}
