import { formula, noOptions } from '../lib/formula.ts';
import { type Floats, type Kernels, zeros } from '../lib/kernels.ts';
import { sharesGradient, sharesOf } from '../lib/shares.ts';
import type { Sizes } from '../lib/signature.ts';

/**
 * marginal = Σ (σ_a − τ_a)², σ = s/Σs the shares of the rows; conditional = Σ (S_ab/s_a − T_ab/t_a)² on the common support.
 */
export default formula('covariate-shift(S[A,B], T[A,B]) -> conditional[], marginal[]', noOptions, (k) => {
  const compared = (S: Floats, T: Floats, sizes: Sizes) => {
    const [source, target] = [S, T].map((table) => shares(k, table, sizes));
    const common = zeros(S, sizes.A).map((_, a) => (source.rows[a] > 0 && target.rows[a] > 0 ? 1 : 0));
    const inside = Int32Array.from(k.repeat(common, sizes.A, sizes.B, 1));
    return {
      source,
      target,
      marginal: k.combine(1, source.marginal, -1, target.marginal),
      conditional: k.select(inside, k.combine(1, source.conditional, -1, target.conditional), 0),
      inside,
    };
  };
  const square = (x: Floats) => k.sum(k.multiply(x, x), 1, x.length, 1);

  return {
    forward({ S, T }, sizes) {
      const { marginal, conditional } = compared(S, T, sizes);
      return { conditional: square(conditional), marginal: square(marginal) };
    },

    vjp({ S, T }, { conditional, marginal }, sizes) {
      const { source, target, inside, ...differences } = compared(S, T, sizes);
      const { A, B } = sizes;
      const dp = k.affine(2, k.multiply(differences.marginal, k.repeat(marginal, 1, A, 1)), 0);
      const dq = k.affine(2, k.multiply(differences.conditional, k.repeat(conditional, 1, A * B, 1)), 0);
      const back = (table: Floats, rows: Floats, sign: number) => {
        const ofRows = sharesGradient(k, rows, k.affine(sign, dp, 0), 1, A);
        const within = sharesGradient(k, table, k.affine(sign, dq, 0), A, B);
        return k.combine(1, k.select(inside, within, 0), 1, k.repeat(ofRows, A, B, 1));
      };
      return { S: back(S, source.rows, 1), T: back(T, target.rows, -1) };
    },
  };
});

function shares(k: Kernels, table: Floats, { A, B }: Sizes) {
  const rows = k.sum(table, A, B, 1);
  return { rows, marginal: sharesOf(k, rows, 1, A), conditional: sharesOf(k, table, A, B) };
}
