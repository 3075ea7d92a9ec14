import type { Values } from '../reference/lib/evaluate.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/transition-layer.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { exact, inner, matmul } from './lib/products.ts';
import { fill, lanes, map } from './lib/tensors.ts';
import { drawn } from './lib/unrolled.ts';

type Layer = Record<'x' | 'gamma' | 'beta' | 'w', Tensor>;
type Shape = [N: number, C: number, H: number, W: number];

/** Maps [N,C,H,W] as a row of N·H·W numbers for each channel, in the order of samples, rows and columns. */
function byChannel<T>({ shape, data }: Values<T>): Values<T> {
  const [N, C, H, W] = shape as unknown as Shape;
  const pixels = H * W;
  return {
    shape: [C, N * pixels],
    data: Array.from({ length: data.length }, (_, at) => {
      const [c, n, pixel] = [Math.floor(at / (N * pixels)), Math.floor(at / pixels) % N, at % pixels];
      return data[(n * C + c) * pixels + pixel]!;
    }),
  };
}

/** Maps with every pixel of others as a window of four. */
function enlarged(x: Tensor): Tensor {
  const [N, C, H, W] = x.shape as unknown as Shape;
  return fill(x, [N, C, 2 * H, 2 * W], (at) => {
    const [plane, i, j] = [Math.floor(at / (4 * H * W)), Math.floor(at / (2 * W)) % (2 * H), at % (2 * W)];
    return x.data[(plane * H + Math.floor(i / 2)) * W + Math.floor(j / 2)]!;
  });
}

/** Mean and biased variance of each channel. */
function statistics({ A }: Pick<LawContext, 'A'>, x: Tensor) {
  return lanes(byChannel(exact(A, x)), 1).map((row) => {
    const count = A.number(row.length);
    const mean = A.div(A.sum(row), count);
    const off = row.map((v) => A.sub(v, mean));
    return { off, variance: A.div(A.sum(off.map((v) => A.mul(v, v))), count) };
  });
}

const epsOf = ({ A, options }: LawContext): Value => A.number(Number(options.eps));

const vector = (values: readonly Value[]): Values<Value> => ({
  shape: [values.length, 1],
  data: [...values],
});

