import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/perplexity.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { lanes, map, reorder } from './lib/tensors.ts';
import { tensorOf } from './lib/unrolled.ts';

type Text = Record<'z' | 't' | 'mask', Tensor>;

/** The softmax of every position's scores, one after the other. */
const predictions = (A: Arithmetic<Value>, z: Tensor): Value[][] =>
  lanes({ shape: z.shape, data: [...z.data] }, 2).map((scores) => {
    const powers = scores.map((score) => A.exp(A.number(score)));
    const sum = A.sum(powers);
    return powers.map((power) => A.div(power, sum));
  });

const words = (mask: Tensor): number => [...mask.data].reduce((sum, one) => sum + one, 0);

const power = (A: Arithmetic<Value>, base: Value, exponent: number): Value =>
  Array.from({ length: exponent }, () => base).reduce(A.mul, A.number(1));

/** Sequences, one below the other. */
const together = (a: Tensors, b: Tensors): Tensors =>
  Object.fromEntries(
    Object.entries(a).map(([name, { shape, data }]) => {
      const other = b[name]!;
      const both = { shape: shape.with(0, shape[0]! + other.shape[0]!), data: [...data, ...other.data] };
      const kind = data instanceof Int32Array ? Int32Array.from(both.data) : undefined;
      return [name, kind ? { shape: both.shape, data: kind } : tensorOf(a.z!, both.shape, both.data)];
    }),
  );

export default laws(spec, {
  C1: async ({ A, run, inputs, random, claim }) => {
    const z = map(inputs.z!, () => 0);
    const level = random.integer(-8, 8);
    const { perplexity } = await run({ ...inputs, z: map(z, () => level) });
    claim.equal(perplexity!.data[0]!, A.number(z.shape[2]!), 'the perplexity of equal shares');
  },
  C2: async ({ A, run, inputs, claim }) => {
    claim.atMost(A.number(1), (await run(inputs)).perplexity!.data[0]!, 'the perplexity');
    const { z, t } = inputs as Text;
    const K = z.shape[2]!;
    const certain = map(z, (_, n) => (n % K === t.data[Math.floor(n / K)] ? 0 : -Infinity));
    const { perplexity } = await run({ ...inputs, z: certain });
    claim.equal(perplexity!.data[0]!, A.number(1), 'the perplexity of certainty');
  },
  C3: async ({ A, run, inputs, claim }) => {
    const { z, t, mask } = inputs as Text;
    const shares = predictions(A, z).flatMap((p, n) => (mask.data[n] === 1 ? [p[t.data[n]!]!] : []));
    const { perplexity } = await run(inputs);
    const whole = power(A, perplexity!.data[0]!, words(mask));
    claim.equal(A.mul(whole, shares.reduce(A.mul)), A.number(1), 'the product');
  },
  C4: withGradient(async ({ A, run, vjp, inputs, claim }) => {
    const { z, t, mask } = inputs as Text;
    const K = z.shape[2]!;
    const counts = (n: number) => mask.data[Math.floor(n / K)] === 1;
    const other = { ...inputs, z: map(z, (score, n) => (counts(n) ? score : 3 - 2 * score)) };
    const before = await run(inputs);
    claim.same((await run(other)).perplexity!, before.perplexity!, 'the perplexity with other padding');
    const padding: Tensors = { z: map(z, (x) => 1 - x), t, mask: map(mask, () => 0) };
    const padded = await run(together(inputs, padding));
    claim.same(padded.perplexity!, before.perplexity!, 'the perplexity with padding at the end');
    const gradient = (await vjp(inputs, { perplexity: tensorOf(z, [], [1]) })).z!;
    for (const [n, value] of gradient.data.entries())
      if (!counts(n)) claim.equal(value, A.number(0), `the gradient of score ${n}`);
  }),
  C5: async ({ A, run, inputs, random, claim }) => {
    const other: Tensors = {
      z: map(inputs.z!, () => random.integer(-16, 16) / 8),
      t: reorder(inputs.t!, 1, random.permutation(inputs.t!.shape[1]!)),
      mask: map(inputs.mask!, (m, n) => (n % inputs.mask!.shape[1]! === 0 ? 1 : m)),
    };
    const [one, two] = [words(inputs.mask!), words(other.mask!)];
    const of = async (text: Tensors) => (await run(text)).perplexity!.data[0]!;
    const both = power(A, await of(together(inputs, other)), one + two);
    const apart = A.mul(power(A, await of(inputs), one), power(A, await of(other), two));
    claim.equal(both, apart, 'the perplexity of both to the power of their length');
  },
  C6: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const { z, t, mask } = inputs as Text;
    const sent = random.integer(1, 8) / 8;
    const value = (await run(inputs)).perplexity!.data[0]!;
    const share = A.div(A.mul(A.number(sent), value), A.number(words(mask)));
    const steps = lanes((await vjp(inputs, { perplexity: tensorOf(z, [], [sent]) })).z!, 2);
    for (const [n, prediction] of predictions(A, z).entries())
      for (const [k, p] of prediction.entries()) {
        const pull = A.sub(p, A.number(Number(k === t.data[n])));
        const expected = mask.data[n] === 1 ? A.mul(share, pull) : A.number(0);
        claim.equal(steps[n]![k]!, expected, `the gradient of class ${k} at position ${n}`);
      }
  }),
  C7: async ({ run, inputs, random, claim }) => {
    const before = (await run(inputs)).perplexity!;
    claim.same((await run(together(inputs, inputs))).perplexity!, before, 'the perplexity of the text twice');
    const order = random.permutation(inputs.z!.shape[1]!);
    const shuffled = Object.fromEntries(
      Object.entries(inputs).map(([name, one]) => [name, reorder(one, 1, order)] as const),
    );
    claim.same((await run(shuffled)).perplexity!, before, 'the perplexity in another order');
  },
});
