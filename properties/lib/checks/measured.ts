import type { Arithmetic } from '../../../reference/arithmetic/arithmetic.ts';
import type { Ball } from '../../../reference/arithmetic/ball.ts';
import { around } from '../../../reference/arithmetic/bigball.ts';
import type { AllValues, Values } from '../../../reference/lib/evaluate.ts';
import { level } from '../../../reference/lib/truth.ts';
import type { Tensors } from '../../../spec/lib/tensor.ts';
import type { Case } from '../case.ts';
import type { EquationSubject } from '../equation-subject.ts';
import type { Value } from '../laws.ts';

/** The arithmetic of laws and relations. */
export const A: Arithmetic<Value> = level(256).ball;

/** An implementation's numbers, each with the tolerance that it is allowed: what a law may reason with. */
export async function outputs(subject: EquationSubject, value: Case): Promise<AllValues<Value>> {
  return withBounds(await subject.forward(value), subject.oracle(value).tolerance);
}

export async function gradients(subject: EquationSubject, value: Case): Promise<AllValues<Value>> {
  const oracle = subject.gradientOracle(value);
  // At a kink the ball holds every subgradient; a law reasons with the one that came, give or take its rounding.
  const allowed = oracle.kinked ? subject.gradientRounding(value) : oracle.tolerance;
  return withBounds(await subject.vjp(value), allowed);
}

function withBounds(got: Tensors, allowed: AllValues<Ball>): AllValues<Value> {
  return mapValues(allowed, ({ shape, data }, name) => ({
    shape,
    data: data.map(({ e }, n) => known(got[name]!.data[n]!, e)),
  }));
}

const NOTHING: Value = A.join(A.number(-Infinity), A.number(Infinity));

/** x ± e. A number that is not finite says nothing here: agreement judges those. */
const known = (x: number, e: number): Value =>
  Number.isFinite(x) && Number.isFinite(e) ? around(x, e) : NOTHING;

function mapValues<T, U>(all: AllValues<T>, f: (values: Values<T>, name: string) => Values<U>): AllValues<U> {
  return Object.fromEntries(Object.entries(all).map(([name, values]) => [name, f(values, name)]));
}

/** Σ a·b over all elements that both have. */
export function inner(a: AllValues<Value>, b: Tensors): Value {
  const products = Object.entries(b).flatMap(([name, { data }]) =>
    Array.from(data, (x, n) => (x === 0 ? A.number(0) : A.mul(a[name]!.data[n]!, A.number(x)))),
  );
  return A.sum(products);
}
