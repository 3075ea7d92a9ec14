import type { AllValues, Values } from '../reference/lib/evaluate.ts';
import spec from '../spec/delta-rule.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import perceptron from '../spec/multilayer-perceptron.ts';
import { operationsOf } from './lib/counted.ts';
import { laws, seldom, type Value, withGradient } from './lib/laws.ts';
import { eighth, layers, network, outer, sample } from './lib/networks.ts';
import { combine, exact, matmul } from './lib/products.ts';
import { fill, map, slice } from './lib/tensors.ts';
import { total } from './lib/unrolled.ts';

const WEIGHTS = ['W1', 'b1', 'W2', 'b2'] as const;
/** What lowers the error, for each parameter. */
const CHANGE = { W1: 'c1', b1: 'd1', W2: 'c2', b2: 'd2' } as const;

/** A cotangent of one for the error of every sample. */
const all = ({ x }: Tensors) => ({ E: fill(x!, [x!.shape[0]!], () => 1) });

/** Inputs so small that third derivatives are: their central differences are good to many digits. */
const gentle = (inputs: Tensors): Tensors => ({
  ...inputs,
  ...Object.fromEntries(['x', 't', ...WEIGHTS].map((name) => [name, map(inputs[name]!, (x) => x / 4)])),
});

/** The network with output k alone. */
const only = ({ t, W2, b2, ...rest }: Tensors, k: number): Tensors => ({
  ...rest,
  t: slice(t!, 1, k, k + 1),
  W2: slice(W2!, 0, k, k + 1),
  b2: slice(b2!, 0, k, k + 1),
});

/** The entries of one sample. */
const ofSample = ({ shape, data }: Values<Value>, n: number): readonly Value[] => {
  const length = data.length / shape[0]!;
  return data.slice(n * length, (n + 1) * length);
};

