import type { Tensor } from '../spec/lib/tensor.ts';
import spec from '../spec/toeplitz-matrix.ts';
import { laws, withGradient } from './lib/laws.ts';
import { fill, lanes } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, random, claim }) => {
    const w = inputs.w!;
    const x = Array.from({ length: Number(options.length) }, () => random.integer(-8, 8) / 8);
    lanes((await run(inputs)).A!, 1).forEach((row, p) => {
      const product = A.sum(row.map((value, j) => A.mul(value, A.number(x[j]!))));
      const stated = A.sum(Array.from(w.data, (weight, k) => A.number(weight * x[p + k]!)));
      claim.equal(product, stated, `row ${p} times x`);
    });
  },
  C2: async ({ A, run, inputs, claim }) => {
    const K = inputs.w!.data.length;
    const rows = lanes((await run(inputs)).A!, 1);
    rows.forEach((row, p) => {
      row.forEach((value, j) => {
        if (p > 0 && j > 0) claim.equal(value, rows[p - 1]![j - 1]!, `A[${p},${j}] along its diagonal`);
        if (j < p || j >= p + K) claim.equal(value, A.number(0), `A[${p},${j}] beside the kernel`);
      });
    });
  },
  C3: async ({ A, run, inputs, options, claim }) => {
    const w = inputs.w!;
    const rows = lanes((await run(inputs)).A!, 1);
    const count = Number(options.length) - w.data.length + 1;
    claim.that(rows.length === count, `there are ${rows.length} rows, must be ${count}`);
    const sum = A.sum(Array.from(w.data, (weight) => A.number(weight)));
    for (const row of rows) claim.equal(A.sum(row), sum, 'the sum of a row');
  },
  C4: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const w = inputs.w!;
    const width = Number(options.length);
    const P = width - w.data.length + 1;
    const G: Tensor = fill(w, [P, width], () => random.integer(-8, 8) / 8);
    (await vjp(inputs, { A: G })).w!.data.forEach((value, k) => {
      const along = Array.from({ length: P }, (_, p) => A.number(G.data[p * width + p + k]!));
      claim.equal(value, A.sum(along), `the gradient of w[${k}]`);
    });
  }),
});
