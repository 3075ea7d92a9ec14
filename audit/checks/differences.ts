import type { Case } from '../../properties/lib/case.ts';
import { Random } from '../../properties/lib/random.ts';
import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import type { BigBall } from '../../reference/arithmetic/bigball.ts';
import { compiledFor, leavesOf } from '../../reference/lib/evaluate.ts';
import { differentiable, gradient } from '../../reference/lib/gradient.ts';
import { layout } from '../../reference/lib/layout.ts';
import type { Prepared } from '../../reference/lib/prepare.ts';
import { level } from '../../reference/lib/truth.ts';
import { decimals } from '../../reference/second-route/decimals.ts';
import { cases, until } from '../lib/cases.ts';
import { digitsOf, isKnown, log2, log2OfRadius } from '../lib/enclosure.ts';
import type { Audited } from '../lib/formula.ts';
import { type KindReport, Tally } from '../lib/tally.ts';

/** Bits to compute with, and the step 2^-step beside the input's size: what is left is 2·step bits, or about 90 digits. */
const STEPS = [
  { bits: 512, step: 160 },
  { bits: 1280, step: 400 },
] as const;
/** 35 digits. */
const AGREED = -116;
/** A smaller step must shrink the error by most of its square, where curvature explains it. */
const GAIN = 360;
const ELEMENTS = 60;

/** Every input's gradient along a random direction against central differences, for random cotangents. */
export function againstDifferences({ prepared, tier, seed }: Audited): KindReport {
  const tally = new Tally('differences');
  const names = differentiable(prepared);
  if (names.length === 0) return tally.report('no input has a gradient');
  const drawn = cases(prepared, seed, 'differences', 2 * tier.differences, { elements: ELEMENTS });
  for (const value of until(tally, tier.differences, drawn)) {
    const random = new Random(value.seed);
    const tried = names.map((name) => compare(prepared, value, name, directions(value, name, random), tally));
    if (tried.includes(true)) tally.compared();
  }
  return tally.report();
}

/** Multiples of an eighth, none of them 0. */
function directions({ inputs }: Case, name: string, random: Random): Float64Array {
  return Float64Array.from(inputs[name]!.data, () => (random.integer(1, 16) / 8) * random.pick([1, -1]));
}

/** False where a kink, a pole or an overflow leaves nothing to compare. */
function compare(prepared: Prepared, value: Case, name: string, along: Float64Array, tally: Tally): boolean {
  let before: number | undefined;
  for (const at of STEPS) {
    const { ball: A, tape } = level(at.bits);
    const { definition } = prepared.truth;
    const { inputs, options, cotangents } = value;
    const number = (x: number) => A.number(x);
    const { gradients, kinked } = gradient(prepared, definition, tape, number, inputs, options, cotangents);
    if (kinked) return skipped(tally, 'inputs at kinks');
    const terms = gradients[name]!.data.map((g, n) => A.mul(g, A.number(along[n]!)));
    const slope = A.sum(terms);
    const difference = centralDifference(prepared, value, name, along, A, at.step);
    if (!isKnown(slope) || !isKnown(difference)) return skipped(tally, 'inputs without a certified value');
    const size = Math.max(...terms.map(({ v }) => log2(v)));
    const error = A.sub(difference, slope);
    const [off, noise] = [log2(error.v), log2OfRadius(error)];
    const worst = Math.max(off, noise);
    if (worst - size <= AGREED) {
      tally.disagreement('bits', worst - size);
      return true;
    }
    // No gradient at all, or one that is nothing beside the output, is told from no other within the bounds.
    if (off <= noise && size === -Infinity) return true;
    if (before !== undefined && off > noise && off <= before - GAIN) return true;
    before = off;
    if (at !== STEPS.at(-1)) continue;
    if (off <= noise) return skipped(tally, 'inputs whose gradient is nothing beside the output');
    const [found, wanted] = [difference, slope].map((a) => digitsOf(a, decimals(64)));
    tally.fail(`the gradient by ${name} along [${along}] is ${wanted}, by differences ${found}`, value, true);
  }
  return true;
}

function skipped(tally: Tally, reason: string): false {
  tally.skip(reason);
  return false;
}

/** (F(x + hd) − F(x − hd)) / 2h for F = Σ ⟨cotangent, output⟩, certified but for the curvature. */
function centralDifference(
  prepared: Prepared,
  { inputs, options, cotangents }: Case,
  name: string,
  along: Float64Array,
  A: Arithmetic<BigBall>,
  step: number,
): BigBall {
  const { definition } = prepared.truth;
  const plan = layout(prepared.spec, definition, inputs, options);
  const evaluate = compiledFor(definition, A);
  const leaves = leavesOf(definition, plan, inputs, (x) => A.number(x));
  const own = leaves[name] as readonly BigBall[];
  const steps = plan.flatten(name, along);
  const largest = Array.from(inputs[name]!.data).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const scale = largest > 0 ? Math.ceil(Math.log2(largest)) : 0;
  const h = A.power(A.number(2), scale - step);
  const value = (sign: number): BigBall => {
    const moved = own.map((x, n) => A.add(x, A.mul(h, A.number(sign * steps[n]!))));
    const outputs = evaluate({ ...leaves, [name]: moved }, plan.sizes, options) as Record<string, BigBall[]>;
    return A.sum(
      Object.entries(cotangents).flatMap(([output, { data }]) =>
        Array.from(plan.flatten(output, data), (c, n) => A.mul(A.number(c), outputs[output]![n]!)),
      ),
    );
  };
  return A.div(A.sub(value(1), value(-1)), A.mul(A.number(2), h));
}
