import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/multi-head-attention.ts';
import { concatenate } from './lib/concatenate.ts';
import { laws, withGradient } from './lib/laws.ts';
import { exact, inner } from './lib/products.ts';
import { fill, map, reorder, slice } from './lib/tensors.ts';

/** Every weight that has heads, with the axis where they are. */
const HEADS = { Wq: 0, Wk: 0, Wv: 0, Wo: 1 } as const;

/** f of each weight along its heads. */
const alongHeads = (inputs: Tensors, f: (weight: Tensor, axis: number) => Tensor): Tensors => ({
  ...inputs,
  ...Object.fromEntries(Object.entries(HEADS).map(([name, axis]) => [name, f(inputs[name]!, axis)])),
});

export default laws(spec, {
  C1: async ({ run, inputs, random, claim }) => {
    const order = random.permutation(inputs.Wq!.shape[0]!);
    const { y } = await run(alongHeads(inputs, (weight, axis) => reorder(weight, axis, order)));
    claim.same(y!, (await run(inputs)).y!, 'y with the heads reordered');
  },
  C2: async ({ A, run, inputs, claim }) => {
    const heads = await Promise.all(
      Array.from({ length: inputs.Wq!.shape[0]! }, async (_, h) => {
        const head = alongHeads(inputs, (weight, axis) => slice(weight, axis, h, h + 1));
        return (await run(head)).y!;
      }),
    );
    const { y } = await run(inputs);
    const sums = y!.data.map((_, n) => A.sum(heads.map(({ data }) => data[n]!)));
    claim.same(y!, { shape: y!.shape, data: sums }, 'y');
  },
  C3: async ({ run, inputs, random, claim }) => {
    const { X, Y } = inputs as Record<'X' | 'Y', Tensor>;
    const { y } = await run(inputs);
    const keys = random.permutation(Y.shape[1]!);
    claim.same((await run({ ...inputs, Y: reorder(Y, 1, keys) })).y!, y!, 'y after reordering Y');
    const queries = random.permutation(X.shape[1]!);
    const reordered = await run({ ...inputs, X: reorder(X, 1, queries) });
    claim.same(reordered.y!, reorder(y!, 1, queries), 'y after reordering X');
  },
  C4: async ({ run, inputs, random, claim }) => {
    const X = inputs.X!;
    const order = random.permutation(X.shape[1]!);
    const moved = reorder(X, 1, order);
    const { y } = await run({ ...inputs, X: moved, Y: moved });
    claim.same(y!, reorder((await run({ ...inputs, Y: X })).y!, 1, order), 'y of the reordered tokens');
  },
  C5: async ({ run, inputs, random, claim }) => {
    const i = random.integer(0, inputs.X!.shape[1]! - 1);
    const { y } = await run({ ...inputs, X: slice(inputs.X!, 1, i, i + 1) });
    claim.same(y!, slice((await run(inputs)).y!, 1, i, i + 1), `y of token ${i} alone`);
  },
  C6: async ({ A, run, inputs, claim }) => {
    const { X, Y, Wv, Wo } = inputs as Record<'X' | 'Y' | 'Wv' | 'Wo', Tensor>;
    const [N, D] = X.shape.slice(1) as [number, number];
    const sample = Y.shape[1]! * D;
    const equal = map(Y, (_, n) => Y.data[Math.floor(n / sample) * sample + (n % D)]!);
    const width = Wv.data.length / D;
    const { y } = await run({ ...inputs, Y: equal });
    y!.data.forEach((value, n) => {
      const [first, o] = [Math.floor(n / (N * D)) * sample, n % D];
      const terms = Array.from({ length: width * D }, (_, hcd) => {
        const weight = A.number(Wv.data[hcd]! * Wo.data[o * width + Math.floor(hcd / D)]!);
        return A.mul(weight, A.number(Y.data[first + (hcd % D)]!));
      });
      claim.equal(value, A.sum(terms), `element ${n}`);
    });
  },
  C7: async ({ run, inputs, claim }) => {
    const Wq = map(inputs.Wq!, (w) => 2 * w);
    const Wk = map(inputs.Wk!, (w) => w / 2);
    claim.same((await run({ ...inputs, Wq, Wk })).y!, (await run(inputs)).y!, 'y');
  },
  C8: async ({ run, inputs, claim }) => {
    const twice = await run(alongHeads(inputs, (weight, axis) => concatenate(weight, weight, axis)));
    const doubled = await run({ ...inputs, Wo: map(inputs.Wo!, (w) => 2 * w) });
    claim.same(twice.y!, doubled.y!, 'y with every head twice');
  },
  C9: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const { y } = await run(inputs);
    const cotangent = fill(inputs.X!, y!.shape, () => random.integer(-8, 8) / 8);
    const gradient = await vjp(inputs, { y: cotangent });
    const along = (name: string) => inner(A, gradient[name]!, exact(A, inputs[name]!));
    const product = inner(A, y!, exact(A, cotangent));
    claim.equal(along('Wo'), product, 'Wo·dWo');
    claim.equal(along('Wv'), product, 'Wv·dWv');
    claim.equal(along('Wq'), along('Wk'), 'Wq·dWq');
    claim.equal(along('X'), along('Wq'), 'X·dX');
    claim.equal(along('Y'), A.add(along('Wk'), along('Wv')), 'Y·dY');
  }),
  C10: async ({ run, inputs, claim }) => {
    const four = (weight: Tensor) => {
      const twice = concatenate(weight, weight, 1);
      return concatenate(twice, twice, 1);
    };
    const copies = await run({ ...inputs, Wq: four(inputs.Wq!), Wk: four(inputs.Wk!) });
    const doubled = await run({ ...inputs, Wq: map(inputs.Wq!, (w) => 2 * w) });
    claim.same(copies.y!, doubled.y!, 'y of four copies');
  },
  C11: async ({ A, run, inputs, claim }) => {
    // One head, all weights one, tokens 0 and 1: the second gets σ(1), and of twice the tokens 2σ(4).
    const one = (name: keyof Tensors, shape: readonly number[]) => fill(inputs[name]!, shape, () => 1);
    const heads = { Wq: [1, 1, 1], Wk: [1, 1, 1], Wv: [1, 1, 1], Wo: [1, 1, 1] };
    const weights = Object.fromEntries(
      Object.entries(heads).map(([name, shape]) => [name, one(name, shape)]),
    );
    const answered = async (scale: number) => {
      const X = fill(inputs.X!, [1, 2, 1], (n) => n * scale);
      return (await run({ ...weights, X, Y: X })).y!.data[1]!;
    };
    const [plain, doubled] = [await answered(1), await answered(2)];
    claim.equal(plain, A.sigmoid(A.number(1)), 'what the second token gets');
    claim.equal(doubled, A.mul(A.number(2), A.sigmoid(A.number(4))), 'what it gets of twice the tokens');
    const twice = A.mul(A.number(2), plain);
    claim.that(A.equal(doubled, twice) === false, 'of twice the tokens it gets twice as much');
  },
});