export default laws(spec, {
  C1: withGradient(async ({ A, run, vjp, inputs, claim }) => {
    const answer = await run(inputs);
    const gradients = await vjp(inputs, all(inputs));
    for (const name of WEIGHTS) {
      const each = answer[CHANGE[name]]!;
      const samples = Array.from({ length: each.shape[0]! }, (_, n) => ({
        shape: each.shape.slice(1),
        data: ofSample(each, n),
      }));
      const sum = total(A, samples);
      claim.same(gradients[name]!, { ...sum, data: sum.data.map(A.neg) }, `the derivative of ${name}`);
    }
  }),
  C2: async ({ A, run, inputs, claim }) => {
    const { o, d2 } = await run(inputs);
    d2!.data.forEach((delta, n) => {
      const off = A.sub(A.number(inputs.t!.data[n]!), o!.data[n]!);
      claim.atMost(A.number(0), A.mul(delta, off), `δ₂ times t − o, ${n}`);
      claim.atMost(A.abs(delta), A.div(A.abs(off), A.number(4)), `|δ₂|, ${n}`);
    });
    const half = { ...inputs, W2: map(inputs.W2!, () => 0), b2: map(inputs.b2!, () => 0) };
    for (const [t, expected] of [
      [1 / 2, 0],
      [5 / 8, 1 / 32],
    ] as const)
      for (const delta of (await run({ ...half, t: map(inputs.t!, () => t) })).d2!.data)
        claim.equal(delta, A.number(expected), `δ₂ of a unit that says ½, for t = ${t}`);
  },
  C3: async ({ A, run, inputs, claim }) => {
    const { d2, d1, c2, c1 } = await run(inputs);
    const { h } = layers(A, 'sigmoid', inputs);
    for (const [delta, input, change, what] of [
      [d2!, h, c2!, 'c2'],
      [d1!, exact(A, inputs.x!), c1!, 'c1'],
    ] as const)
      for (let n = 0; n < delta.shape[0]!; n++) {
        const below = ofSample(input, n);
        const products = ofSample(delta, n).flatMap((d) => below.map((x) => A.mul(d, x)));
        products.forEach((product, w) => {
          claim.equal(ofSample(change, n)[w]!, product, `${what} of sample ${n}, weight ${w}`);
        });
      }
  },
  C4: seldom(async ({ A, run, inputs, random, claim }) => {
    const from = gentle(inputs);
    const answer = await run(from);
    const step = 2 ** -6;
    /** Minus the central difference of the error where parameters move along some direction. */
    const slope = async (along: Readonly<Record<string, readonly number[]>>) => {
      const at = async (sign: number) => {
        const moved = Object.entries(along).map(([name, direction]) => {
          const before = from[name]!;
          return [name, map(before, (x, n) => x + sign * step * direction[n]!)] as const;
        });
        return (await run({ ...from, ...Object.fromEntries(moved) })).E!.data;
      };
      const [up, down] = [await at(1), await at(-1)];
      return up.map((E, n) => A.div(A.sub(down[n]!, E), A.number(2 * step)));
    };
    const agree = async (along: Readonly<Record<string, readonly number[]>>, what: string) => {
      (await slope(along)).forEach((difference, n) => {
        const parts = Object.entries(along).flatMap(([name, direction]) => {
          const change = ofSample(answer[CHANGE[name as keyof typeof CHANGE]]!, n);
          return direction.map((d, w) => A.mul(A.number(d), change[w]!));
        });
        const off = A.abs(A.sub(difference, A.sum(parts)));
        claim.atMost(off, A.ratio(1n, 256n), `the difference from the slope along ${what}, sample ${n}`);
      });
    };
    for (const name of ['b1', 'b2'] as const) {
      const units = from[name]!.data.length;
      for (let unit = 0; unit < units; unit++)
        await agree(
          { [name]: Array.from({ length: units }, (_, n) => Number(n === unit)) },
          `${name}[${unit}]`,
        );
    }
    const everywhere = WEIGHTS.map((name) => [
      name,
      Array.from(from[name]!.data, () => random.pick([-1, 1]) / 4),
    ]);
    await agree(Object.fromEntries(everywhere), 'all weights');
  }),
  C5: async ({ A, run, inputs, random, claim }) => {
    const like = inputs.x!;
    const [D, H, K] = [2, 3, 2 + random.integer(0, 1)] as const;
    const entry = (name: string) => (name === 'W2' ? random.integer(1, 8) / 8 : eighth(random));
    const whole = {
      x: fill(like, [1, D], () => eighth(random)),
      // Every output is too small, so that no two successors can cancel.
      t: fill(like, [1, K], () => 2),
      ...network(like, [D, H, K], entry),
    };
    const { d1 } = await run(whole);
    const parts = await Promise.all(
      Array.from({ length: K }, async (_, k) => (await run(only(whole, k))).d1!),
    );
    claim.same(d1!, total(A, parts), 'δ₁');
    total(A, parts.slice(1)).data.forEach((rest, j) => {
      claim.atMost(A.add(rest, A.ratio(1n, 2n ** 14n)), d1!.data[j]!, `δ₁[${j}] without its first successor`);
    });
  },
  C6: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const like = inputs.x!;
    const weights = [1, -1, 1, 0.5, -0.5, 1];
    const net = {
      x: fill(like, [1, 2], () => eighth(random)),
      t: fill(like, [1, 2], (k) => [1, -1][k]!),
      ...network(like, [2, 3, 2], (name, n) => (name === 'W2' ? weights[n]! / 2 : eighth(random) / 4)),
    };
    const { d1, d2 } = await run(net);
    const { b1, b2 } = await vjp(net, all(net));
    claim.same({ ...d2!, data: d2!.data.map(A.neg) }, { ...b2!, shape: d2!.shape }, '−δ₂');
    claim.same({ ...d1!, data: d1!.data.map(A.neg) }, { ...b1!, shape: d1!.shape }, '−δ₁');
    // A hidden unit’s delta is at most an eighth of what its successors’ deltas, of either sign, come to.
    const [one, two] = d2!.data as [Value, Value];
    for (const delta of b1!.data.map(A.neg))
      for (const mixed of [one, two, A.add(one, two)])
        claim.atMost(
          A.ratio(1n, 1024n),
          A.abs(A.sub(delta, mixed)),
          'how far a hidden δ is from a successor’s',
        );
  }),
  C7: withGradient(async ({ A, vjp, inputs, claim }) => {
    const one = sample(inputs, 0, 'x', 't');
    const { hidden } = layers(A, 'sigmoid', one);
    const [K, H] = one.W2!.shape as [number, number];
    for (let k = 0; k < K; k++) {
      const o = fill(one.x!, [1, K], (n) => Number(n === k));
      const { b1, b2 } = await vjp(one, { o });
      for (let j = 0; j < H; j++) {
        const slope = A.mul(A.number(one.W2!.data[k * H + j]!), hidden.data[j]!);
        claim.equal(b1!.data[j]!, A.mul(b2!.data[k]!, slope), `∂o[${k}]/∂net[${j}]`);
      }
    }
  }),
  C8: withGradient(async ({ A, run, vjp, inputs, claim }) => {
    const { d1, d2 } = await run(inputs);
    const gradients = await vjp(inputs, all(inputs));
    const { h } = layers(A, 'sigmoid', inputs);
    const negated = (values: Values<Value>) => ({ ...values, data: values.data.map(A.neg) });
    claim.same(negated(gradients.W1!), outer(A, d1!, exact(A, inputs.x!)), 'the change of W1');
    claim.same(negated(gradients.W2!), outer(A, d2!, h), 'the change of W2');
  }),
  C9: async ({ A, run, inputs, claim }) => {
    const { d1, d2, c2 } = await run(inputs);
    const { h, hidden } = layers(A, 'sigmoid', inputs);
    const [K, H] = inputs.W2!.shape as [number, number];
    const before = combine(matmul(A, d2!, exact(A, inputs.W2!)), hidden, A.mul);
    claim.same(d1!, before, 'δ₁');
    for (let n = 0; n < d1!.shape[0]!; n++) {
      const [delta, change, slope] = [d2!, c2!, hidden].map((values) => ofSample(values!, n)) as Value[][];
      const squared = A.sum(delta!.map((d) => A.mul(d, d)));
      for (let j = 0; j < H; j++) {
        const updated = A.sum(
          Array.from({ length: K }, (_, k) =>
            A.mul(delta![k]!, A.add(A.number(inputs.W2!.data[k * H + j]!), change![k * H + j]!)),
          ),
        );
        const larger = A.mul(slope![j]!, A.mul(squared, ofSample(h, n)[j]!));
        const after = A.sub(A.mul(slope![j]!, updated), larger);
        claim.equal(ofSample(d1!, n)[j]!, after, `δ₁[${j}] of sample ${n}, from the updated weights`);
      }
    }
  },
  C10: ({ random, claim }) => {
    const [D, H, K] = [random.integer(1, 5), random.integer(1, 5), random.integer(1, 5)] as const;
    const back = operationsOf(spec, { D, H, K }).multiplications;
    const forward = operationsOf(perceptron, { D, H, K }).multiplications;
    claim.that(forward === D * H + H * K, `forward takes ${forward} multiplications`);
    claim.that(back <= 3 * forward + 4 * (H + K), `${back} multiplications, where forward takes ${forward}`);
  },
  C11: withGradient(async ({ A, run, vjp, inputs, claim }) => {
    const one = sample(inputs, 0, 'x', 't');
    const answer: AllValues<Value> = await run(one);
    const turned = { d1: answer.d1!.data.map(A.neg), d2: answer.d2!.data.map(A.neg) };
    const { b1, b2, W1 } = await vjp(one, all(one));
    claim.same(b1!, { shape: b1!.shape, data: turned.d1 }, '∂E/∂net of the hidden units');
    claim.same(b2!, { shape: b2!.shape, data: turned.d2 }, '∂E/∂net of the outputs');
    const inputsOf = [...one.x!.data].map(A.number);
    const products = turned.d1.flatMap((d) => inputsOf.map((x) => A.mul(d, x)));
    claim.same(W1!, { shape: W1!.shape, data: products }, '∂E/∂W1');
    claim.same(
      { ...answer.c1!, data: answer.c1!.data },
      { shape: answer.c1!.shape, data: products.map(A.neg) },
      'c1',
    );
  }),
});
