import { formula } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

/** y = z/penalty where the token has been used and z > 0, z·penalty where z ≤ 0; dz is dy by the same numbers. */
export default formula(
  'repetition-penalty(z[N,V], t[N,T] in V) -> y[N,V]',
  (options) => ({ penalty: options.number('penalty') }),
  () => ({
    forward: ({ z, t }, sizes, { penalty }) => ({ y: penalised(z, z, t, penalty, sizes) }),
    vjp: ({ z, t }, { y: dy }, sizes, { penalty }) => ({ z: penalised(dy, z, t, penalty, sizes) }),
  }),
);

/** x, divided or multiplied as the scores z have it. In doubles, and rounded once. */
function penalised(x: Floats, z: Floats, t: Int32Array, penalty: number, { N, V, T }: Sizes): Floats {
  const result = zeros(x, x.length);
  result.set(x);
  for (let n = 0; n < N; n++)
    for (const token of t.subarray(n * T, (n + 1) * T)) {
      const at = n * V + token;
      result[at] = z[at] > 0 ? x[at] / penalty : x[at] * penalty;
    }
  return result;
}
