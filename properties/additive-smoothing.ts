import spec from '../spec/additive-smoothing.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { combine, exact } from './lib/products.ts';
import { fill, lanes, map } from './lib/tensors.ts';

const WORDS = 3;

/** A text in which every word but the last word of the vocabulary is followed by something, and its pairs, counted. */
function countedText({ inputs, random }: LawContext): { text: number[]; count: Tensor } {
  const text = [0, 1, ...Array.from({ length: 10 }, () => random.integer(0, WORDS - 2)), WORDS - 1];
  const pairs = new Map<number, number>();
  for (let t = 1; t < text.length; t++) {
    const pair = WORDS * text[t - 1]! + text[t]!;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return { text, count: fill(inputs.count!, [WORDS, WORDS], (n) => pairs.get(n) ?? 0) };
}

const unsmoothed = { lambda: 0 };

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const seen = map(inputs.count!, (count) => count + 1);
    for (const lane of lanes((await run({ count: seen }, options)).P!, 1)) {
      claim.equal(A.sum(lane), A.number(1), 'the sum of a context');
      for (const value of lane) claim.atMost(A.number(0), value, 'zero beside a probability');
    }
  },
  C2: async (context) => {
    const { A, run, random, claim } = context;
    const { text, count } = countedText(context);
    const P = (await run({ count }, unsmoothed)).P!.data;
    const logLikelihood = (of: (pair: number) => Value) =>
      A.sum(text.slice(1).map((word, t) => A.log(of(WORDS * text[t]! + word))));
    const weights = Array.from(count.data, () => random.integer(1, 8));
    const row = (n: number) => weights.slice(n - (n % WORDS), n - (n % WORDS) + WORDS);
    const other = (n: number) => A.ratio(BigInt(weights[n]!), BigInt(row(n).reduce((a, b) => a + b, 0)));
    const best = logLikelihood((n) => P[n]!);
    claim.atMost(logLikelihood(other), best, 'the log-likelihood of other distributions');
    // Relative frequencies mixed with the other distributions are worse as well, however little is mixed in.
    const mixed = (n: number) => A.add(A.mul(A.ratio(7n, 8n), P[n]!), A.mul(A.ratio(1n, 8n), other(n)));
    claim.atMost(logLikelihood(mixed), best, 'the log-likelihood of a mixture');
  },
  C3: async (context) => {
    const { A, run, claim } = context;
    const { text, count } = countedText(context);
    // In the text the last word of the vocabulary never follows itself, nor does anything else follow it.
    const ended = map(count, (n, at) => (at === WORDS * WORDS - WORDS ? 1 : n));
    const sentence = [...text, WORDS - 1];
    const probability = (P: readonly Value[]) =>
      sentence
        .slice(1)
        .map((word, t) => P[WORDS * sentence[t]! + word]!)
        .reduce((product, factor) => A.mul(product, factor));
    const plain = (await run({ count: ended }, unsmoothed)).P!.data;
    claim.equal(plain[WORDS * WORDS - 1]!, A.number(0), 'the probability of what never came');
    claim.equal(probability(plain), A.number(0), 'the probability of its sentence');
    const smoothed = (await run({ count: ended }, { lambda: 1 })).P!.data;
    for (const value of smoothed) claim.atMost(A.ratio(1n, 64n), value, '1/64 beside a smoothed probability');
    claim.atMost(A.ratio(1n, 64n ** 14n), probability(smoothed), 'what a sentence has at least');
  },
  C4: async (context) => {
    const { A, run, options, claim } = context;
    const count = map(countedText(context).count, (n) => n + 1);
    const lambda = A.number(Number(options.lambda));
    const [plain, smoothed] = [(await run({ count }, unsmoothed)).P!, (await run({ count }, options)).P!];
    const totals = lanes(exact(A, count), 1).map((lane) => A.sum(lane));
    smoothed.data.forEach((value, n) => {
      const total = totals[Math.floor(n / WORDS)]!;
      const all = A.add(total, A.mul(lambda, A.number(WORDS)));
      claim.equal(A.mul(all, value), A.add(A.mul(total, plain.data[n]!), lambda), `probability ${n}`);
    });
  },
  C5: async (context) => {
    const { run, options, claim } = context;
    const count = map(countedText(context).count, (n) => n + 1);
    const twice = map(count, (n) => 2 * n);
    const [plain, again] = [await run({ count }, unsmoothed), await run({ count: twice }, unsmoothed)];
    claim.same(again.P!, plain.P!, 'the relative frequencies of twice the text');
    const doubled = { lambda: 2 * Number(options.lambda) };
    claim.same((await run({ count: twice }, doubled)).P!, (await run({ count }, options)).P!, 'smoothed');
  },
  C6: async ({ A, run, inputs, claim }) => {
    const V = inputs.count!.shape[1]!;
    for (const value of (await run({ count: map(inputs.count!, () => 0) }, { lambda: 0.125 })).P!.data)
      claim.equal(value, A.div(A.number(1), A.number(V)), 'a probability without any count');
  },
  C7: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const P = map(inputs.count!, () => random.integer(-8, 8) / 8);
    const count = map(inputs.count!, (n) => n + 1);
    const gradient = (await vjp({ count }, { P }, { lambda: 0.125 })).count!;
    const raised = exact(
      A,
      map(count, (n) => n + 0.125),
    );
    lanes(combine(gradient, raised, A.mul), 1).forEach((lane, c) => {
      claim.equal(A.sum(lane), A.number(0), `the gradient along row ${c}`);
    });
  }),
});
