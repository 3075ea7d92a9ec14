import type { LawContext } from './laws.ts';
import { fill } from './tensors.ts';

/** Steps from zero on, ever smaller: the slopes over them come as near to the slope at zero as one likes. */
const STEPS = [8, 4, 2, 1, 2 ** -2, 2 ** -4];

/**
 * One constant serves every pair of an elementwise formula's inputs, |f(a) − f(b)| ≤ L|a − b|; the slope of a pair comes
 * within `short` of it, so that no smaller one serves them all.
 */
export async function lipschitz(
  { A, run, inputs, claim }: LawContext,
  L: number,
  short: number,
): Promise<void> {
  const x = [0, ...STEPS, ...inputs.x!.data];
  const { y } = await run({ x: fill(inputs.x!, [x.length], (n) => x[n]!) });
  x.forEach((a, m) => {
    x.slice(0, m).forEach((b, n) => {
      const rise = A.abs(A.sub(y!.data[m]!, y!.data[n]!));
      claim.atMost(rise, A.number(L * Math.abs(a - b)), `the rise from ${b} to ${a}`);
    });
  });
  const last = STEPS.length;
  const slope = A.div(A.sub(y!.data[last]!, y!.data[0]!), A.number(x[last]!));
  claim.atMost(A.number(L - short), slope, 'L, but for what is missing, beside the slope of a short step');
}
