import spec from '../spec/causal-attention.ts';
import type { OptionValues, Tensor, Tensors } from '../spec/lib/tensor.ts';
import { laws, withGradient } from './lib/laws.ts';
import { exact, inner } from './lib/products.ts';
import { fill, lanes, map, slice } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const { B, N, M } = sizes(inputs);
    const V = fill(inputs.V!, [B, M, M], (n) => (n % M === Math.floor(n / M) % M ? 1 : 0));
    lanes((await run({ ...inputs, V })).y!, 2).forEach((weights, row) => {
      const visible = keysOf(inputs, options, Math.floor(row / N), row % N);
      weights.forEach((weight, j) => {
        if (!visible.includes(j)) claim.equal(weight, A.number(0), `weight ${j} of query ${row}`);
        else claim.atMost(A.number(0), weight, `zero beside weight ${j} of query ${row}`);
      });
      claim.equal(A.sum(weights), A.number(visible.length > 0 ? 1 : 0), `the sum of query ${row}`);
    });
  },
  C2: async ({ run, inputs, options, random, claim }) => {
    const { N, M } = sizes(inputs);
    const j = random.integer(0, M - 1);
    const earlier = Math.max(0, Math.min(N, j - shift(inputs, options)));
    if (earlier === 0) return;
    const { y } = await run({ ...inputs, K: changed(inputs.K!, j), V: changed(inputs.V!, j) });
    const before = slice((await run(inputs)).y!, 1, 0, earlier);
    claim.same(slice(y!, 1, 0, earlier), before, `y before key ${j}`);
  },
  C3: async ({ run, inputs, random, claim }) => {
    const { M } = sizes(inputs);
    const j = random.integer(0, M - 1);
    const seen = map(inputs.seen!, (one, n) => (n % M === j ? 0 : one));
    const { y } = await run({ ...inputs, seen, K: changed(inputs.K!, j), V: changed(inputs.V!, j) });
    claim.same(y!, (await run({ ...inputs, seen })).y!, 'y after changing what is padding');
  },
  C4: async ({ run, inputs, options, random, claim }) => {
    const top = { ...options, align: 'top-left' };
    const { N, M } = sizes(inputs);
    const [queries, keys] = [random.integer(1, N), random.integer(1, M)];
    const rows = Math.min(queries, keys);
    const start = {
      Q: slice(inputs.Q!, 1, 0, rows),
      K: slice(inputs.K!, 1, 0, keys),
      V: slice(inputs.V!, 1, 0, keys),
      seen: slice(inputs.seen!, 1, 0, keys),
    };
    const whole = slice((await run(inputs, top)).y!, 1, 0, rows);
    claim.same((await run(start, top)).y!, whole, 'y of the start alone');
  },
  C5: async ({ run, inputs, options, claim }) => {
    const right = { ...options, align: 'bottom-right' };
    const { N } = sizes(inputs);
    const { y } = await run({ ...inputs, Q: slice(inputs.Q!, 1, N - 1, N) }, right);
    claim.same(y!, slice((await run(inputs, right)).y!, 1, N - 1, N), 'y of the last query alone');
  },
  C6: async ({ A, run, inputs, options, claim }) => {
    const { N, M, D, E } = sizes(inputs);
    const K = map(inputs.K!, (_, n) => inputs.K!.data[Math.floor(n / (M * D)) * M * D + (n % D)]!);
    (await run({ ...inputs, K })).y!.data.forEach((value, n) => {
      const [sample, i, e] = [Math.floor(n / (N * E)), Math.floor(n / E) % N, n % E];
      const visible = keysOf(inputs, options, sample, i);
      if (visible.length === 0) return;
      const terms = visible.map((j) => A.number(inputs.V!.data[(sample * M + j) * E + e]!));
      claim.equal(value, A.div(A.sum(terms), A.number(visible.length)), `output ${n}`);
    });
  },
  C7: withGradient(async ({ A, run, vjp, inputs, options, random, claim }) => {
    const { B, N, M, D, E } = sizes(inputs);
    const seen = map(inputs.seen!, (one, n) => (n % M === 0 ? 0 : one));
    const blind = (row: number) =>
      keysOf({ ...inputs, seen }, options, Math.floor(row / N), row % N).length === 0;
    const { y } = await run({ ...inputs, seen });
    const cotangent = fill(inputs.V!, [B, N, E], () => random.integer(-8, 8) / 8);
    const { Q } = await vjp({ ...inputs, seen }, { y: cotangent });
    for (let row = 0; row < B * N; row++) {
      if (!blind(row)) continue;
      for (let e = 0; e < E; e++) claim.equal(y!.data[row * E + e]!, A.number(0), `y of query ${row}`);
      for (let d = 0; d < D; d++)
        claim.equal(Q!.data[row * D + d]!, A.number(0), `the gradient of query ${row}`);
    }
  }),
  C8: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const { B, N, M, E } = sizes(inputs);
    const i = random.integer(0, N - 1);
    const at = (n: number) => Math.floor(n / E) % N === i;
    const y = fill(inputs.V!, [B, N, E], (n) => (at(n) ? random.integer(-8, 8) / 8 : 0));
    const { K, V } = await vjp(inputs, { y });
    for (const gradient of [K!, V!]) {
      const width = gradient.shape[2]!;
      gradient.data.forEach((value, n) => {
        const [sample, j] = [Math.floor(n / (M * width)), Math.floor(n / width) % M];
        if (keysOf(inputs, options, sample, i).includes(j)) return;
        claim.equal(value, A.number(0), `the gradient of key ${j} from query ${i}`);
      });
    }
  }),
  C9: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const { B, N, E } = sizes(inputs);
    const y = fill(inputs.V!, [B, N, E], () => random.integer(-8, 8) / 8);
    const { Q, K } = await vjp(inputs, { y });
    for (const lane of lanes(K!, 1)) claim.equal(A.sum(lane), A.number(0), 'the sum of the gradient of K');
    const along = inner(A, Q!, exact(A, inputs.Q!));
    claim.equal(along, inner(A, K!, exact(A, inputs.K!)), 'Q·dQ');
  }),
});

function sizes({ Q, V }: Tensors) {
  const [B, N, D] = Q!.shape as [number, number, number];
  const [, M, E] = V!.shape as [number, number, number];
  return { B, N, M, D, E };
}

/** How many more keys than its own number a query sees. */
function shift(inputs: Tensors, options: OptionValues): number {
  const { N, M } = sizes(inputs);
  return options.align === 'bottom-right' ? M - N : 0;
}

/** The keys that query i of a sample may see. */
function keysOf(inputs: Tensors, options: OptionValues, sample: number, i: number): number[] {
  const { M } = sizes(inputs);
  const last = i + shift(inputs, options);
  return Array.from({ length: M }, (_, j) => j).filter(
    (j) => j <= last && inputs.seen!.data[sample * M + j] === 1,
  );
}

/** Other numbers at place j of every sample. */
function changed(tensor: Tensor, j: number): Tensor {
  const [, M, width] = tensor.shape as [number, number, number];
  return map(tensor, (x, n) => (Math.floor(n / width) % M === j ? 5 - 2 * x : x));
}
