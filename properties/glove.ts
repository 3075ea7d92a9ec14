import spec from '../spec/glove.ts';
import { laws, withGradient } from './lib/laws.ts';
import { fill, map } from './lib/tensors.ts';

/** Counts of 0 … 16, in the dtype of the inputs. */
const RANGE = 16;

export default laws(spec, {
  C1: async ({ A, run, inputs, random, claim }) => {
    const V = inputs.b!.shape[0]!;
    for (const J of (await run(inputs)).J!.data) claim.atMost(A.number(0), J, 'zero beside J');
    // Counts of one word with another that factor into powers of two, up to the rounding of log 2 in the biases.
    const powers = Array.from({ length: 2 * V }, () => random.integer(0, 5));
    const count = (n: number) => 2 ** (powers[Math.floor(n / V)]! + powers[V + (n % V)]!);
    const bias = (offset: number) => map(inputs.b!, (_, i) => powers[offset + i]! * Math.LN2);
    const exactly = {
      w: map(inputs.w!, () => 0),
      u: inputs.u!,
      b: bias(0),
      a: bias(V),
      X: fill(inputs.X!, [V, V], count),
    };
    const least = (await run(exactly)).J!.data[0]!;
    claim.atMost(least, A.number(V * V * 2 ** -38), 'J of counts that factor');
    const [raised] = (await run({ ...exactly, b: map(exactly.b, (x) => x + 1) })).J!.data;
    claim.atMost(A.number(2 ** -16), raised!, '2⁻¹⁶ beside J with the biases raised');
  },
  C2: async ({ A, run, inputs, options, random, claim }) => {
    const at = async (x: number) => {
      const one = (value: number, shape: number[]) => fill(inputs.w!, shape, () => value);
      const zero = { w: one(0, [1, 1]), u: one(0, [1, 1]), b: one(0, [1]), X: one(x, [1, 1]) };
      const at = async (a: number) => (await run({ ...zero, a: one(a, [1]) })).J!.data[0]!;
      // (1 − l)² + (−1 − l)² − 2 l² = 2, so that the weight is left.
      const [up, down, middle] = [await at(1), await at(-1), await at(0)];
      return A.div(A.sub(A.add(up, down), A.mul(A.number(2), middle)), A.number(2));
    };
    const xmax = Number(options.xmax);
    const x = random.integer(1, RANGE);
    const [less, more] = [await at(x), await at(2 * x)];
    claim.atMost(A.number(0), less, 'zero beside a weight');
    claim.atMost(less, more, `the weight of ${x} beside that of ${2 * x}`);
    claim.atMost(more, A.number(1), `the weight of ${2 * x}`);
    claim.equal(await at(xmax), A.number(1), 'the weight of xmax');
    claim.equal(await at(2 * xmax), A.number(1), 'the weight of twice xmax');
    const expected = A.pow(A.number(0.5), A.number(Number(options.alpha)));
    claim.equal(await at(xmax / 2), expected, 'the weight of half xmax');
  },
  C3: async ({ run, inputs, random, claim }) => {
    const V = inputs.b!.shape[0]!;
    const word = random.integer(0, V - 1);
    const X = map(inputs.X!, (count, n) => (Math.floor(n / V) === word ? 0 : count));
    const b = map(inputs.b!, (bias, i) => (i === word ? bias + 4 : bias));
    claim.same((await run({ ...inputs, X, b })).J!, (await run({ ...inputs, X })).J!, 'J');
  },
  C4: async ({ run, inputs, claim }) => {
    const V = inputs.b!.shape[0]!;
    const X = map(inputs.X!, (_, n) => inputs.X!.data[(n % V) * V + Math.floor(n / V)]!);
    const { w, u, a, b } = inputs;
    claim.same((await run({ w: u!, u: w!, b: a!, a: b!, X })).J!, (await run(inputs)).J!, 'J turned');
  },
  C5: async ({ A, run, inputs, options, claim }) => {
    const doubled = {
      ...inputs,
      X: map(inputs.X!, (count) => 2 * count),
      b: map(inputs.b!, (bias) => bias + Math.LN2),
    };
    const after = (await run(doubled, { ...options, xmax: 2 * Number(options.xmax) })).J!.data[0]!;
    const before = (await run(inputs)).J!.data[0]!;
    // Rounded, log 2 is off by less than 2⁻²⁴; an error e of a pair by that changes e² by less than (1 + e²)·2⁻²³.
    const most = A.mul(A.number(2 ** -18), A.add(before, A.number(inputs.X!.data.length)));
    claim.atMost(A.abs(A.sub(after, before)), most, 'the difference that twice the counts make');
  },
  C6: withGradient(async ({ A, vjp, inputs, options, claim }) => {
    const { b, a } = await vjp(inputs, { J: fill(inputs.w!, [], () => 1) });
    const [V, D] = inputs.w!.shape as [number, number];
    const number = (name: string, n: number) => A.number(inputs[name]!.data[n]!);
    const xmax = Number(options.xmax);
    const part = (i: number, j: number) => {
      const x = inputs.X!.data[i * V + j]!;
      if (x === 0) return A.number(0);
      const share = A.pow(A.div(A.number(x), A.number(xmax)), A.number(Number(options.alpha)));
      const products = Array.from({ length: D }, (_, d) =>
        A.mul(number('w', i * D + d), number('u', j * D + d)),
      );
      const error = A.sub(A.sum([...products, number('b', i), number('a', j)]), A.log(A.number(x)));
      return A.mul(A.number(2), A.mul(x < xmax ? share : A.number(1), error));
    };
    const all = Array.from({ length: V }, (_, k) => k);
    for (const i of all) {
      claim.equal(b!.data[i]!, A.sum(all.map((j) => part(i, j))), `the gradient of b[${i}]`);
      claim.equal(a!.data[i]!, A.sum(all.map((j) => part(j, i))), `the gradient of a[${i}]`);
    }
  }),
});
