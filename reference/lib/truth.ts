import type { Checked } from '../../spec/lib/check.ts';
import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import { type BigBall, bigBall } from '../arithmetic/bigball.ts';
import { type TapeArithmetic, tape } from '../arithmetic/tape.ts';
import { type AllValues, evaluate } from './evaluate.ts';
import { gradient } from './gradient.ts';
import type { Prepared } from './prepare.ts';

/** Precisions in bits, tried one after the other until the enclosures are narrow enough (Ziv's strategy). */
const PRECISIONS = [128, 256, 512, 1024, 2048] as const;

interface Level {
  readonly ball: Arithmetic<BigBall>;
  readonly tape: TapeArithmetic<BigBall>;
}

const levels = new Map<number, Level>();

export function level(bits: number): Level {
  let found = levels.get(bits);
  if (!found) {
    const base = bigBall(bits);
    levels.set(bits, (found = { ball: base, tape: tape(base, { ties: 'first' }) }));
  }
  return found;
}

/** Is this enclosure narrow enough for its use? `name` and `n` say which element it is. */
export type Enough = (value: BigBall, name: string, n: number, A: Arithmetic<BigBall>) => boolean;

/**
 * Certified: every element's ball contains the exact value. Of several texts of the same function the first is read, and
 * the next only where no precision was enough for the one before: exp(10^142) leaves even these floats.
 */
export function truth(
  prepared: Prepared,
  texts: readonly Checked[],
  inputs: Tensors,
  options: OptionValues,
  enough: Enough,
): AllValues<BigBall> {
  return raise(texts, enough, (checked, { ball }) => evaluate(prepared, checked, ball, inputs, options));
}

/** The exact gradient, certified; at a kink the one that the first of two equals gives. */
export function gradientTruth(
  prepared: Prepared,
  texts: readonly Checked[],
  inputs: Tensors,
  options: OptionValues,
  cotangents: Tensors,
  enough: Enough,
): AllValues<BigBall> {
  return raise(
    texts,
    enough,
    (checked, { ball, tape: recorder }) =>
      gradient(prepared, checked, recorder, (x) => ball.number(x), inputs, options, cotangents).gradients,
  );
}

function raise(
  texts: readonly Checked[],
  enough: Enough,
  read: (checked: Checked, at: Level) => AllValues<BigBall>,
): AllValues<BigBall> {
  let last: AllValues<BigBall> | undefined;
  for (const checked of texts)
    for (const bits of PRECISIONS) {
      const at = level(bits);
      last = read(checked, at);
      if (isEnough(last, enough, at)) return last;
    }
  if (!last) throw new Error('There is no text to read');
  return last;
}

const isEnough = (values: AllValues<BigBall>, enough: Enough, { ball }: Level): boolean =>
  Object.entries(values).every(([name, { data }]) => data.every((value, n) => enough(value, name, n, ball)));
