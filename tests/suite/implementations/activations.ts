import type { Machine } from './machine.ts';

/** The slope at z, where the value is y. */
export type Slope = (m: Machine, z: number, y: number) => number;

/** 1/(1 + exp(−z)) as it is written. */
export const plain = (m: Machine, z: number): number => m.div(1, m.add(1, m.exp(-z)));

/** By the exponential of a negative number alone. */
export function branched(m: Machine, z: number): number {
  const e = m.exp(-Math.abs(z));
  return m.div(z < 0 ? e : 1, m.add(1, e));
}

export const sigmoidSlopes = {
  's (1 − s)': (m, _, s) => m.mul(s, m.sub(1, s)),
  's − s²': (m, _, s) => m.fma(-s, s, s),
  'σ(z) σ(−z)': (m, z) => m.mul(branched(m, z), branched(m, -z)),
  'e/(1 + e)²'(m, z) {
    const e = m.exp(-Math.abs(z));
    const denominator = m.add(1, e);
    return m.div(e, m.mul(denominator, denominator));
  },
} satisfies Record<string, Slope>;

export const tanhSlopes = {
  '1 − t²': (m, _, t) => m.fma(-t, t, 1),
  '(1 − t)(1 + t)': (m, _, t) => m.mul(m.sub(1, t), m.add(1, t)),
  '4e/(1 + e)²'(m, z) {
    const e = m.exp(m.mul(-2, Math.abs(z)));
    const denominator = m.add(1, e);
    return m.div(m.mul(4, e), m.mul(denominator, denominator));
  },
  '1/cosh²'(m, z) {
    const reciprocal = m.div(2, m.add(m.exp(z), m.exp(-z)));
    return m.mul(reciprocal, reciprocal);
  },
} satisfies Record<string, Slope>;

/** 1 − t² while it is near 1, where nothing comes as close, and another slope of tanh where it cancels. */
export const farOut =
  (slope: Slope): Slope =>
  (m, z, t) =>
    Math.abs(z) < 1 ? m.sub(1, m.mul(t, t)) : slope(m, z, t);
