import spec from '../spec/cosine-similarity.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { laws, seldom, withGradient } from './lib/laws.ts';
import { meanLies } from './lib/sequential.ts';
import { fill, lanes, map, reorder } from './lib/tensors.ts';

/** Vectors drawn at a time. */
const DRAWN = 64;

/** The inputs without components of 0, so that every vector has a direction. */
const directed = (inputs: Tensors): Tensors => {
  const away = (x: number) => (x === 0 ? 1 : x);
  return { a: map(inputs.a!, away), b: map(inputs.b!, away) };
};

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    for (const c of (await run(directed(inputs))).c!.data) claim.atMost(A.abs(c), A.number(1), '|c|');
  },
  C2: async ({ A, run, inputs, claim }) => {
    const { a } = directed(inputs);
    for (const c of (await run({ a: a!, b: a! })).c!.data)
      claim.equal(c, A.number(1), 'c of a vector and itself');
    const opposite = map(a!, (x) => -x);
    for (const c of (await run({ a: a!, b: opposite })).c!.data)
      claim.equal(c, A.number(-1), 'c of a vector and its opposite');
  },
  C3: async ({ run, inputs, claim }) => {
    const { a, b } = directed(inputs);
    claim.same(
      (await run({ a: b!, b: a! })).c!,
      (await run({ a: a!, b: b! })).c!,
      'c of the vectors swapped',
    );
  },
  C4: async ({ A, run, inputs, random, claim }) => {
    const { a, b } = directed(inputs);
    const by = random.integer(1, 8) * random.pick([1, -1]);
    const { c } = await run({ a: a!, b: b! });
    (await run({ a: map(a!, (x) => by * x), b: b! })).c!.data.forEach((value, n) => {
      claim.equal(value, A.mul(A.number(Math.sign(by)), c!.data[n]!), `c of ${by} times a`);
    });
  },
  C5: async ({ run, inputs, random, claim }) => {
    const { a, b } = directed(inputs);
    const D = a!.shape[1]!;
    const order = random.permutation(D);
    const signs = order.map(() => random.pick([1, -1]));
    const turned = (x: typeof a) => map(reorder(x!, 1, order), (value, n) => signs[n % D]! * value);
    const { c } = await run({ a: a!, b: b! });
    claim.same((await run({ a: turned(a), b: turned(b) })).c!, c!, 'c of the turned vectors');
  },
  C6: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const { a, b } = directed(inputs);
    const cotangent = fill(a!, [a!.shape[0]!], () => random.integer(1, 8) / 8);
    const gradients = await vjp({ a: a!, b: b! }, { c: cotangent });
    for (const [name, x] of [
      ['a', a!],
      ['b', b!],
    ] as const) {
      const own = lanes({ shape: x.shape, data: [...x.data] }, 1);
      lanes(gradients[name]!, 1).forEach((row, n) => {
        const along = A.sum(row.map((value, d) => A.mul(value, A.number(own[n]![d]!))));
        claim.equal(along, A.number(0), `${name}·d${name} of pair ${n}`);
      });
    }
  }),
  C7: seldom(async ({ A, run, inputs, random, claim }) => {
    const D = random.pick([2, 3, 4, 8]);
    const cosines = async () => {
      const draw = () => fill(inputs.a!, [DRAWN, D], () => random.normal());
      const { c } = await run({ a: draw(), b: draw() });
      const values = c!.data.map((value) => A.toNumber(value));
      // In a plane one pair in ten thousand is so near that its cosine rounds to 1.
      const apart = values.filter((value) => value < 1).length;
      claim.that(apart > DRAWN / 2, 'random vectors have one direction');
      return values.map((value) => Math.min(1, Math.max(-1, value)));
    };
    await meanLies(cosines, { low: -1, high: 1, from: 0, to: 0, tells: 0.2 }, 'the cosine of random vectors');
    const squares = async () => (await cosines()).map((c) => c * c);
    await meanLies(squares, { from: 1 / D, to: 1 / D, tells: 0.08 }, 'the squared cosine of random vectors');
  }),
  C8: async ({ A, run, inputs, random, claim }) => {
    const positive = () => map(inputs.a!, () => random.integer(1, 8) / 8);
    // Σ ab is D/64 at least, and the norms are √D at most.
    for (const c of (await run({ a: positive(), b: positive() })).c!.data)
      claim.atMost(A.ratio(1n, 64n), c, '1/64 beside the cosine');
  },
});
