import type { Tensor } from '../spec/lib/tensor.ts';
import spec from '../spec/output-recurrent-rnn.ts';
import { claimCausal, claimTwoRuns } from './lib/causal.ts';
import { laws, withGradient } from './lib/laws.ts';
import { combine, exact, matmul, transpose } from './lib/products.ts';
import { fill, map, slice } from './lib/tensors.ts';
import { affine, calmed, drawn, onlyAt, slopes, stepOf, total } from './lib/unrolled.ts';

type Net = Record<'x' | 'o0' | 'W' | 'U' | 'b' | 'V' | 'c', Tensor>;

export default laws(spec, {
  C1: (context) => claimCausal(context, ['h', 'o']),
  C2: async ({ run, inputs, random, claim }) => {
    const { x, W, c } = inputs as Net;
    const T = x.shape[1]! + 1;
    const numbers = { x: drawn(x, [1, T, 2], random), U: drawn(W, [2, 1], random) };
    const [p, q] = [random.integer(1, 8) / 8, random.integer(-8, 0) / 8];
    // Two units whose sum goes out; in the second run they have exchanged what they read first.
    const net = (first: readonly [number, number]) => ({
      x: map(numbers.x, (v, n) => (n < 2 ? first[n]! : v)),
      o0: fill(x, [1, 1], () => 0),
      W: fill(W, [2, 2], (n) => (n === 0 || n === 3 ? 1 : 0)),
      U: numbers.U,
      b: fill(c, [2], () => 0),
      V: fill(W, [1, 2], () => 0.5),
      c: fill(c, [1], () => 0.25),
    });
    const [one, other] = [await run(net([p, q])), await run(net([q, p]))];
    claim.equal(one.h!.data[0]!, other.h!.data[1]!, 'the first state, exchanged');
    claim.same(one.o!, other.o!, 'o');
    claim.same(slice(one.h!, 1, 1, T), slice(other.h!, 1, 1, T), 'h after the first step');
  },
  C3: (context) => claimTwoRuns(context, calmed(context.inputs, 'U'), { from: 'o', into: 'o0' }),
  C4: async ({ A, run, inputs, claim }) => {
    const { x, o0, W, U, b, V, c } = inputs as Net;
    const { h } = await run(inputs);
    const back = transpose(matmul(A, exact(A, U), exact(A, V)));
    const shift = matmul(A, { shape: [1, c.data.length], data: exact(A, c).data }, transpose(exact(A, U)));
    const nothing = map(b, () => 0);
    let state = exact(A, o0);
    for (let t = 0; t < x.shape[1]!; t++) {
      const read = affine(A, stepOf(exact(A, x), t), W, b);
      const recurrent =
        t === 0
          ? [affine(A, state, U, nothing)]
          : [
              matmul(A, state, back),
              { ...read, data: read.data.map((_, n) => shift.data[n % b.data.length]!) },
            ];
      const sums = total(A, [read, ...recurrent]);
      state = { ...sums, data: sums.data.map(A.tanh) };
      claim.same(stepOf(h!, t), state, `h at step ${t}`);
    }
  },
  C5: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const { x, o0, W, U, V } = inputs as Net;
    const T = x.shape[1]!;
    const { h, o } = await run(inputs);
    const sent = onlyAt(drawn(o0, o!.shape, random), random.integer(0, T - 1));
    const gradient = await vjp(inputs, { o: sent });
    let delta = exact(
      A,
      fill(o0, [x.shape[0]!, U.shape[0]!], () => 0),
    );
    let shared = exact(
      A,
      map(W, () => 0),
    );
    for (let t = T - 1; t >= 0; t--) {
      const arriving = total(A, [stepOf(exact(A, sent), t), matmul(A, delta, exact(A, U))]);
      delta = combine(matmul(A, arriving, exact(A, V)), slopes(A, stepOf(h!, t)), A.mul);
      claim.same(stepOf(gradient.x!, t), matmul(A, delta, exact(A, W)), `the gradient of input ${t}`);
      shared = total(A, [shared, matmul(A, transpose(delta), stepOf(exact(A, x), t))]);
    }
    claim.same(gradient.o0!, matmul(A, delta, exact(A, U)), 'the gradient of o0');
    claim.same(gradient.W!, shared, 'the gradient of W');
    const eighth = (tensor: Tensor) => map(tensor, () => 1 / 8);
    const small = { x: eighth(x), o0: eighth(o0), W: eighth(W), U: eighth(U), V: eighth(V) };
    const ones = onlyAt(
      fill(o0, o!.shape, () => 1),
      T - 1,
    );
    const reached = (
      await vjp({ ...inputs, ...small, b: map(inputs.b!, () => 0), c: map(inputs.c!, () => 0) }, { o: ones })
    ).x!;
    for (const value of reached.data) claim.atMost(A.number(2 ** -30), value, 'the gradient of an input');
  }),
});
