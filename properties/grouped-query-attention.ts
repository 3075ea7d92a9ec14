import spec from '../spec/grouped-query-attention.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import { type LawContext, laws, withGradient } from './lib/laws.ts';
import { fill, map, reorder, slice } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ run, inputs, random, claim }) => {
    const { G, R } = sizes(inputs);
    const h = random.integer(0, G * R - 1);
    const g = Math.floor(h / R);
    const other = (x: Tensor) => {
      const width = x.data.length / (x.shape[0]! * G);
      return map(x, (value, n) => (Math.floor(n / width) % G === g ? value : 5 - 2 * value));
    };
    const { y } = await run({ ...inputs, K: other(inputs.K!), V: other(inputs.V!) });
    claim.same(head(y!, h), head((await run(inputs)).y!, h), `y of head ${h} beside other groups`);
    const alone = await run({ Q: head(inputs.Q!, h), K: head(inputs.K!, g), V: head(inputs.V!, g) });
    claim.same(alone.y!, head(y!, h), `y of head ${h} alone`);
  },
  C2: async ({ run, inputs, claim }) => {
    const { R } = sizes(inputs);
    const full = { Q: inputs.Q!, K: spread(inputs.K!, R), V: spread(inputs.V!, R) };
    claim.same((await run(full)).y!, (await run(inputs)).y!, 'y of as many groups as heads');
  },
  C3: async ({ run, inputs, random, claim }) => {
    const { G, R } = sizes(inputs);
    const order = Array.from({ length: G }, (_, g) => random.permutation(R).map((r) => g * R + r)).flat();
    const { y } = await run({ ...inputs, Q: reorder(inputs.Q!, 1, order) });
    claim.same(y!, reorder((await run(inputs)).y!, 1, order), 'y reordered within the groups');
  },
  C4: async ({ run, inputs, random, claim }) => {
    const { G, R } = sizes(inputs);
    const groups = random.permutation(G);
    const heads = groups.flatMap((g) => Array.from({ length: R }, (_, r) => g * R + r));
    const { y } = await run({
      Q: reorder(inputs.Q!, 1, heads),
      K: reorder(inputs.K!, 1, groups),
      V: reorder(inputs.V!, 1, groups),
    });
    claim.same(y!, reorder((await run(inputs)).y!, 1, heads), 'y with the groups reordered');
  },
  C5: async ({ run, inputs, claim }) => {
    const { G, R } = sizes(inputs);
    const first = Array.from({ length: G * R }, (_, h) => h - (h % R));
    const { y } = await run({ ...inputs, Q: reorder(inputs.Q!, 1, first) });
    claim.same(y!, reorder(y!, 1, first), 'y of equal heads');
  },
  C6: async ({ run, inputs, claim }) => {
    const { B, G, R, N, D } = sizes(inputs);
    const one = { Q: inputs.Q!, K: head(inputs.K!, 0), V: head(inputs.V!, 0) };
    const sequence = { ...one, Q: { ...inputs.Q!, shape: [B, 1, G * R * N, D] } };
    const { y } = await run(one);
    claim.same({ ...(await run(sequence)).y!, shape: y!.shape }, y!, 'y of one long sequence');
  },
  C7: async ({ run, inputs, random, claim }) => {
    const order = random.permutation(sizes(inputs).M);
    const { y } = await run({
      ...inputs,
      K: reorder(inputs.K!, 2, order),
      V: reorder(inputs.V!, 2, order),
    });
    claim.same(y!, (await run(inputs)).y!, 'y after reordering the keys');
  },
  C8: async ({ A, run, inputs, claim }) => {
    const { G, R, N, M, E } = sizes(inputs);
    const { y } = await run({ ...inputs, K: map(inputs.K!, () => 1) });
    y!.data.forEach((value, n) => {
      const [row, e] = [Math.floor(n / (N * E)), n % E];
      const group = Math.floor(row / (G * R)) * G + Math.floor((row % (G * R)) / R);
      const values = Array.from({ length: M }, (_, j) => A.number(inputs.V!.data[(group * M + j) * E + e]!));
      claim.equal(value, A.div(A.sum(values), A.number(M)), `output ${n}`);
    });
  },
  C9: withGradient(async (context) => {
    const { A, vjp, inputs, random, claim } = context;
    const { B, G, R, N, E } = sizes(inputs);
    const cotangent = fill(inputs.V!, [B, G * R, N, E], () => random.integer(-8, 8) / 8);
    const g = random.integer(0, G - 1);
    const whole = await vjp(inputs, { y: cotangent });
    const alone = await Promise.all(
      Array.from({ length: R }, (_, r) => ofHead(context, cotangent, g, g * R + r)),
    );
    for (const name of ['K', 'V'])
      head(whole[name]!, g).data.forEach((value, n) => {
        const terms = alone.map((gradients) => gradients[name]!.data[n]!);
        claim.equal(value, A.sum(terms), `the gradient of ${name} of group ${g} at ${n}`);
      });
  }),
});

/** What head h alone, with its group's keys and values, makes of its share of the cotangent. */
const ofHead = ({ vjp, inputs }: LawContext, cotangent: Tensor, g: number, h: number) =>
  vjp({ Q: head(inputs.Q!, h), K: head(inputs.K!, g), V: head(inputs.V!, g) }, { y: head(cotangent, h) });

function sizes({ Q, K, V }: Tensors) {
  const [B, H, N, D] = Q!.shape as [number, number, number, number];
  const [, G, M] = K!.shape as [number, number, number];
  return { B, G, R: H / G, N, M, D, E: V!.shape[3]! };
}

/** One head, or one group: the axis stays. */
const head = <V extends Parameters<typeof slice>[0]>(values: V, h: number): V =>
  slice(values, 1, h, h + 1) as V;

/** Every group of [B,G,M,width] R times in its place. */
function spread(x: Tensor, R: number): Tensor {
  const [B, G, M, width] = x.shape as [number, number, number, number];
  const size = M * width;
  return fill(x, [B, G * R, M, width], (n) => {
    const row = Math.floor(n / size);
    const group = Math.floor(row / (G * R)) * G + Math.floor((row % (G * R)) / R);
    return x.data[group * size + (n % size)]!;
  });
}
