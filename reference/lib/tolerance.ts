import type { Checked } from '../../spec/lib/check.ts';
import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import { type Ball, ball } from '../arithmetic/ball.ts';
import type { Dtype } from '../arithmetic/dtype.ts';
import { type TapeArithmetic, type TapeOptions, tape } from '../arithmetic/tape.ts';
import { type AllValues, evaluate } from './evaluate.ts';
import { type Gradient, gradient } from './gradient.ts';
import type { Prepared } from './prepare.ts';

/** What an implementation declares of its arithmetic. */
export interface Target {
  readonly dtype: Dtype;
  /** Worst error of its elementary functions, in ULP. */
  readonly functionUlp: number;
  readonly ftz: boolean;
}

interface Arithmetics {
  readonly ball: Arithmetic<Ball>;
  readonly tapes: Readonly<Record<Ties, TapeArithmetic<Ball>>>;
}

type Ties = TapeOptions['ties'];

const balls = new Map<string, Arithmetics>();

function arithmeticsFor({ dtype, functionUlp, ftz }: Target) {
  const id = `${dtype} ${functionUlp} ${ftz}`;
  let found = balls.get(id);
  if (!found) {
    const base = ball({ dtype, functionUlp, ftz });
    const tapes = { hull: tape(base, { ties: 'hull' }), first: tape(base, { ties: 'first' }) };
    balls.set(id, (found = { ball: base, tapes }));
  }
  return found;
}

/**
 * The allowed answers: each element a ball ⟨v, e⟩ that holds every result of computing one of the given texts in the
 * target's arithmetic, in any order of summation. Of several texts the widest ball counts, element by element.
 */
export function tolerance(
  prepared: Prepared,
  texts: readonly Checked[],
  target: Target,
  inputs: Tensors,
  options: OptionValues,
): AllValues<Ball> {
  const { ball: arithmetic } = arithmeticsFor(target);
  return widest(texts.map((checked) => evaluate(prepared, checked, arithmetic, inputs, options)));
}

/** The same for the gradient. At a kink the ball holds every subgradient, or (`first`) the one of the first of equals. */
export function gradientTolerance(
  prepared: Prepared,
  texts: readonly Checked[],
  target: Target,
  inputs: Tensors,
  options: OptionValues,
  cotangents: Tensors,
  ties: Ties = 'hull',
): Gradient<Ball> {
  const { ball: base, tapes } = arithmeticsFor(target);
  const all = texts.map((checked) =>
    gradient(prepared, checked, tapes[ties], (x) => base.number(x), inputs, options, cotangents),
  );
  return {
    gradients: widest(all.map(({ gradients }) => gradients)),
    kinked: all.some(({ kinked }) => kinked),
  };
}

/** Of several readings the widest ball, element by element. */
export function widest(all: readonly AllValues<Ball>[]): AllValues<Ball> {
  const [first, ...others] = all as [AllValues<Ball>, ...AllValues<Ball>[]];
  if (others.length === 0) return first;
  return Object.fromEntries(
    Object.entries(first).map(([name, { shape, data }]) => [
      name,
      {
        shape,
        data: data.map((one, n) => others.reduce((wide, other) => wider(wide, other[name]!.data[n]!), one)),
      },
    ]),
  );
}

/** An unknown bound (∞) of one text does not spoil the bound of another: the tighter finite one is still admissible. */
function wider(a: Ball, b: Ball): Ball {
  if (a.e === Infinity) return b;
  if (b.e === Infinity) return a;
  return b.e > a.e ? b : a;
}