export default laws(spec, {
  C1: async ({ run, inputs, random, claim }) => {
    const { x, w } = inputs as Layer;
    const [N, C] = x.shape as unknown as Shape;
    const [H, W] = [random.integer(2, 7), random.integer(2, 7)];
    const { y } = await run({ ...inputs, x: drawn(x, [N, C, H, W], random) });
    const expected = [N, w.shape[0]!, Math.floor(H / 2), Math.floor(W / 2)];
    claim.that(String(y!.shape) === String(expected), `maps of ${H}×${W} become [${y!.shape}]`);
  },
  C2: async (context) => {
    const { A, run, inputs, claim } = context;
    const { x, gamma, beta, w } = inputs as Layer;
    const eps = epsOf(context);
    const normal = statistics(context, x).flatMap(({ off, variance }, c) => {
      const deviation = A.sqrt(A.add(variance, eps));
      const [scale, shift] = [A.number(gamma.data[c]!), A.number(beta.data[c]!)];
      return off.map((v) => A.add(A.mul(scale, A.div(v, deviation)), shift));
    });
    const { y } = await run({ ...inputs, x: enlarged(x) });
    const product = matmul(A, exact(A, w), { shape: byChannel(exact(A, x)).shape, data: normal });
    claim.same(byChannel(y!), product, 'y, a row for each channel,');
  },
  C3: async ({ A, run, inputs, claim }) => {
    const { x, w } = inputs as Layer;
    const C = x.shape[1]!;
    const identity = fill(w, [C, C], (n) => (Math.floor(n / C) === n % C ? 1 : 0));
    const pooled = (await run({ ...inputs, w: identity })).y!;
    const { y } = await run(inputs);
    claim.same(byChannel(y!), matmul(A, exact(A, w), byChannel(pooled)), 'y, a row for each channel,');
  },
  C4: async ({ A, run, inputs, random, claim }) => {
    const { x, beta, w } = inputs as Layer;
    const [, C, H, W] = x.shape as unknown as Shape;
    const level = Array.from({ length: C }, () => random.integer(-8, 8) / 8);
    const flat = map(x, (_, n) => level[Math.floor(n / (H * W)) % C]!);
    const { y } = await run({ ...inputs, x: flat });
    const outputs = matmul(A, exact(A, w), vector(exact(A, beta).data)).data;
    lanes(byChannel(y!), 1).forEach((row, e) => {
      for (const value of row) claim.equal(value, outputs[e]!, `channel ${e}`);
    });
  },
  C5: async ({ run, inputs, options, random, claim }) => {
    const { x } = inputs as Layer;
    const [, C, H, W] = x.shape as unknown as Shape;
    const shift = Array.from({ length: C }, () => random.integer(-8, 8) / 4);
    const { y } = await run(inputs);
    const moved = map(x, (v, n) => v + shift[Math.floor(n / (H * W)) % C]!);
    claim.same((await run({ ...inputs, x: moved })).y!, y!, 'y of the shifted maps');
    const doubled = await run(
      { ...inputs, x: map(x, (v) => 2 * v) },
      { ...options, eps: 4 * Number(options.eps) },
    );
    claim.same(doubled.y!, y!, 'y of the doubled maps');
  },
  C6: async ({ A, run, inputs, random, claim }) => {
    const { x, beta, w } = inputs as Layer;
    const [N, C, H, W] = x.shape as unknown as Shape;
    const even = drawn(x, [N, C, 2 * Math.floor(H / 2), 2 * Math.floor(W / 2)], random);
    const { y } = await run({ ...inputs, x: even });
    const means = matmul(A, exact(A, w), vector(exact(A, beta).data)).data;
    lanes(byChannel(y!), 1).forEach((row, e) => {
      claim.equal(A.div(A.sum(row), A.number(row.length)), means[e]!, `the mean of channel ${e}`);
    });
  },
  C7: withGradient(async (context) => {
    const { A, vjp, inputs, claim } = context;
    const { x, gamma } = inputs as Layer;
    const gradient = await vjp(inputs, { y: cotangent(context, inputs) });
    const rows = lanes(byChannel(gradient.x!), 1);
    const eps = epsOf(context);
    statistics(context, x).forEach(({ off, variance }, c) => {
      claim.equal(A.sum(rows[c]!), A.number(0), `Σ dx in channel ${c}`);
      const weighed = A.sum(off.map((v, n) => A.mul(v, rows[c]![n]!)));
      const share = A.div(eps, A.add(variance, eps));
      const through = A.mul(A.mul(gradient.gamma!.data[c]!, A.number(gamma.data[c]!)), share);
      claim.equal(weighed, through, `Σ (x − mu)·dx in channel ${c}`);
    });
  }),
  C8: withGradient(async (context) => {
    const { A, run, vjp, inputs, claim } = context;
    const { w, gamma, beta } = inputs as Layer;
    const dy = cotangent(context, inputs);
    const { y } = await run(inputs);
    const gradient = await vjp(inputs, { y: dy });
    const product = inner(A, y!, exact(A, dy));
    claim.equal(inner(A, exact(A, w), gradient.w!), product, '⟨w, dw⟩');
    const affine = A.add(
      inner(A, exact(A, gamma), gradient.gamma!),
      inner(A, exact(A, beta), gradient.beta!),
    );
    claim.equal(affine, product, '⟨gamma, dgamma⟩ + ⟨beta, dbeta⟩');
  }),
});

function cotangent({ random }: LawContext, { x, w }: Tensors): Tensor {
  const [N, , H, W] = x!.shape as unknown as Shape;
  return drawn(x!, [N, w!.shape[0]!, Math.floor(H / 2), Math.floor(W / 2)], random);
}
