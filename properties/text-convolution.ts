import type { Tensor } from '../spec/lib/tensor.ts';
import spec from '../spec/text-convolution.ts';
import { laws, withGradient } from './lib/laws.ts';
import { fill, map, slice } from './lib/tensors.ts';

type Text = Record<'x' | 'w' | 'b', Tensor>;

export default laws(spec, {
  C1: async ({ run, inputs, random, claim }) => {
    const { x, w } = inputs as Text;
    const [T, K] = [x.shape[1]!, w.shape[1]!];
    const { y } = await run(inputs);
    const p = random.integer(0, T - K);
    const own = slice(y!, 1, p, p + 1);
    const alone = await run({ ...inputs, x: slice(x, 1, p, p + K) });
    claim.same(alone.y!, own, `window ${p} as a text of its own`);
    const D = x.shape[2]!;
    const inside = (n: number) => {
      const t = Math.floor(n / D) % T;
      return t >= p && t < p + K;
    };
    const other = await run({ ...inputs, x: map(x, (v, n) => (inside(n) ? v : v + 1)) });
    claim.same(slice(other.y!, 1, p, p + 1), own, `window ${p} with other words around it`);
  },
  C2: async ({ run, inputs, claim }) => {
    const { x, w } = inputs as Text;
    const [N, T, D] = x.shape as [number, number, number];
    const K = w.shape[1]!;
    // One word more in front, so that there is a window to lose.
    const longer = fill(x, [N, T + 1, D], (n) => {
      const [sample, t, d] = [Math.floor(n / ((T + 1) * D)), Math.floor(n / D) % (T + 1), n % D];
      return t === 0 ? 1 : x.data[(sample * T + t - 1) * D + d]!;
    });
    const { y } = await run({ ...inputs, x: longer });
    const places = T + 1 - K + 1;
    claim.that(y!.shape[1] === places, `there are ${y!.shape[1]} windows of ${K} in ${T + 1} words`);
    claim.same((await run(inputs)).y!, slice(y!, 1, 1, places), 'the responses from the second window on');
  },
  C3: async ({ run, inputs, random, claim }) => {
    const { w, b } = inputs as Text;
    const f = random.integer(0, b.data.length - 1);
    const { y } = await run(inputs);
    const alone = await run({ ...inputs, w: slice(w, 0, f, f + 1), b: slice(b, 0, f, f + 1) });
    claim.same(alone.y!, slice(y!, 2, f, f + 1), `filter ${f} alone`);
  },
  C4: async ({ A, run, inputs, claim }) => {
    const { x, w, b } = inputs as Text;
    const [F, D] = [b.data.length, x.shape[2]!];
    const one = slice(w, 1, 0, 1);
    (await run({ ...inputs, w: one })).y!.data.forEach((value, n) => {
      const [word, f] = [Math.floor(n / F), n % F];
      const products = Array.from({ length: D }, (_, d) =>
        A.number(one.data[f * D + d]! * x.data[word * D + d]!),
      );
      const sum = A.sum([...products, A.number(b.data[f]!)]);
      claim.equal(value, A.max(A.number(0), sum), `filter ${f} at word ${word}`);
    });
  },
  C5: withGradient(async ({ A, run, vjp, inputs, claim }) => {
    const shut = { ...inputs, b: map(inputs.b!, (v) => v - 4096) };
    const { y } = await run(shut);
    for (const value of y!.data) claim.equal(value, A.number(0), 'a response of a filter that is shut');
    const ones = fill(inputs.x!, y!.shape, () => 1);
    for (const [name, { data }] of Object.entries(await vjp(shut, { y: ones })))
      for (const value of data) claim.equal(value, A.number(0), `the gradient of ${name}`);
  }),
});
