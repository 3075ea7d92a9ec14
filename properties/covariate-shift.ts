import spec from '../spec/covariate-shift.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { type LawContext, laws } from './lib/laws.ts';
import { fill, map } from './lib/tensors.ts';

const ROWS = 3;
const COLUMNS = 3;

/** Counts of 1 … 8, in the dtype of the inputs. */
const counts = ({ inputs, random }: LawContext): Tensor =>
  fill(inputs.S!, [ROWS, COLUMNS], () => random.integer(1, 8));

const rowsTimes = (table: Tensor, factors: readonly number[]): Tensor =>
  map(table, (count, n) => count * factors[Math.floor(n / COLUMNS)]!);

/** How far two tables differ. */
async function differences({ run }: LawContext, S: Tensor, T: Tensor) {
  const { conditional, marginal } = await run({ S, T });
  return { conditional: conditional!.data[0]!, marginal: marginal!.data[0]! };
}

export default laws(spec, {
  C1: async (context) => {
    const { A, random, claim } = context;
    const S = counts(context);
    // The first x at least four times as often as the last.
    const T = rowsTimes(S, [random.integer(4, 6), random.integer(2, 3), 1]);
    const { conditional, marginal } = await differences(context, S, T);
    claim.equal(conditional, A.number(0), 'the difference of y given x');
    claim.atMost(A.ratio(1n, 2000n), marginal, '1/2000 beside the difference in x');
  },
  C2: async (context) => {
    const { A, claim } = context;
    const S = map(counts(context), (count, n) => (n % COLUMNS === 0 ? count + 8 : count));
    const turned = map(S, (_, n) => S.data[n - (n % COLUMNS) + ((n + 1) % COLUMNS)]!);
    const { conditional, marginal } = await differences(context, S, turned);
    claim.equal(marginal, A.number(0), 'the difference in x');
    claim.atMost(A.ratio(1n, 10000n), conditional, '1/10000 beside the difference of y given x');
  },
  C3: async (context) => {
    const { random, claim } = context;
    const [S, T] = [counts(context), counts(context)];
    const factor = random.integer(2, 5);
    const [before, after] = [
      await differences(context, S, T),
      await differences(
        context,
        S,
        map(T, (count) => factor * count),
      ),
    ];
    claim.equal(after.conditional, before.conditional, 'conditional with more counts');
    claim.equal(after.marginal, before.marginal, 'marginal with more counts');
  },
  C4: async (context) => {
    const { A, claim } = context;
    const S = counts(context);
    const { conditional, marginal } = await differences(context, S, rowsTimes(S, [1, 1, 0]));
    claim.equal(conditional, A.number(0), 'the difference of y given x');
    claim.atMost(A.ratio(1n, 1000n), marginal, '1/1000 beside the difference in x');
  },
  C5: async ({ run, inputs, claim }) => {
    const [one, other] = [await run(inputs), await run({ S: inputs.T!, T: inputs.S! })];
    for (const name of ['conditional', 'marginal']) claim.same(other[name]!, one[name]!, name);
  },
});
