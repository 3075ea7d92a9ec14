import type { Case } from '../../properties/lib/case.ts';
import type { Ball } from '../../reference/arithmetic/ball.ts';
import type { BigBall } from '../../reference/arithmetic/bigball.ts';
import type { AllValues } from '../../reference/lib/evaluate.ts';
import { differentiable } from '../../reference/lib/gradient.ts';
import type { Prepared } from '../../reference/lib/prepare.ts';
import { gradientTruth, level, truth } from '../../reference/lib/truth.ts';
import { decimals } from '../../reference/second-route/decimals.ts';
import { cases, until } from '../lib/cases.ts';
import { digitsOf } from '../lib/enclosure.ts';
import type { Audited } from '../lib/formula.ts';
import { type Of, type Readings, readings } from '../lib/readings.ts';
import { type KindReport, Tally } from '../lib/tally.ts';
import { position } from '../lib/within.ts';

const ELEMENTS = 40;
const { ball: A } = level(128);

/**
 * The truth lies in every ball: of the definition and of each algorithm, in float64 and in float32, of the outputs and of
 * the gradients. So does what a plain float32 computation gives.
 */
export function ballsHold({ prepared, tier, seed }: Audited, read: Readings = readings): KindReport {
  const tally = new Tally('balls');
  const wanted: Of[] = differentiable(prepared).length > 0 ? ['outputs', 'gradients'] : ['outputs'];
  const drawn = cases(prepared, seed, 'balls', 2 * tier.balls, { elements: ELEMENTS });
  for (const value of until(tally, tier.balls, drawn)) {
    const compared = wanted.map((of) => compare(prepared, read, value, of, tally));
    if (compared.includes(true)) tally.compared();
  }
  return tally.report();
}

/** Numbers, with the balls that they and the truth must share. */
interface Bound {
  readonly says: string;
  readonly figure?: 'f64' | 'f32';
  readonly balls: AllValues<Ball>;
  readonly got: AllValues<number> | undefined;
}

/** False where no bound is finite. */
function compare(prepared: Prepared, read: Readings, value: Case, of: Of, tally: Tally): boolean {
  const bounds = boundsOf(prepared, read, value, of);
  const exact = certified(prepared, bounds, value, of);
  let compared = false;
  for (const bound of bounds)
    for (const [name, { data }] of Object.entries(bound.balls))
      for (const [n, { v, e }] of data.entries()) {
        if (e === Infinity) {
          tally.skip('bounds that are not finite');
          continue;
        }
        const got = bound.got ? bound.got[name]!.data[n]! : v;
        const must = exact[name]!.data[n]!;
        const { inside, share } = position(got, { e }, must, A);
        compared ||= inside !== undefined;
        if (inside === undefined) tally.skip('truths that cannot be certified');
        if (share !== undefined && bound.figure) tally.disagreement(bound.figure, share);
        if (inside !== false) continue;
        const where = of === 'gradients' ? `the gradient ${name}[${n}]` : `${name}[${n}]`;
        const digits = digitsOf(must, decimals(64));
        tally.fail(
          `${where} is ${digits}, outside of ${got} ± ${e}, ${bound.says}`,
          value,
          of === 'gradients',
        );
      }
  return compared;
}

function boundsOf(prepared: Prepared, read: Readings, value: Case, of: Of): Bound[] {
  const { definition, algorithms } = prepared.truth;
  return [...new Set([definition, ...algorithms])].flatMap((text): Bound[] => {
    const which = text === definition ? 'the definition' : `algorithm ${algorithms.indexOf(text) + 1}`;
    const [double, single] = (['f64', 'f32'] as const).map((dtype) =>
      read.balls(prepared, text, dtype, value, of),
    );
    const plain = read.plain(prepared, text, value, of);
    return [
      { says: `the float64 ball of ${which}`, figure: 'f64', balls: double!, got: undefined },
      { says: `the float32 ball of ${which}`, balls: single!, got: undefined },
      { says: `what float32 numbers make of ${which}`, figure: 'f32', balls: single!, got: plain },
    ];
  });
}

/** The truth in enough bits to tell of every bound whether it holds. */
function certified(
  prepared: Prepared,
  bounds: readonly Bound[],
  { inputs, options, cotangents }: Case,
  of: Of,
): AllValues<BigBall> {
  const { definition, algorithms } = prepared.truth;
  const texts = [...new Set([definition, ...algorithms])];
  const enough = (must: BigBall, name: string, n: number) =>
    bounds.every(({ balls, got }) => {
      const ball = balls[name]!.data[n]!;
      return position(got ? got[name]!.data[n]! : ball.v, ball, must, A).inside !== undefined;
    });
  return of === 'outputs'
    ? truth(prepared, texts, inputs, options, enough)
    : gradientTruth(prepared, texts, inputs, options, cotangents, enough);
}
