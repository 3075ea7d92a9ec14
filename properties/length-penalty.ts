import spec from '../spec/length-penalty.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { map } from './lib/tensors.ts';

async function scores(
  { run, inputs, options }: LawContext,
  logp: Tensor,
  length: Tensor,
  alpha = Number(options.alpha),
): Promise<readonly Value[]> {
  return (await run({ ...inputs, logp, length }, { ...options, alpha })).score!.data;
}

/** Whole numbers of words, 2 at least. */
const words = ({ inputs, random }: LawContext): Tensor => map(inputs.length!, () => random.integer(2, 20));

/** No hypothesis is certain. */
const likely = ({ inputs }: LawContext): Tensor => map(inputs.logp!, (x) => -Math.abs(x) - 0.125);

export default laws(spec, {
  C1: async (context) => {
    const { A, inputs, claim } = context;
    const { logp } = inputs;
    const ones = map(logp!, () => 1);
    const [plain, short] = [
      await scores(context, logp!, words(context), 0),
      await scores(context, logp!, ones),
    ];
    for (const [n, x] of logp!.data.entries()) {
      claim.equal(plain[n]!, A.number(x), `score ${n} with α = 0`);
      claim.equal(short[n]!, A.number(x), `score ${n} of length 1`);
    }
  },
  C2: async (context) => {
    const { A, inputs, claim } = context;
    const length = words(context);
    const found = await scores(context, inputs.logp!, length, 1);
    for (const [n, x] of inputs.logp!.data.entries())
      claim.equal(found[n]!, A.div(A.number(6 * x), A.number(5 + length.data[n]!)), `score ${n}`);
  },
  C3: async (context) => {
    const { random, claim } = context;
    const [length, logp] = [words(context), likely(context)];
    const more = random.integer(1, 5);
    const alpha = random.pick([0.2, 0.6, 1, 2]);
    const longer = map(length, (n) => n + more);
    const [low, high] = [
      await scores(context, logp, length, alpha),
      await scores(context, logp, longer, alpha),
    ];
    for (const [n, value] of low.entries()) claim.atMost(value, high[n]!, `score ${n}, of fewer words`);
  },
  C4: async (context) => {
    const { claim } = context;
    const [length, logp] = [words(context), likely(context)];
    const [low, high] = [await scores(context, logp, length, 0.5), await scores(context, logp, length, 1.25)];
    for (const [n, value] of low.entries()) claim.atMost(value, high[n]!, `score ${n} with the smaller α`);
  },
  C5: async (context) => {
    const { A, inputs, random, claim } = context;
    const [factor, length] = [random.pick([-2, 2, 4]), words(context)];
    const once = await scores(context, inputs.logp!, length);
    const scaled = await scores(
      context,
      map(inputs.logp!, (x) => factor * x),
      length,
    );
    for (const [n, value] of once.entries())
      claim.equal(scaled[n]!, A.mul(A.number(factor), value), `score ${n}, scaled`);
  },
  C6: async (context) => {
    const { A, inputs, claim } = context;
    const [length, logp] = [words(context), map(inputs.logp!, () => -1)];
    const at = (alpha: number) => scores(context, logp, length, alpha);
    const [one, other, both] = [await at(0.25), await at(1.5), await at(1.75)];
    for (const [n, value] of one.entries())
      claim.equal(A.neg(A.mul(value, other[n]!)), both[n]!, `penalty ${n} of the sum`);
  },
  C7: withGradient(async (context) => {
    const { A, vjp, inputs, random, claim } = context;
    const length = words(context);
    const score = map(length, () => random.integer(-8, 8) / 8);
    const gradient = (await vjp({ ...inputs, length }, { score })).logp!.data;
    const penalties = await scores(
      context,
      map(length, () => 1),
      length,
    );
    for (const [n, value] of gradient.entries())
      claim.equal(value, A.mul(A.number(score.data[n]!), penalties[n]!), `gradient ${n}`);
  }),
});
