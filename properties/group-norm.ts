import type { Values } from '../reference/lib/evaluate.ts';
import spec from '../spec/group-norm.ts';
import type { OptionValues, Tensor, Tensors } from '../spec/lib/tensor.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { exact } from './lib/products.ts';
import { dot, mean, statistics } from './lib/statistics.ts';
import { lanes, map, reorder, slice } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const before = inGroups(exact(A, inputs.x!), options).map((values) => statistics(A, values));
    const eps = A.number(Number(options.eps));
    inGroups((await run(plain(inputs))).y!, options).forEach((values, g) => {
      claim.equal(A.sum(values), A.number(0), `the sum of group ${g}`);
      const squares = values.map((value) => A.power(value, 2));
      const { v } = before[g]!;
      claim.equal(mean(A, squares), A.div(v, A.add(v, eps)), `the variance of group ${g}`);
    });
  },
  C2: async ({ run, inputs, options, random, claim }) => {
    const groups = Number(options.groups);
    const chosen = random.integer(0, groups - 1);
    const size = width(inputs.x!, groups);
    const shifted = map(inputs.x!, (x, n) => (Math.floor(n / size) % groups === chosen ? x + 16 : x));
    claim.same((await run({ ...inputs, x: shifted })).y!, (await run(inputs)).y!, 'y after the shift');
  },
  C3: async ({ run, inputs, options, claim }) => {
    const doubled = { ...inputs, x: map(inputs.x!, (x) => 2 * x) };
    const { y } = await run(doubled, { ...options, eps: 4 * Number(options.eps) });
    claim.same(y!, (await run(inputs)).y!, 'y of the doubled sample');
  },
  C4: async ({ run, inputs, options, random, claim }) => {
    const groups = Number(options.groups);
    const g = random.integer(0, groups - 1);
    const D = inputs.gamma!.shape[0]! / groups;
    const of = (tensor: Tensor, axis: number) => slice(tensor, axis, g * D, (g + 1) * D);
    const alone = { x: of(inputs.x!, 1), gamma: of(inputs.gamma!, 0), beta: of(inputs.beta!, 0) };
    const { y } = await run(alone, { ...options, groups: 1 });
    claim.same(y!, slice((await run(inputs)).y!, 1, g * D, (g + 1) * D), `y of group ${g} alone`);
  },
  C5: async ({ run, inputs, random, claim }) => {
    const sample = random.integer(0, inputs.x!.shape[0]! - 1);
    const alone = await run({ ...inputs, x: slice(inputs.x!, 0, sample, sample + 1) });
    claim.same(alone.y!, slice((await run(inputs)).y!, 0, sample, sample + 1), `y of sample ${sample} alone`);
  },
  C6: async ({ A, run, inputs, claim }) => {
    const normalised = (await run(plain(inputs))).y!.data;
    const [, C, L] = inputs.x!.shape as [number, number, number];
    (await run(inputs)).y!.data.forEach((value, n) => {
      const c = Math.floor(n / L) % C;
      const [gamma, beta] = [inputs.gamma!, inputs.beta!].map(({ data }) => A.number(data[c]!));
      claim.equal(value, A.add(A.mul(gamma!, normalised[n]!), beta!), `element ${n}`);
    });
  },
  C7: async ({ run, inputs, options, random, claim }) => {
    const [, C, L] = inputs.x!.shape as [number, number, number];
    const D = C / Number(options.groups);
    const within = Array.from({ length: C / D }, () => random.permutation(D));
    const order = within.flatMap((channels, g) => channels.map((d) => g * D + d));
    const places = random.permutation(L);
    const { y } = await run({
      x: reorder(reorder(inputs.x!, 1, order), 2, places),
      gamma: reorder(inputs.gamma!, 0, order),
      beta: reorder(inputs.beta!, 0, order),
    });
    claim.same(y!, reorder(reorder((await run(inputs)).y!, 1, order), 2, places), 'y reordered');
  },
  C8: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const y = map(inputs.x!, () => random.integer(-8, 8) / 8);
    inGroups((await vjp(inputs, { y })).x!, options).forEach((values, g) => {
      claim.equal(A.sum(values), A.number(0), `the sum of the gradient of group ${g}`);
    });
  }),
  C9: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const one = { ...options, groups: 1 };
    const y = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const eps = A.number(Number(options.eps));
    for (const [n, values] of inGroups(exact(A, inputs.x!), one).entries()) {
      const sample = { ...inputs, x: slice(inputs.x!, 0, n, n + 1) };
      const gradient = await vjp(sample, { y: slice(y, 0, n, n + 1) }, one);
      const { centred, v } = statistics(A, values);
      const ofGamma = dot(A, exact(A, inputs.gamma!).data, gradient.gamma!.data);
      const left = A.mul(ofGamma, A.div(eps, A.add(v, eps)));
      claim.equal(dot(A, centred, gradient.x!.data), left, `the gradient along sample ${n}`);
    }
  }),
});

/** With gamma 1 and beta 0. */
const plain = (inputs: Tensors): Tensors => ({
  ...inputs,
  gamma: map(inputs.gamma!, () => 1),
  beta: map(inputs.beta!, () => 0),
});

/** How many numbers a group has. */
const width = ({ shape }: { readonly shape: readonly number[] }, groups: number): number =>
  (shape[1]! / groups) * shape[2]!;

/** The numbers of every group of every sample of [N,C,L]. */
function inGroups(values: Values<Value>, options: OptionValues): Value[][] {
  const size = width(values, Number(options.groups));
  return lanes({ shape: [values.data.length / size, size], data: values.data }, 1);
}
