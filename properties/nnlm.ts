import { prepare } from '../reference/lib/prepare.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/nnlm.ts';
import { entries } from './lib/entries.ts';
import { type LawContext, laws, withGradient } from './lib/laws.ts';
import { fill, lanes, map, reorder, slice } from './lib/tensors.ts';

/** A model of V words with one unit, made of eighths. */
function small({ inputs, random }: LawContext, V: number, K: number): Tensors {
  const eighths = (shape: readonly number[]) => fill(inputs.E!, shape, () => random.integer(-8, 8) / 8);
  return {
    E: eighths([V, 1]),
    H: eighths([1, K, 1]),
    d: eighths([1]),
    U: eighths([V, 1]),
    b: eighths([V]),
  };
}

const contexts = ({ inputs }: LawContext, rows: readonly (readonly number[])[]) =>
  fill(inputs.context!, [rows.length, rows[0]!.length], (n) => rows.flat()[n]!);

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    for (const lane of lanes((await run(inputs)).logp!, 1)) {
      claim.equal(A.sum(lane.map(A.exp)), A.number(1), 'the sum over all words');
      for (const value of lane) claim.atMost(value, A.number(0), 'a log-probability');
    }
  },
  C2: async (context) => {
    const { A, run, inputs, random, claim } = context;
    const K = inputs.context!.shape[1]!;
    const order = random.permutation(K);
    const shuffled = reorder(inputs.context!, 1, order);
    const both = { ...inputs, context: shuffled, H: reorder(inputs.H!, 1, order) };
    claim.same((await run(both)).logp!, (await run(inputs)).logp!, 'words and weights reordered alike');
    const M = inputs.E!.shape[1]!;
    const alike = map(inputs.H!, (_, n) => inputs.H!.data[n - (n % (K * M)) + (n % M)]!);
    const [one, other] = [
      await run({ ...inputs, H: alike }),
      await run({ ...inputs, H: alike, context: shuffled }),
    ];
    claim.same(other.logp!, one.logp!, 'the same weights for all places, words reordered');
    // Two words that differ, read with weights 1 and −1, tell their order.
    const like = (shape: readonly number[], values: readonly number[]) =>
      fill(inputs.E!, shape, (n) => values[n]!);
    const telling = {
      E: like([2, 1], [0, random.integer(4, 16) / 8]),
      H: like([1, 2, 1], [1, -1]),
      d: like([1], [0]),
      U: like([2, 1], [1, -1]),
      b: like([2], [0, 0]),
      context: contexts(context, [
        [0, 1],
        [1, 0],
      ]),
    };
    const found = lanes((await run(telling)).logp!, 1);
    claim.atMost(
      A.add(found[0]![0]!, A.number(0.5)),
      found[1]![0]!,
      'word 0 after the one order, and after the other',
    );
  },
  C3: async (context) => {
    const { A, run, random, claim } = context;
    const V = 3;
    const text = Array.from({ length: 40 }, (_, t) => (t < V ? t : random.integer(0, V - 1)));
    const model = small(context, V, 2);
    const rows = text.slice(2).map((_, t) => [text[t]!, text[t + 1]!]);
    const answer = lanes((await run({ ...model, context: contexts(context, rows) })).logp!, 1);
    const observed = text.slice(2).map((word, t) => answer[t]![word]!);
    const product = observed.map(A.exp).reduce((all, p) => A.mul(all, p));
    claim.equal(A.log(product), A.sum(observed), 'the log of the product beside the sum of the logs');
    // With b far towards word 0, one k for all positions says that the corpus was likely; it was not.
    const leaning = { ...model, b: map(model.b!, (_, v) => (v === 0 ? 64 : 0)) };
    const leant = lanes((await run({ ...leaning, context: contexts(context, rows) })).logp!, 1);
    claim.atMost(A.number(-1), A.sum(leant.map((lane) => lane[0]!)), '−1 beside word 0 at every position');
    const right = A.sum(text.slice(2).map((word, t) => leant[t]![word]!));
    claim.atMost(right, A.number(-32), 'the words that were observed');
    // Fifty times the corpus: no double holds the product any more.
    const doubles = observed.map((value) => Math.exp(A.toNumber(value)));
    const long = Array.from({ length: 50 }, () => doubles).flat();
    claim.that(long.reduce((all, p) => all * p, 1) === 0, 'the product does not underflow');
    claim.that(
      A.toNumber(A.sum(observed)) * 50 < -745,
      'the log of the likelihood is no less than a double’s',
    );
  },
  C4: async (context) => {
    const { A, run, random, claim } = context;
    const V = 3;
    const counts = Array.from({ length: V }, () => 2 ** random.integer(0, 3));
    const model = small(context, V, 1);
    const flat = (b: (v: number) => number) => ({
      ...model,
      U: map(model.U!, () => 0),
      b: map(model.b!, (_, v) => b(v)),
      context: contexts(context, [[0]]),
    });
    const likelihood = async (b: (v: number) => number) => {
      const { logp } = await run(flat(b));
      return A.sum(logp!.data.map((value, v) => A.mul(A.number(counts[v]!), value)));
    };
    const best = await likelihood((v) => Math.log(counts[v]!));
    const total = A.number(counts.reduce((sum, n) => sum + n, 0));
    const shares = counts.map((n) => A.mul(A.number(n), A.log(A.div(A.number(n), total))));
    claim.atMost(
      A.abs(A.sub(best, A.sum(shares))),
      A.number(2 ** -16),
      'what log counts miss the frequencies by',
    );
    const other = Array.from({ length: V }, () => random.integer(-16, 16) / 8);
    const margin = A.number(2 ** -16);
    claim.atMost(await likelihood((v) => other[v]!), A.add(best, margin), 'the likelihood of another b');
  },
  C5: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const [N, V] = [inputs.context!.shape[0]!, inputs.b!.shape[0]!];
    const words = Array.from({ length: N }, () => random.integer(0, V - 1));
    const observed = fill(inputs.E!, [N, V], (n) => (words[Math.floor(n / V)] === n % V ? 1 : 0));
    const { b } = await vjp(inputs, { logp: observed });
    lanes((await run(inputs)).logp!, 0).forEach((column, v) => {
      const predicted = A.sum(column.map(A.exp));
      const seen = A.number(words.filter((word) => word === v).length);
      claim.equal(b!.data[v]!, A.sub(seen, predicted), `the gradient of b[${v}]`);
    });
  }),
  C6: async ({ run, inputs, random, claim }) => {
    const n = random.integer(0, inputs.context!.shape[0]! - 1);
    const alone = await run({ ...inputs, context: slice(inputs.context!, 0, n, n + 1) });
    claim.same(alone.logp!, slice((await run(inputs)).logp!, 0, n, n + 1), `context ${n} alone`);
  },
  C7: withGradient(async ({ vjp, inputs, claim }) => {
    const [V, M] = inputs.E!.shape as [number, number];
    const [F, K] = inputs.H!.shape as [number, number];
    const N = inputs.context!.shape[0]!;
    const stated = entries(prepare(spec), ['E', 'H', 'd', 'U', 'b'], { V, M, F, K, N });
    const expected = V * M + F * (K * M + 1) + V * (F + 1);
    claim.that(stated === expected, `it has ${stated} parameters, not ${expected}`);
    const slopes = await vjp(inputs, { logp: fill(inputs.E!, [N, V], () => 1) });
    const learnt = Object.values(slopes).reduce((sum, { data }) => sum + data.length, 0);
    claim.that(learnt === expected, `${learnt} numbers get a gradient, not ${expected}`);
  }),
});
