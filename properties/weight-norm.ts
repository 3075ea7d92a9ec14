import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/weight-norm.ts';
import { laws, withGradient } from './lib/laws.ts';
import { exact } from './lib/products.ts';
import { dot } from './lib/statistics.ts';
import { fill, lanes, map, reorder } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    lanes((await run(directed(inputs))).w!, 1).forEach((row, o) => {
      const length2 = A.power(A.number(inputs.g!.data[o]!), 2);
      claim.equal(dot(A, row, row), length2, `the squared length of row ${o}`);
    });
  },
  C2: async ({ A, run, inputs, claim }) => {
    const full = directed(inputs);
    const before = lanes(exact(A, full.v!), 1);
    lanes((await run(full)).w!, 1).forEach((row, o) => {
      const v = before[o]!;
      const g = A.number(inputs.g!.data[o]!);
      row.forEach((value, i) => {
        claim.atMost(A.number(0), A.mul(A.mul(value, v[i]!), g), `w·v·g at ${o},${i}`);
        for (let j = 0; j < i; j++)
          claim.equal(A.mul(value, v[j]!), A.mul(row[j]!, v[i]!), `w[${o},${i}] times v[${o},${j}]`);
      });
    });
  },
  C3: async ({ A, run, inputs, claim }) => {
    const full = directed(inputs);
    const { w } = await run(full);
    const scaled = (factor: number) => run({ ...full, v: map(full.v!, (x) => factor * x) });
    claim.same((await scaled(2)).w!, w!, 'w of twice v');
    (await scaled(-1)).w!.data.forEach((value, n) => {
      claim.equal(value, A.neg(w!.data[n]!), `element ${n} of w of −v`);
    });
  },
  C4: async ({ run, inputs, random, claim }) => {
    const full = directed(inputs);
    const order = random.permutation(inputs.g!.shape[0]!);
    const { w } = await run({ v: reorder(full.v!, 0, order), g: reorder(full.g!, 0, order) });
    claim.same(w!, reorder((await run(full)).w!, 0, order), 'w reordered');
  },
  C5: async ({ A, run, inputs, random, claim }) => {
    const O = inputs.g!.shape[0]!;
    const units = Array.from({ length: O }, () => 2 ** random.integer(-6, 6));
    const v = fill(inputs.v!, [O, 2], (n) => units[Math.floor(n / 2)]! * (n % 2 === 0 ? 3 : -4));
    const g = fill(inputs.g!, [O], (o) => 5 * units[o]!);
    claim.same((await run({ v, g })).w!, exact(A, v), 'w');
  },
  C6: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const full = directed(inputs);
    const cotangent = map(full.v!, () => random.integer(-8, 8) / 8);
    const before = lanes(exact(A, full.v!), 1);
    lanes((await vjp(full, { w: cotangent })).v!, 1).forEach((row, o) => {
      claim.equal(dot(A, row, before[o]!), A.number(0), `the gradient of row ${o} along it`);
    });
  }),
  C7: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const full = directed(inputs);
    const cotangent = map(full.v!, () => random.integer(-8, 8) / 8);
    const passed = lanes(exact(A, cotangent), 1);
    const rows = lanes((await run(full)).w!, 1);
    (await vjp(full, { w: cotangent })).g!.data.forEach((value, o) => {
      const along = A.mul(A.number(inputs.g!.data[o]!), value);
      claim.equal(along, dot(A, rows[o]!, passed[o]!), `g·dg of row ${o}`);
    });
  }),
});

/** No number of v is zero, so that every row has a direction. */
const directed = (inputs: Tensors): Tensors => ({
  ...inputs,
  v: map(inputs.v as Tensor, (x) => (x === 0 ? 1 : x)),
});
