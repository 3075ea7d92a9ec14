import { drawCase } from '../../../properties/lib/draw-case.ts';
import { REGIMES, type RegimeName } from '../../../properties/lib/regimes.ts';
import { caseSeed } from '../../../properties/lib/replay.ts';
import {
  type Account,
  accounting,
  type Growth,
  greatestGrowth,
  roundings,
} from '../../../reference/arithmetic/account.ts';
import { ball } from '../../../reference/arithmetic/ball.ts';
import { type FloatFormat, formats } from '../../../reference/arithmetic/dtype.ts';
import { evaluate } from '../../../reference/lib/evaluate.ts';
import type { Prepared } from '../../../reference/lib/prepare.ts';
import { indexOf } from '../case-text.ts';
import { shortNumber } from './short-number.ts';

/** The dtypes that implementations are judged in. */
export type Judged = 'f32' | 'f64';

/** What may come out for one element of a typical case, and why not less. */
export interface Tolerance {
  /** How its numbers were drawn; `any` where there are none to draw. */
  readonly regime: RegimeName | 'any';
  /** `y[0,2]` */
  readonly element: string;
  readonly value: number;
  readonly tolerance: number;
  /** The tolerance in units in the last place of the value. */
  readonly ulps: number;
  /** How often the computation of this element rounds. */
  readonly roundings: number;
  /** What makes the tolerance larger than the roundings alone would. */
  readonly because?: string;
}

const REGIME_NAMES = Object.keys(REGIMES) as RegimeName[];
const ANY = ['any'] as const;

/** Of this many cases of a regime the middle one is typical. */
const CASES = 9;

/** One for each way of drawing numbers; a regime in which nothing rounds, or nothing is bounded, has none. */
export function tolerances(prepared: Prepared, dtype: Judged): Tolerance[] {
  const arithmetic = accounting(ball({ dtype }));
  const regimes = prepared.truth.definition.inputs.some(({ within }) => !within) ? REGIME_NAMES : ANY;
  return regimes.flatMap((regime) => {
    const cases = Array.from({ length: CASES }, (_, run) => {
      const seed = caseSeed(1, prepared.spec.name, `explain ${regime}`, dtype, run);
      return drawCase(prepared, { dtype, ...(regime !== 'any' && { regime }) }, seed);
    });
    const widest = cases.flatMap(({ inputs, options }) => {
      const all = prepared.truth.algorithms.flatMap((text) =>
        elements(evaluate(prepared, text, arithmetic, inputs, options), formats[dtype]),
      );
      return all.length === 0 ? [] : [all.reduce((most, one) => (one.ulps > most.ulps ? one : most))];
    });
    const typical = widest.sort((a, b) => a.ulps - b.ulps)[Math.floor(widest.length / 2)];
    return typical ? [described(regime, typical, dtype)] : [];
  });
}

interface Element {
  readonly name: string;
  readonly account: Account;
  readonly ulps: number;
}

/** The elements that round, and whose value is large enough for units in the last place to mean something. */
function elements(outputs: ReturnType<typeof evaluate<Account>>, format: FloatFormat): Element[] {
  return Object.entries(outputs).flatMap(([output, { shape, data }]) =>
    data.flatMap((account, n) => {
      const { v, e } = account.ball;
      const size = Math.abs(v);
      if (!(e > 0 && e < Infinity && size >= format.smallestNormal && size < Infinity)) return [];
      const name = shape.length === 0 ? output : `${output}[${indexOf(n, shape)}]`;
      return [{ name, account, ulps: e / ulp(size, format) }];
    }),
  );
}

const ulp = (size: number, { precision }: FloatFormat): number =>
  2 ** (Math.floor(Math.log2(size)) - precision + 1);

function described(regime: Tolerance['regime'], { name, account, ulps }: Element, dtype: Judged): Tolerance {
  const growth = greatestGrowth(account, formats[dtype].unitRoundoff);
  return {
    regime,
    element: name,
    value: account.ball.v,
    tolerance: account.ball.e,
    ulps: Number(ulps.toPrecision(2)),
    roundings: roundings(account),
    ...(growth && { because: sentence(growth) }),
  };
}

const ADDS = new Set<Account['op']>(['add', 'sub', 'sum']);

function sentence({ at: { op, from, ball: result }, times }: Growth): string {
  const values = from.map(({ ball: { v } }) => v);
  const grows = `relative error × ${shortNumber(times, 2)}`;
  if (!ADDS.has(op)) return `${op} of ${values.map((v) => shortNumber(v, 3)).join(', ')}: ${grows}`;
  const largest = shortNumber(Math.max(...values.map(Math.abs)), 3);
  if (times === Infinity) return `terms up to ${largest} cancel, and nothing is left`;
  return `terms up to ${largest} cancel to ${shortNumber(Math.abs(result.v), 3)}: ${grows}`;
}
