import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import spec from '../spec/binary-cross-entropy-with-logits.ts';
import type { OptionValues, Tensor, Tensors } from '../spec/lib/tensor.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import type { Random } from './lib/random.ts';
import { fill, map } from './lib/tensors.ts';

/** Labels in eighths; the weights in eighths as well, so that half of their sum is exact. */
function eighths({ z, w }: Tensors, random: Random): { z: Tensor; t: Tensor; w: Tensor } {
  const t = map(z!, () => random.integer(0, 8) / 8);
  return { z: z!, t, w: map(w!, () => random.integer(1, 32) / 8) };
}

const divisorOf = ({ z }: Tensors, { reduction }: OptionValues): number =>
  reduction === 'mean' ? z!.data.length : 1;

/** Σ over the elements of f(z, t, w), over NK for the mean. */
function total(
  A: Arithmetic<Value>,
  inputs: Tensors,
  options: OptionValues,
  f: (z: Value, t: Value, w: Value) => Value,
): Value {
  const { z, t, w } = inputs;
  const K = z!.shape[1]!;
  const terms = Array.from(z!.data, (score, n) =>
    f(A.number(score), A.number(t!.data[n]!), A.number(w!.data[n % K]!)),
  );
  return A.div(A.sum(terms), A.number(divisorOf(inputs, options)));
}

export default laws(spec, {
  C1: async ({ A, run, inputs, options, random, claim }) => {
    const given = eighths(inputs, random);
    claim.atMost(A.number(0), (await run(given)).loss!.data[0]!, 'the loss');
    const undecided = { ...given, z: map(given.z, () => 0) };
    const expected = total(A, undecided, options, (_, t, w) =>
      A.mul(A.log(A.number(2)), A.add(A.mul(w, t), A.sub(A.number(1), t))),
    );
    claim.equal((await run(undecided)).loss!.data[0]!, expected, 'the loss of scores of zero');
  },
  C2: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const given = eighths(inputs, random);
    const K = given.z.shape[1]!;
    const { z } = await vjp(given, { loss: fill(given.z, [], () => 1) });
    z!.data.forEach((gradient, n) => {
      const [x, t] = [A.number(given.z.data[n]!), given.t.data[n]!];
      const up = A.mul(A.number(1 - t), A.sigmoid(x));
      const down = A.mul(A.mul(A.number(given.w.data[n % K]!), A.number(t)), A.sigmoid(A.neg(x)));
      const expected = A.div(A.sub(up, down), A.number(divisorOf(given, options)));
      claim.equal(gradient, expected, `gradient ${n}`);
    });
  }),
  C3: async ({ A, run, inputs, options, random, claim }) => {
    const certain = {
      z: inputs.z!,
      t: map(inputs.z!, () => random.integer(0, 1)),
      w: map(inputs.w!, () => 1),
    };
    const terms = [...certain.z.data].map((score, n) => {
      const side = A.number(certain.t.data[n] === 1 ? -score : score);
      return A.log(A.add(A.number(1), A.exp(side)));
    });
    const expected = A.div(A.sum(terms), A.number(divisorOf(certain, options)));
    claim.equal((await run(certain)).loss!.data[0]!, expected, 'the loss of certain labels');
  },
  C4: async ({ A, run, inputs, random, claim }) => {
    const loss = async (given: Tensors) => (await run(given)).loss!.data[0]!;
    const one = eighths(inputs, random);
    for (const changed of ['t', 'w'] as const) {
      const other = { ...one, [changed]: eighths(inputs, random)[changed] };
      const middle = map(one[changed], (x, n) => (x + other[changed]!.data[n]!) / 2);
      const mean = A.div(A.add(await loss(one), await loss(other)), A.number(2));
      claim.equal(
        await loss({ ...one, [changed]: middle }),
        mean,
        `the loss half way between two ${changed}`,
      );
    }
  },
  C5: async ({ A, run, inputs, random, claim }) => {
    const given = eighths(inputs, random);
    const other = map(given.z, () => random.integer(-32, 32) / 8);
    const between = map(given.z, (score, n) => (score + other.data[n]!) / 2);
    const [here, there, middle] = await Promise.all(
      [given.z, other, between].map(async (z) => (await run({ ...given, z })).loss!.data[0]!),
    );
    claim.atMost(middle!, A.div(A.add(here!, there!), A.number(2)), 'the loss half way');
  },
  C6: async ({ run, inputs, random, claim }) => {
    const given = { ...eighths(inputs, random), w: map(inputs.w!, () => 1) };
    const opposite = { ...given, z: map(given.z, (x) => -x), t: map(given.t, (t) => 1 - t) };
    claim.same((await run(opposite)).loss!, (await run(given)).loss!, 'the loss of the opposites');
  },
  C7: withGradient(async ({ A, run, vjp, inputs, claim }) => {
    const far = {
      z: fill(inputs.z!, [1, 1], () => 1024),
      t: fill(inputs.t!, [1, 1], () => 0),
      w: fill(inputs.w!, [1], () => 3),
    };
    claim.equal((await run(far)).loss!.data[0]!, A.number(1024), 'the loss far on the wrong side');
    const { z } = await vjp(far, { loss: fill(far.z, [], () => 1) });
    claim.equal(z!.data[0]!, A.number(1), 'its gradient');
  }),
});
