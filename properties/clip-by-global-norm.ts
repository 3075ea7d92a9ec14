import spec from '../spec/clip-by-global-norm.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { laws, withGradient } from './lib/laws.ts';
import { exact, inner } from './lib/products.ts';
import { fill, map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const { y, z } = await run(inputs);
    const length2 = A.add(inner(A, y!, y!), inner(A, z!, z!));
    claim.atMost(length2, A.power(A.number(Number(options.c)), 2), 'the squared length of the results');
    const [g, h] = [exact(A, inputs.g!), exact(A, inputs.h!)];
    claim.atMost(length2, A.add(inner(A, g, g), inner(A, h, h)), 'the squared length of the results');
  },
  C2: async ({ A, run, inputs, claim }) => {
    const [g, h] = [exact(A, inputs.g!).data, exact(A, inputs.h!).data];
    const { y, z } = await run(inputs);
    y!.data.forEach((value, i) => {
      claim.atMost(A.number(0), A.mul(value, g[i]!), `y times g along ${i}`);
      z!.data.forEach((other, j) => {
        claim.equal(A.mul(value, h[j]!), A.mul(g[i]!, other), `y[${i}] times h[${j}]`);
      });
    });
  },
  C3: async ({ A, run, inputs, options, claim }) => {
    const within = scaled(inputs, 2 ** -24 * Math.min(1, Number(options.c)));
    const short = await run(within);
    claim.same(short.y!, exact(A, within.g!), 'y within the cap');
    claim.same(short.z!, exact(A, within.h!), 'z within the cap');
    const none = scaled(inputs, 0);
    claim.same((await run(none)).y!, exact(A, none.g!), 'y of zero gradients');
  },
  C4: async ({ run, inputs, random, claim }) => {
    const all = [...inputs.g!.data, ...inputs.h!.data];
    const cut = random.integer(1, all.length - 1);
    const other = {
      g: fill(inputs.g!, [cut], (n) => all[n]!),
      h: fill(inputs.h!, [all.length - cut], (n) => all[cut + n]!),
    };
    const [one, two] = [await run(inputs), await run(other)];
    const joined = [...two.y!.data, ...two.z!.data];
    [...one.y!.data, ...one.z!.data].forEach((value, n) => {
      claim.equal(joined[n]!, value, `component ${n} with the tensors cut at ${cut}`);
    });
  },
  C5: async ({ run, inputs, options, claim }) => {
    const beyond = stretched(inputs, Number(options.c));
    const [one, two] = [await run(beyond), await run(scaled(beyond, 2))];
    claim.same(two.y!, one.y!, 'y of twice the gradients');
    claim.same(two.z!, one.z!, 'z of twice the gradients');
  },
  C6: async ({ A, run, inputs, options, claim }) => {
    const doubled = await run(scaled(inputs, 2), { ...options, c: 2 * Number(options.c) });
    const once = await run(inputs);
    for (const name of ['y', 'z'])
      once[name]!.data.forEach((value, k) => {
        claim.equal(
          doubled[name]!.data[k]!,
          A.mul(A.number(2), value),
          `${name}[${k}] of everything doubled`,
        );
      });
  },
  C7: withGradient(async ({ A, run, vjp, inputs, options, random, claim }) => {
    const beyond = stretched(inputs, Number(options.c));
    const draw = (name: 'g' | 'h') => map(beyond[name]!, () => random.integer(-8, 8) / 8);
    const all = await vjp(beyond, { y: draw('g'), z: draw('h') });
    const [g, h] = [exact(A, beyond.g!), exact(A, beyond.h!)];
    claim.equal(A.add(inner(A, all.g!, g), inner(A, all.h!, h)), A.number(0), 'the gradient’s product');
    // Of y alone, h gets −h·(y·dy) over the squared length.
    const cotangent = draw('g');
    const across = (await vjp(beyond, { y: cotangent })).h!;
    const along = inner(A, (await run(beyond)).y!, exact(A, cotangent));
    const share = A.div(along, A.add(inner(A, g, g), inner(A, h, h)));
    across.data.forEach((value, k) => {
      claim.equal(value, A.neg(A.mul(h.data[k]!, share)), `what h[${k}] gets of y alone`);
    });
  }),
});

const scaled = ({ g, h }: Tensors, factor: number): Tensors => ({
  g: map(g!, (x) => factor * x),
  h: map(h!, (x) => factor * x),
});

/** Not zero, and doubled until they are well beyond the cap. */
function stretched(inputs: Tensors, c: number): Tensors {
  let beyond: Tensors = { ...inputs, g: map(inputs.g!, (x, k) => (k === 0 && x === 0 ? 1 : x)) };
  while (Math.hypot(...beyond.g!.data, ...beyond.h!.data) < 2 * c) beyond = scaled(beyond, 2);
  return beyond;
}
