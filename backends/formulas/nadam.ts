import { adaptiveMoments } from '../lib/adaptive-moments.ts';

/** θ ← θ − lr (β₁ m̂ + (1−β₁) g/(1 − β₁ᵗ)) / (√v̂ + eps), m̂ = m/(1 − β₁ᵗ). */
export default adaptiveMoments(
  'nadam(theta[n], m[n], v[n], g[T,n], lr[T]) -> theta1[n], m1[n], v1[n]',
  (beta1, c1) => ({ ofM: beta1 / c1, ofG: (1 - beta1) / c1 }),
);
