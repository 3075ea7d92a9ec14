import { gradientTruth, truth } from '../../../reference/lib/truth.ts';
import type { Tensors } from '../../../spec/lib/tensor.ts';
import type { Case } from '../case.ts';
import type { EquationSubject } from '../equation-subject.ts';
import type { Value } from '../laws.ts';
import { Random } from '../random.ts';
import { map } from '../tensors.ts';
import { type Check, CONFORMS } from './check.ts';
import { A, gradients, inner, outputs } from './measured.ts';

/** Half the distance of the two points, a power of two, so that small multiples of 1/8 move exactly. */
const STEP = { f32: 2 ** -6, f64: 2 ** -12 } as const;

/**
 * The implementation's own forward, differenced along a random direction, against its own gradient. What a difference
 * misses of a derivative is taken from the reference, so that no step size has to be guessed.
 */
export const differences = (subject: EquationSubject): Check => ({
  kind: 'differences',
  title: 'the gradients are the slopes of its own outputs',
  cases: { regime: 'eighths' },
  share: 0.3,
  async try(value) {
    const direction = directionFor(subject, value);
    const [ahead, behind] = [moved(value, direction, 1), moved(value, direction, -1)];
    if (subject.gradientOracle(value).kinked) return CONFORMS;
    const up = inner(await outputs(subject, ahead), value.cotangents);
    const down = inner(await outputs(subject, behind), value.cotangents);
    const slope = inner(await gradients(subject, value), direction);
    const missed = A.sub(
      slopeBetween(reference(subject, ahead), reference(subject, behind), value),
      exactSlope(subject, value, direction),
    );
    const found = A.sub(slopeBetween(up, down, value), missed);
    if (A.equal(found, slope) !== false) return CONFORMS;
    return {
      verdict: 'wrong',
      says: `along a random direction its outputs rise by ${A.toNumber(found)}, its gradient says ${A.toNumber(slope)}`,
    };
  },
});

const slopeBetween = (up: Value, down: Value, { dtype }: Case): Value =>
  A.mul(A.sub(up, down), A.number(1 / (2 * STEP[dtype])));

function directionFor({ differentiable }: EquationSubject, { inputs, seed }: Case): Tensors {
  const random = new Random(seed);
  return Object.fromEntries(
    differentiable.map((name) => [name, map(inputs[name]!, () => random.integer(-1, 1))]),
  );
}

function moved(value: Case, direction: Tensors, sign: number): Case {
  const step = sign * STEP[value.dtype];
  const inputs = Object.fromEntries(
    Object.entries(value.inputs).map(([name, tensor]) => {
      const d = direction[name];
      return [name, d ? map(tensor, (x, n) => x + step * d.data[n]!) : tensor];
    }),
  );
  return { ...value, inputs };
}

function reference({ prepared, texts }: EquationSubject, { inputs, options, cotangents }: Case): Value {
  return inner(
    truth(prepared, texts, inputs, options, () => true),
    cotangents,
  );
}

function exactSlope({ prepared, texts }: EquationSubject, value: Case, direction: Tensors): Value {
  const { inputs, options, cotangents } = value;
  return inner(
    gradientTruth(prepared, texts, inputs, options, cotangents, () => true),
    direction,
  );
}
