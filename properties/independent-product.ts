import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { Values } from '../reference/lib/evaluate.ts';
import spec from '../spec/independent-product.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { laws, type Value } from './lib/laws.ts';
import { exact } from './lib/products.ts';
import { shares } from './lib/shares.ts';
import { fill, lanes, map, reorder } from './lib/tensors.ts';

/** Σ P log(P/Q). */
const information = (A: Arithmetic<Value>, P: Tensor, Q: Values<Value>): Value =>
  A.sum(
    Array.from(P.data, (p, n) =>
      p === 0 ? A.number(0) : A.mul(A.number(p), A.log(A.div(A.number(p), Q.data[n]!))),
    ),
  );

/** The largest |P[a,b]·P[c,d] − P[a,d]·P[c,b]|. */
function dependence({ shape, data }: Tensor): number {
  const [rows, columns] = shape as [number, number];
  const at = (a: number, b: number) => data[a * columns + b]!;
  let most = 0;
  for (let a = 0; a < rows; a++)
    for (let c = 0; c < a; c++)
      for (let b = 0; b < columns; b++)
        for (let d = 0; d < b; d++)
          most = Math.max(most, Math.abs(at(a, b) * at(c, d) - at(a, d) * at(c, b)));
  return most;
}

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const P = exact(A, inputs.P!);
    const { Q } = await run(inputs);
    for (const axis of [0, 1]) {
      const before = lanes(P, axis).map((lane) => A.sum(lane));
      for (const [n, lane] of lanes(Q!, axis).entries())
        claim.equal(A.sum(lane), before[n]!, `the sum of lane ${n} along axis ${axis}`);
    }
    claim.equal(A.sum(Q!.data), A.sum(P.data), 'the sum of all');
  },
  C2: async ({ A, run, inputs, random, claim }) => {
    const { shape } = inputs.P!;
    const [rows, columns] = shape as [number, number];
    const [u, v] = [rows, columns].map((size) => Array.from({ length: size }, () => random.integer(1, 16)));
    const product = fill(inputs.P!, shape, (n) => (u![Math.floor(n / columns)]! * v![n % columns]!) / 64);
    claim.same((await run({ P: product })).Q!, exact(A, product), 'a table of products');
    const P = shares(inputs.P!, shape, random);
    const Q = (await run({ P })).Q!;
    const apart = P.data.some((p, n) => A.equal(A.number(p), Q.data[n]!) === false);
    claim.that(apart === dependence(P) > 0, `the table comes back ${apart ? 'changed' : 'unchanged'}`);
    for (let n = 1; n < rows; n++)
      for (let b = 1; b < columns; b++) {
        const at = (a: number, c: number) => Q.data[a * columns + c]!;
        claim.equal(A.mul(at(0, 0), at(n, b)), A.mul(at(0, b), at(n, 0)), `the product of cells ${n},${b}`);
      }
  },
  C3: async ({ A, run, inputs, random, claim }) => {
    const P = shares(inputs.P!, inputs.P!.shape, random);
    claim.atMost(A.number(0), information(A, P, (await run({ P })).Q!), 'zero beside the information');
    const even = map(P, () => 1 / 4);
    claim.equal(information(A, even, (await run({ P: even })).Q!), A.number(0), 'that of equal cells');
  },
  C4: async ({ run, inputs, random, claim }) => {
    const [rows, columns] = inputs.P!.shape.map((size) => random.permutation(size));
    const turned = await run({ P: reorder(reorder(inputs.P!, 0, rows!), 1, columns!) });
    const { Q } = await run(inputs);
    claim.same(turned.Q!, reorder(reorder(Q!, 0, rows!), 1, columns!), 'Q reordered');
  },
  C5: async ({ A, run, inputs, random, claim }) => {
    const c = random.integer(2, 9);
    const { Q } = await run({ P: map(inputs.P!, (p) => c * p) });
    const times = { ...Q!, data: (await run(inputs)).Q!.data.map((q) => A.mul(A.number(c), q)) };
    claim.same(Q!, times, 'Q of all times c');
  },
});
