import { type BigBall, radius } from '../../reference/arithmetic/bigball.ts';
import { ShapeError } from '../../reference/lib/gradient.ts';
import { level } from '../../reference/lib/truth.ts';
import type { Checked } from '../../spec/lib/check.ts';
import type { Case } from './case.ts';
import { drawCase } from './draw-case.ts';
import type { EquationSubject } from './equation-subject.ts';
import { exactly } from './exactly.ts';
import { hash } from './random.ts';
import { REGIMES, type RegimeName } from './regimes.ts';

/** Cases of each regime. */
const CASES = 8;

/** Do these equations mean the same as the right ones, in high precision, on cases of every regime? */
export function equivalent(
  subject: EquationSubject,
  texts: readonly [right: Checked, other: Checked],
  of: 'outputs' | 'gradients',
): boolean {
  for (const regime of Object.keys(REGIMES) as RegimeName[])
    for (let n = 0; n < CASES; n++) {
      const seed = hash(`${subject.name} ${regime} ${n}`);
      const value = drawCase(subject.prepared, { dtype: 'f64', regime }, seed);
      if (!alike(subject, texts, value, of)) return false;
    }
  return true;
}

function alike(
  subject: EquationSubject,
  texts: readonly [Checked, Checked],
  value: Case,
  of: 'outputs' | 'gradients',
): boolean {
  // At a kink every subgradient counts, and a mistake may choose another.
  if (of === 'gradients' && subject.gradientOracle(value).kinked) return true;
  try {
    const [right, wrong] = texts.map((text) => exactly(subject.prepared, [text], value, value.options, of));
    return Object.entries(right!).every(([name, { data }]) => {
      const others = wrong![name]?.data;
      return others?.length === data.length && data.every((exact, n) => same(exact, others[n]!));
    });
  } catch (thrown) {
    if (thrown instanceof ShapeError) return false;
    throw thrown;
  }
}

const A = level(128).ball;

/** No precision parts them; where neither has a value, both have none. */
function same(a: BigBall, b: BigBall): boolean {
  const [known, other] = [a, b].map((value) => radius(value) < Infinity && !Number.isNaN(A.toNumber(value)));
  if (!known || !other) return known === other;
  // Infinities have no difference.
  if (Math.abs(A.toNumber(a)) === Infinity) return A.toNumber(a) === A.toNumber(b);
  return Math.abs(A.toNumber(A.sub(a, b))) <= radius(a) + radius(b);
}
