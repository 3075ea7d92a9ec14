import type { Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/word2vec-vectors.ts';
import { fitsSignature } from './lib/fitting.ts';
import { laws } from './lib/laws.ts';
import { combine, exact } from './lib/products.ts';
import { fill } from './lib/tensors.ts';

const swapped = ({ v, theta }: Tensors): Tensors => ({ v: theta!, theta: v! });

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const mean = (await run(inputs, { use: 'mean' })).y!;
    claim.same((await run(swapped(inputs), { use: 'mean' })).y!, mean, 'the mean of the tables swapped');
    claim.same((await run(inputs, { use: 'input' })).y!, exact(A, inputs.v!), 'the input vectors');
    claim.same((await run(swapped(inputs), { use: 'input' })).y!, exact(A, inputs.theta!), 'those of θ');
  },
  C2: async ({ A, run, inputs, claim }) => {
    const mean = (await run(inputs, { use: 'mean' })).y!;
    const own = (await run(inputs, { use: 'input' })).y!;
    const rest = combine(mean, own, (y, v) => A.sub(A.mul(A.number(2), y), v));
    claim.same(rest, exact(A, inputs.theta!), 'twice the mean less the input vectors');
  },
  C3: ({ inputs, claim }) => {
    const [V, D] = inputs.v!.shape as [number, number];
    const tables = (rows: number) => ({
      v: fill(inputs.v!, [V + 1, D], () => 1),
      theta: fill(inputs.theta!, [rows, D], () => 1),
    });
    const fits = (rows: number) => fitsSignature(spec, tables(rows), { use: 'mean' });
    claim.that(fits(V + 1), 'tables of one height do not fit');
    claim.that(!fits(V), 'an output table with a row less fits');
  },
});
