import { formula } from '../lib/formula.ts';
import { zeros } from '../lib/kernels.ts';

/** P = Σ_{i > K/2} C(K, i) rⁱ wᴷ⁻ⁱ; its slopes are Σ C(K, i) i rⁱ⁻¹ wᴷ⁻ⁱ and Σ C(K, i) (K − i) rⁱ wᴷ⁻ⁱ⁻¹. In doubles. */
export default formula(
  'majority-vote(p[N,2]) -> P[N]',
  (options) => ({ voters: options.integer('voters', { least: 1 }) }),
  () => ({
    forward({ p }, { N }, { voters }) {
      const P = zeros(p, N);
      for (let n = 0; n < N; n++)
        P[n] = overMajorities(voters, (i, ways) => ways * p[2 * n] ** i * p[2 * n + 1] ** (voters - i));
      return { P };
    },

    vjp({ p }, { P: dP }, { N }, { voters }) {
      const dp = zeros(p, 2 * N);
      for (let n = 0; n < N; n++) {
        const [right, wrong] = [p[2 * n], p[2 * n + 1]];
        dp[2 * n] =
          dP[n] * overMajorities(voters, (i, ways) => ways * i * right ** (i - 1) * wrong ** (voters - i));
        dp[2 * n + 1] =
          dP[n] *
          overMajorities(voters, (i, ways) =>
            i === voters ? 0 : ways * (voters - i) * right ** i * wrong ** (voters - i - 1),
          );
      }
      return { p: dp };
    },
  }),
);

/** The sum of what each number of right votes adds that is more than half, with the number of patterns that have it. */
function overMajorities(voters: number, term: (right: number, ways: number) => number): number {
  let [sum, ways] = [0, 1];
  for (let i = 0; i <= voters; i++) {
    if (2 * i > voters) sum += term(i, ways);
    ways = (ways * (voters - i)) / (i + 1);
  }
  return sum;
}
