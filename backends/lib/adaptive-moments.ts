import type { OverKernels } from './formula.ts';
import type { Floats } from './kernels.ts';
import { optimizer } from './optimizer.ts';

/** How much of the new m and of g itself a step takes; c1 = 1 − β₁ᵗ corrects m's bias towards 0. */
export type Numerator = (beta1: number, c1: number) => { readonly ofM: number; readonly ofG: number };

/**
 * m ← β₁ m + (1−β₁) g, v ← β₂ v + (1−β₂) g², θ ← θ − lr u, u = (α m + γ g)/r, r = √v̂ + eps, v̂ = v/(1 − β₂ᵗ),
 * at the steps t = t0 + 1, t0 + 2, …
 * Reverse: du = −lr dθ; dm ← dm + α du/r; dr = −du u/r; dv ← dv + dr / 2√v̂(1 − β₂ᵗ), nothing where v̂ = 0;
 * dg = (1−β₁) dm + 2 (1−β₂) g dv + γ du/r; then dm ← β₁ dm and dv ← β₂ dv.
 */
export function adaptiveMoments(signature: string, numerator: Numerator): OverKernels {
  return optimizer(
    signature,
    (options) => ({
      beta1: options.number('beta1', { least: 0, most: 1 }),
      beta2: options.number('beta2', { least: 0, most: 1 }),
      eps: options.number('eps', { least: 0 }),
      t0: options.integer('t0', { least: 0 }),
    }),
    (k) => {
      type Options = { beta1: number; beta2: number; eps: number; t0: number };

      const shares = ({ beta1, beta2, t0 }: Options, t: number) => ({
        ...numerator(beta1, 1 - beta1 ** (t0 + t)),
        ofV: 1 / (1 - beta2 ** (t0 + t)),
      });

      const run = (m: Floats, v: Floats, g: Floats, options: Options, t: number) => {
        const { beta1, beta2, eps } = options;
        const { ofM, ofG, ofV } = shares(options, t);
        const m1 = k.combine(beta1, m, 1 - beta1, g);
        const v1 = k.combine(beta2, v, 1 - beta2, k.multiply(g, g));
        const corrected = k.affine(ofV, v1, 0);
        const r = k.affine(1, k.map('sqrt', corrected), eps);
        return { corrected, r, u: k.divide(k.combine(ofM, m1, ofG, g), r), ofM, ofG, ofV };
      };

      return {
        step: ({ theta, m, v }, g, lr, options, t) =>
          k.momentStep(theta, m, v, g, { ...options, ...shares(options, t), lr }),

        reverse({ m, v }, g, lr, options, t, { theta: dtheta, m: dm1, v: dv1 }) {
          const { beta1, beta2 } = options;
          const { corrected, r, u, ofM, ofG, ofV } = run(m, v, g, options, t);
          const dnumerator = k.divide(k.affine(-lr, dtheta, 0), r);
          const dr = k.affine(-1, k.multiply(dnumerator, u), 0);
          const dm = k.combine(1, dm1, ofM, dnumerator);
          const dv = k.combine(1, dv1, ofV, k.mapGradient('sqrt', corrected, dr));
          const throughMoments = k.combine(1 - beta1, dm, 2 * (1 - beta2), k.multiply(g, dv));
          return {
            before: { theta: dtheta, m: k.affine(beta1, dm, 0), v: k.affine(beta2, dv, 0) },
            g: k.combine(1, throughMoments, ofG, dnumerator),
          };
        },
      };
    },
  );
}
