import type { Values } from '../reference/lib/evaluate.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/softmax-classifier.ts';
import { type LawContext, laws, seldom, type Value, withGradient } from './lib/laws.ts';
import { eighth, outer, sample } from './lib/networks.ts';
import { combine, exact, matmul } from './lib/products.ts';
import { fill, lanes, map, reorder } from './lib/tensors.ts';

const one = ({ W }: Tensors) => fill(W!, [1], () => 1);

/** The shares of all classes in one sample: e to the minus its loss with each class in turn. */
async function shares({ A, run }: Pick<LawContext, 'A' | 'run'>, inputs: Tensors): Promise<Values<Value>> {
  const [K, D] = inputs.W!.shape as [number, number];
  const x = fill(inputs.x!, [K, D], (n) => inputs.x!.data[n % D]!);
  const { loss } = await run({ ...inputs, x, t: fill(inputs.t!, [K], (k) => k) });
  return { shape: [1, K], data: loss!.data.map((value) => A.exp(A.neg(value))) };
}

/** p − y of one sample. */
async function lead(context: Pick<LawContext, 'A' | 'run'>, inputs: Tensors): Promise<Values<Value>> {
  const { A } = context;
  const p = await shares(context, inputs);
  const y = p.data.map((_, k) => A.number(Number(k === inputs.t!.data[0])));
  return combine(p, { ...p, data: y }, A.sub);
}

export default laws(spec, {
  C1: withGradient(async (context) => {
    const { A, vjp, inputs, claim } = context;
    const first = sample(inputs, 0, 'x', 't');
    const score = await lead(context, first);
    const { x, W, b } = await vjp(first, { loss: one(first) });
    claim.same(W!, outer(A, score, exact(A, first.x!)), 'the gradient of W');
    claim.same({ ...b!, shape: score.shape }, score, 'the gradient of b');
    claim.same(x!, matmul(A, score, exact(A, first.W!)), 'the gradient of x');
  }),
  C2: seldom(
    withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
      const [hidden, D, K] = [2, 2, 3];
      const like = inputs.x!;
      const [W, b] = [fill(like, [K, hidden], () => eighth(random)), fill(like, [K], () => eighth(random))];
      const u = Array.from({ length: D }, () => eighth(random));
      const V = Array.from({ length: hidden * D }, () => eighth(random) / 2);
      const through = (weights: readonly number[]): Tensors => {
        const sum = (j: number) => u.reduce((total, value, d) => total + weights[j * D + d]! * value, 0);
        const t = fill(inputs.t!, [1], () => 1);
        return { x: fill(like, [1, hidden], (j) => Math.tanh(sum(j))), t, W, b };
      };
      const { x } = await vjp(through(V), { loss: one({ W }) });
      const step = 2 ** -5;
      for (const [n] of V.entries()) {
        const [j, d] = [Math.floor(n / D), n % D];
        const at = async (by: number) =>
          (await run(through(V.map((v, m) => (m === n ? v + by : v))))).loss!.data[0]!;
        const difference = A.div(A.sub(await at(step), await at(-step)), A.number(2 * step));
        const unit = through(V).x!.data[j]!;
        const passed = A.mul(x!.data[j]!, A.number((1 - unit * unit) * u[d]!));
        const off = A.abs(A.sub(difference, passed));
        claim.atMost(off, A.ratio(1n, 512n), `the difference from the slope by V[${j},${d}]`);
      }
    }),
  ),
  C3: async (context) => {
    const { A, inputs, claim } = context;
    claim.equal(A.sum((await shares(context, sample(inputs, 0, 'x', 't'))).data), A.number(1), 'the sum');
  },
  C4: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const D = inputs.x!.shape[1]!;
    const row = Array.from({ length: D }, () => random.integer(-8, 8) / 8);
    const shifted = {
      ...inputs,
      W: map(inputs.W!, (w, n) => w + row[n % D]!),
      b: map(inputs.b!, (value) => value + 2),
    };
    claim.same((await run(shifted)).loss!, (await run(inputs)).loss!, 'the loss after the shifts');
    const loss = fill(inputs.W!, [inputs.x!.shape[0]!], () => random.integer(-8, 8) / 8);
    const { W, b } = await vjp(inputs, { loss });
    for (const column of [...lanes(W!, 0), b!.data])
      claim.equal(A.sum(column), A.number(0), 'the sum of a gradient over the classes');
  }),
  C5: async ({ run, inputs, random, claim }) => {
    const order = random.permutation(inputs.b!.data.length);
    const t = map(inputs.t!, (label) => order.indexOf(label));
    const turned = { ...inputs, t, W: reorder(inputs.W!, 0, order), b: reorder(inputs.b!, 0, order) };
    claim.same((await run(turned)).loss!, (await run(inputs)).loss!, 'the loss of renumbered classes');
  },
});
