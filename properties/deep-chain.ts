import spec from '../spec/deep-chain.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { fill, map, slice } from './lib/tensors.ts';
import { close, rounded } from './lib/unrolled.ts';

const SIGMOID = { activation: 'sigmoid' };
const RELU = { activation: 'relu' };

/** The slope of each output by its input. */
const slopes = async ({ vjp }: Pick<LawContext, 'vjp'>, inputs: Tensors, options: typeof SIGMOID) =>
  (await vjp(inputs, { o: map(inputs.x!, () => 1) }, options)).x!.data;

/** Π wₗσ′(netₗ), unit by unit. */
function product({ A }: Pick<LawContext, 'A'>, { w, b }: Tensors, x: number): Value {
  let [y, slope] = [A.number(x), A.number(1)];
  w!.data.forEach((weight, l) => {
    y = A.sigmoid(A.add(A.mul(A.number(weight), y), A.number(b!.data[l]!)));
    const own = A.mul(y, A.sub(A.number(1), y));
    slope = A.mul(slope, A.mul(A.number(weight), own));
  });
  return slope;
}

/** L units of one weight, every sum zero at x = 0. */
const level = ({ x }: Tensors, w: number, L: number): Tensors => ({
  x: map(x!, () => 0),
  w: fill(x!, [L], () => w),
  b: fill(x!, [L], (l) => (l === 0 ? 0 : -w / 2)),
});

/** Units from … to−1 of the chain. */
const part = (inputs: Tensors, from: number, to: number): Tensors => ({
  ...inputs,
  w: slice(inputs.w!, 0, from, to),
  b: slice(inputs.b!, 0, from, to),
});

export default laws(spec, {
  C1: withGradient(async (context) => {
    const { A, inputs, claim } = context;
    const widest = Math.max(...Array.from(inputs.w!.data, Math.abs));
    const most = A.number((widest / 4) ** inputs.w!.data.length);
    (await slopes(context, inputs, SIGMOID)).forEach((slope, n) => {
      claim.equal(slope, product(context, inputs, inputs.x!.data[n]!), `the slope of sample ${n}`);
      claim.atMost(A.abs(slope), most, `the size of the slope of sample ${n}`);
    });
  }),
  C2: withGradient(async (context) => {
    const { A, inputs, random, claim } = context;
    for (const [w, L] of [
      [1, 10],
      [4, 10],
      [8, 10],
      [random.pick([1, 2, 4, 8]), random.integer(1, 10)],
    ] as const)
      for (const slope of await slopes(context, level(inputs, w, L), SIGMOID))
        claim.equal(slope, A.number((w / 4) ** L), `the slope through ${L} units of weight ${w}`);
    const [printed] = await slopes(context, level(inputs, 1, 10), SIGMOID);
    claim.atMost(A.abs(A.sub(printed!, A.number(9.54e-7))), A.number(5e-10), 'the distance from 9.54e-7');
  }),
  C3: withGradient(async (context) => {
    const { A, inputs, random, claim } = context;
    const chain = { ...inputs, w: map(inputs.w!, () => random.pick([-1, 1]) * (random.integer(1, 31) / 8)) };
    let before: readonly Value[] = Array.from(inputs.x!.data, () => A.number(1));
    for (let l = 1; l <= chain.w.data.length; l++) {
      const now = await slopes(context, part(chain, 0, l), SIGMOID);
      now.forEach((slope, n) => {
        claim.atMost(A.abs(slope), A.abs(before[n]!), `the slope after ${l} units, sample ${n}`);
      });
      before = now;
    }
  }),
  C4: withGradient(async (context) => {
    const { A, run, inputs, random, claim } = context;
    const L = random.integer(1, 10);
    const x = map(inputs.x!, (value) => Math.abs(value) + 1 / 8);
    for (const weights of [
      Array.from({ length: L }, () => 2),
      Array.from({ length: L }, () => random.integer(1, 3)),
    ]) {
      const chain = { x, w: fill(x, [L], (l) => weights[l]!), b: fill(x, [L], () => 0) };
      const grown = A.number(weights.reduce((all, w) => all * w, 1));
      (await run(chain, RELU)).o!.data.forEach((o, n) => {
        claim.equal(o, A.mul(grown, A.number(x.data[n]!)), `the output of sample ${n}`);
      });
      for (const slope of await slopes(context, chain, RELU))
        claim.equal(slope, grown, `the slope through ${L} units of weights ${weights}`);
    }
  }),
  C5: async ({ A, run, inputs, random, claim }) => {
    const chain: Tensors = { ...inputs, w: map(inputs.w!, (w) => w / 4) };
    const L = chain.w!.data.length;
    const at = random.integer(0, L - 1);
    const middle = at === 0 ? chain.x! : rounded(A, chain.x!, (await run(part(chain, 0, at))).o!);
    const end = await run({ ...part(chain, at, L), x: middle });
    close(A, claim, end.o!, (await run(chain)).o!, 'the output of the second chain');
  },
  C6: withGradient(async (context) => {
    const { A, run, inputs, random, claim } = context;
    const dead = random.integer(0, inputs.w!.data.length - 1);
    const b = map(inputs.b!, (value, l) => (l < dead ? 0 : l === dead ? -1 : Math.max(0, value)));
    const w = map(inputs.w!, (_, l) => (l === dead ? -1 : 1));
    const chain = { x: map(inputs.x!, (value) => Math.abs(value) + 1 / 8), w, b };
    const after = [...b.data.slice(dead + 1)].reduce((sum, value) => sum + value, 0);
    for (const o of (await run(chain, RELU)).o!.data) claim.equal(o, A.number(after), 'the output');
    // Further on a sum of zero may be a kink, but no gradient arrives below.
    for (const slope of await slopes(context, chain, RELU)) claim.equal(slope, A.number(0), 'the slope');
  }),
});
