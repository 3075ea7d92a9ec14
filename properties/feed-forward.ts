import { prepare } from '../reference/lib/prepare.ts';
import spec from '../spec/feed-forward.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import { entries } from './lib/entries.ts';
import { laws, withGradient } from './lib/laws.ts';
import { combine, exact, matmul, transpose } from './lib/products.ts';
import { map, reorder, slice } from './lib/tensors.ts';

type Net = Record<'x' | 'W1' | 'b1' | 'W2' | 'b2', Tensor>;
const PARAMETERS = ['W1', 'b1', 'W2', 'b2'] as const;

/** Every hidden unit far to one side of its threshold. */
const moved = ({ b1, ...net }: Tensors, by: number): Tensors => ({ ...net, b1: map(b1!, (b) => b + by) });

export default laws(spec, {
  C1: async ({ run, inputs, random, claim }) => {
    const { x } = inputs as Net;
    const order = random.permutation(x.shape[1]!);
    const { y } = await run(inputs);
    claim.same((await run({ ...inputs, x: reorder(x, 1, order) })).y!, reorder(y!, 1, order), 'y reordered');
    const t = random.integer(0, x.shape[1]! - 1);
    const alone = await run({ ...inputs, x: slice(x, 1, t, t + 1) });
    claim.same(alone.y!, slice(y!, 1, t, t + 1), `position ${t} alone`);
  },
  C2: ({ random, claim }) => {
    const [D, F] = [random.integer(1, 64), random.integer(1, 256)];
    const counts = [1, 2, 50].map((T) => entries(prepare(spec), PARAMETERS, { N: 1, T, D, F }));
    for (const count of counts)
      claim.that(count === 2 * D * F + F + D, `${count} parameters for D = ${D}, F = ${F}`);
  },
  C3: async ({ A, run, inputs, claim }) => {
    const { W1, W2, b2 } = inputs as Net;
    const D = b2.data.length;
    (await run(moved(inputs, -4096))).y!.data.forEach((value, n) => {
      claim.equal(value, A.number(b2.data[n % D]!), `y[${n}] with all units shut`);
    });
    const open = moved(inputs, 4096) as Net;
    const { x, b1 } = open;
    const rows = { shape: [x.data.length / D, D], data: exact(A, x).data };
    const F = b1.data.length;
    const hidden = matmul(A, rows, transpose(exact(A, W1)));
    const sums = { ...hidden, data: hidden.data.map((a, n) => A.add(a, A.number(b1.data[n % F]!))) };
    const out = matmul(A, sums, transpose(exact(A, W2)));
    (await run(open)).y!.data.forEach((value, n) => {
      claim.equal(value, A.add(out.data[n]!, A.number(b2.data[n % D]!)), `y[${n}] with all units open`);
    });
  },
  C4: async ({ run, inputs, random, claim }) => {
    const { W1, b1, W2 } = inputs as Net;
    const order = random.permutation(b1.data.length);
    const other = { W1: reorder(W1, 0, order), b1: reorder(b1, 0, order), W2: reorder(W2, 1, order) };
    claim.same((await run({ ...inputs, ...other })).y!, (await run(inputs)).y!, 'y');
  },
  C5: async ({ run, inputs, claim }) => {
    const { W1, b1, W2 } = inputs as Net;
    const twice = (tensor: Tensor) => map(tensor, (v) => 2 * v);
    const other = { W1: twice(W1), b1: twice(b1), W2: map(W2, (v) => v / 2) };
    claim.same((await run({ ...inputs, ...other })).y!, (await run(inputs)).y!, 'y');
  },
  C6: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const { x } = inputs as Net;
    const y = map(x, () => random.integer(-8, 8) / 8);
    const whole = await vjp(inputs, { y });
    const T = x.shape[1]!;
    const parts = await Promise.all(
      Array.from({ length: T }, (_, t) =>
        vjp({ ...inputs, x: slice(x, 1, t, t + 1) }, { y: slice(y, 1, t, t + 1) }),
      ),
    );
    for (const name of PARAMETERS) {
      const sum = parts.map((part) => part[name]!).reduce((total, one) => combine(total, one, A.add));
      claim.same(whole[name]!, sum, `the gradient of ${name}`);
    }
  }),
});
