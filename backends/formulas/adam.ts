import { adaptiveMoments } from '../lib/adaptive-moments.ts';

/** θ ← θ − lr m̂ / (√v̂ + eps), m̂ = m/(1 − β₁ᵗ). */
export default adaptiveMoments(
  'adam(theta[n], m[n], v[n], g[T,n], lr[T]) -> theta1[n], m1[n], v1[n]',
  (_, c1) => ({ ofM: 1 / c1, ofG: 0 }),
);
