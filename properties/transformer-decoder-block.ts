import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/transformer-decoder-block.ts';
import { laws } from './lib/laws.ts';
import { lanes, map, reorder, slice } from './lib/tensors.ts';
import { changed } from './lib/unrolled.ts';

const zero = (tensor: Tensor) => map(tensor, () => 0);

export default laws(spec, {
  C1: async ({ run, inputs, random, claim }) => {
    const X = inputs.X!;
    const steps = random.integer(1, X.shape[1]!);
    const first = slice((await run(inputs)).y!, 1, 0, steps);
    const later = await run({ ...inputs, X: changed(X, (t) => t >= steps, 1) });
    claim.same(slice(later.y!, 1, 0, steps), first, 'the first results with later tokens changed');
    const cut = await run({ ...inputs, X: slice(X, 1, 0, steps) });
    claim.same(cut.y!, first, 'the first results without the later tokens');
  },
  C2: async ({ run, inputs, random, claim }) => {
    const order = random.permutation(inputs.M!.shape[1]!);
    const moved = await run({ ...inputs, M: reorder(inputs.M!, 1, order) });
    claim.same(moved.y!, (await run(inputs)).y!, 'y');
  },
  C3: async ({ run, inputs, random, claim }) => {
    const M = inputs.M!;
    const [, L, D] = M.shape as [number, number, number];
    const alike = map(M, (_, n) => M.data[Math.floor(n / (L * D)) * L * D + (n % D)]!);
    const net: Tensors = { ...inputs, M: alike };
    const { y } = await run(net);
    const Rq = map(inputs.Rq!, () => random.integer(-8, 8) / 8);
    claim.same((await run({ ...net, Rq })).y!, y!, 'y with other queries');
    claim.same((await run({ ...net, M: slice(alike, 1, 0, 1) })).y!, y!, 'y with one of them');
  },
  C4: async ({ A, run, inputs, claim }) => {
    const D = inputs.X!.shape[2]!;
    const gamma = map(inputs.gamma!, (v, n) => (n >= 2 * D ? 1 : v));
    const last = Array.from(inputs.beta!.data.slice(2 * D), (b) => A.number(b));
    for (const token of lanes((await run({ ...inputs, gamma })).y!, 2))
      claim.equal(A.sum(token), A.sum(last), 'the sum of the features of a result');
  },
  C5: async ({ run, inputs, claim }) => {
    const deaf = { ...inputs, Ro: zero(inputs.Ro!) };
    const other = { ...deaf, M: map(inputs.M!, (v) => 1 - 2 * v) };
    claim.same((await run(other)).y!, (await run(deaf)).y!, 'y with something else read');
  },
});
