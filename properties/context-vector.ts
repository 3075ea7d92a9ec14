import spec from '../spec/context-vector.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import { shuffled } from './lib/contexts.ts';
import { laws, seldom, withGradient } from './lib/laws.ts';
import { combine, exact } from './lib/products.ts';
import { fill, lanes, map } from './lib/tensors.ts';

/** The quick brown fox jumps: one component of each, as the notes have it, and the intervals of the kinds of word. */
const COMPONENTS = [100, 250, 300, 450, 650];
const QUICK = 1;
const INTERVALS = { article: [50, 100], adjective: [120, 300], noun: [100, 500], verb: [600, 700] } as const;

/** More places than a kernel for few takes. */
const MANY = 1025;

/** The number of words in each context. */
const words = ({ mask }: Tensors): number[] =>
  lanes({ shape: mask!.shape, data: [...mask!.data] }, 1).map((row) => row.reduce((sum, m) => sum + m, 0));

/** The inputs with nothing masked. */
const whole = (inputs: Tensors): Tensors => ({ ...inputs, mask: map(inputs.mask!, () => 1) });

export default laws(spec, {
  C1: async ({ run, inputs, random, claim }) => {
    const other = shuffled(inputs, random);
    claim.same((await run(other)).x!, (await run(inputs)).x!, 'x of the reordered context');
  },
  C2: async ({ A, run, inputs, claim }) => {
    const mean = (await run(inputs, { combine: 'mean' })).x!;
    const sum = (await run(inputs, { combine: 'sum' })).x!;
    const counts = words(inputs);
    const D = mean.shape[1]!;
    const times = mean.data.map((value, n) => A.mul(value, A.number(counts[Math.floor(n / D)]!)));
    claim.same({ shape: mean.shape, data: times }, sum, 'the mean times the number of words');
  },
  C3: async ({ A, run, inputs, options, claim }) => {
    const C = inputs.context!.shape[1]!;
    const firsts = map(inputs.context!, (_, n) => inputs.context!.data[n - (n % C)]!);
    const constant = { ...inputs, context: firsts };
    const counts = words(inputs);
    lanes((await run(constant)).x!, 1).forEach((row, n) => {
      const times = A.number(options.combine === 'mean' ? 1 : counts[n]!);
      row.forEach((value, d) => {
        const own = inputs.v!.data[firsts.data[n * C]! * row.length + d]!;
        claim.equal(value, A.mul(times, A.number(own)), `x[${n},${d}] of one word repeated`);
      });
    });
  },
  C4: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    // Every place of the one context has a word of its own, so that each gradient is that of one place.
    const C = inputs.context!.shape[1]!;
    const D = inputs.v!.shape[1]!;
    const apart = {
      v: fill(inputs.v!, [C, D], () => random.integer(-8, 8) / 8),
      context: fill(inputs.context!, [1, C], (c) => c),
      mask: fill(inputs.mask!, [1, C], (c) => inputs.mask!.data[c]!),
    };
    const dx = fill(inputs.v!, [1, D], () => random.integer(1, 8) / 8);
    const gradients = lanes((await vjp(apart, { x: dx })).v!, 1);
    const divisor = A.number(options.combine === 'mean' ? words(apart)[0]! : 1);
    gradients.forEach((row, c) => {
      row.forEach((value, d) => {
        const share = A.div(A.number(apart.mask.data[c]! * dx.data[d]!), divisor);
        claim.equal(value, share, `the gradient of word ${c}[${d}]`);
      });
    });
  }),
  C5: async ({ run, inputs, random, claim }) => {
    const V = inputs.v!.shape[0]!;
    const other = map(inputs.context!, (word, n) =>
      inputs.mask!.data[n] === 1 ? word : random.integer(0, V - 1),
    );
    const { x } = await run(inputs);
    claim.same((await run({ ...inputs, context: other })).x!, x!, 'x with other words where it is masked');
    const [N, C] = inputs.context!.shape as [number, number];
    const longer = (from: Tensors[string], added: number) =>
      fill(from!, [N, C + 1], (n) =>
        n % (C + 1) < C ? from!.data[Math.floor(n / (C + 1)) * C + (n % (C + 1))]! : added,
      );
    const padded = { ...inputs, context: longer(inputs.context!, V - 1), mask: longer(inputs.mask!, 0) };
    claim.same((await run(padded)).x!, x!, 'x with one masked place more');
  },
  C6: async ({ A, run, inputs, claim }) => {
    const [N, C] = inputs.context!.shape as [number, number];
    const D = inputs.v!.shape[1]!;
    const { x } = await run(whole(inputs), { combine: 'sum' });
    claim.that(x!.data.length === N * D, `x holds ${x!.data.length} numbers, must hold N·D = ${N * D}`);
    const blocks = Array.from({ length: D * C * D }, (_, n) =>
      (n % (C * D)) % D === Math.floor(n / (C * D)) ? 1 : 0,
    );
    for (let n = 0; n < N; n++) {
      const concatenation = [...inputs.context!.data.slice(n * C, n * C + C)].flatMap((word) => [
        ...inputs.v!.data.slice(word * D, word * D + D),
      ]);
      for (let d = 0; d < D; d++) {
        const terms = concatenation.map((value, k) => A.number(blocks[d * C * D + k]! * value));
        claim.equal(x!.data[n * D + d]!, A.sum(terms), `[I … I] times the concatenation, ${n},${d}`);
      }
    }
  },
  C7: async ({ A, run, inputs, claim }) => {
    const toy = {
      v: fill(inputs.v!, [5, 1], (n) => COMPONENTS[n]!),
      context: fill(inputs.context!, [1, 2], (n) => 2 * n),
      mask: fill(inputs.mask!, [1, 2], () => 1),
    };
    const mean = (await run(toy, { combine: 'mean' })).x!.data[0]!;
    const away = COMPONENTS.map((component) => A.abs(A.sub(mean, A.number(component))));
    [100, 50, 100, 250, 450].forEach((distance, word) => {
      claim.equal(away[word]!, A.number(distance), `the distance of word ${word}`);
      claim.atMost(away[QUICK]!, away[word]!, 'the distance of quick');
    });
    for (const [kind, [low, high]] of Object.entries(INTERVALS)) {
      const inside = A.toNumber(mean) >= low && A.toNumber(mean) <= high;
      const expected = kind === 'adjective' || kind === 'noun';
      claim.that(inside === expected, `the mean is ${inside ? '' : 'not '}in the interval of a ${kind}`);
    }
  },
  C8: async ({ A, run, inputs, random, claim }) => {
    const D = inputs.v!.shape[1]!;
    const one = Array.from({ length: D }, () => random.integer(-8, 8) / 8);
    const all = whole({ ...inputs, v: map(inputs.v!, (_, n) => one[n % D]!) });
    const { x } = await run(all, { combine: 'mean' });
    const target = exact(
      A,
      fill(inputs.v!, x!.shape, (n) => one[n % D]!),
    );
    const off = combine(x!, target, A.sub);
    for (const value of off.data) claim.equal(value, A.number(0), 'the mean less the target');
  },
  C9: seldom(
    withGradient(async ({ A, vjp, inputs, random, claim }) => {
      const [N, C] = inputs.context!.shape as [number, number];
      const copies = Math.ceil(MANY / (N * C));
      const dx = fill(inputs.v!, [N, inputs.v!.shape[1]!], () => random.integer(-8, 8) / 8);
      const many = (one: Tensor) =>
        fill(one, [copies * N, one.shape[1]!], (n) => one.data[n % one.data.length]!);
      const { v } = await vjp(inputs, { x: dx }, { combine: 'sum' });
      const repeated = { ...inputs, context: many(inputs.context!), mask: many(inputs.mask!) };
      const all = await vjp(repeated, { x: many(dx) }, { combine: 'sum' });
      all.v!.data.forEach((value, n) => {
        claim.equal(value, A.mul(A.number(copies), v!.data[n]!), `the gradient of v[${n}], ${copies} times`);
      });
    }),
  ),
});
