import { evaluate } from '../reference/lib/evaluate.ts';
import { prepare } from '../reference/lib/prepare.ts';
import conv2d from '../spec/conv2d.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/locally-connected2d.ts';
import { entries } from './lib/entries.ts';
import { each, inner, offset } from './lib/images.ts';
import { laws, withGradient } from './lib/laws.ts';
import { fill, map } from './lib/tensors.ts';

const convolution = prepare(conv2d);

function parts(inputs: Tensors) {
  const { x, w, b } = inputs as Record<'x' | 'w' | 'b', Tensor>;
  const [P, Q, E, D, R, S] = w.shape as [number, number, number, number, number, number];
  return { x, w, b, P, Q, E, D, R, S, N: x.shape[0]! };
}

/** The kernel and bias of the first position, and copies of them at all others. */
function copied(inputs: Tensors) {
  const { x, w, b, E, D, R, S } = parts(inputs);
  const kernel = E * D * R * S;
  const copies = { x, w: map(w, (_, n) => w.data[n % kernel]!), b: map(b, (_, n) => b.data[n % E]!) };
  const shared = { x, w: fill(w, [E, D, R, S], (n) => w.data[n]!), b: fill(b, [E], (n) => b.data[n]!) };
  return { copies, shared };
}

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const { copies, shared } = copied(inputs);
    const options = { stride: 1, pad: 0, dilation: 1, groups: 1 };
    const { y } = evaluate(convolution, convolution.truth.definition, A, shared, options);
    claim.same((await run(copies)).y!, y!, 'y of copies of one kernel');
  },
  C2: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const { x, N, P, Q, E, D, R, S } = parts(inputs);
    const dy = fill(x, [N, E, P, Q], () => random.integer(-8, 8) / 8);
    const { w, b } = await vjp(copied(inputs).copies, { y: dy });
    const over = <T>(count: number, f: (n: number) => T) => Array.from({ length: count }, (_, n) => f(n));
    const kernel = E * D * R * S;
    for (let n = 0; n < kernel; n++) {
      const [e, d, r, s] = [
        Math.floor(n / (D * R * S)),
        Math.floor(n / (R * S)) % D,
        Math.floor(n / S) % R,
        n % S,
      ];
      const shared = over(N * P * Q, (place) => {
        const [m, p, q] = [Math.floor(place / (P * Q)), Math.floor(place / Q) % P, place % Q];
        const pixel = x.data[offset(x.shape, [m, d, p + r, q + s])]!;
        return A.number(pixel * dy.data[offset(dy.shape, [m, e, p, q])]!);
      });
      const sum = A.sum(over(P * Q, (place) => w!.data[place * kernel + n]!));
      claim.equal(sum, A.sum(shared), `the gradients of the copies of weight ${n}, added up,`);
    }
    for (let e = 0; e < E; e++) {
      const sum = A.sum(over(P * Q, (place) => b!.data[place * E + e]!));
      const came = Array.from(dy.data).filter((_, n) => Math.floor(n / (P * Q)) % E === e);
      claim.equal(sum, A.sum(came.map((c) => A.number(c))), `the gradients of the copies of bias ${e}`);
    }
  }),
  C3: async ({ run, inputs, claim }) => {
    const { w, b, P, Q, E, D, R, S } = parts(inputs);
    const [places, filters] = [(await run(inputs)).y!.shape.slice(2), { D, E, R, S }];
    const positions = places[0]! * places[1]!;
    for (const [name, own] of [
      ['w', w],
      ['b', b],
    ] as const) {
      const shared = entries(convolution, [name], filters);
      const local = entries(prepare(spec), [name], { ...filters, P, Q });
      claim.that(local === positions * shared, `${name} has ${local} entries, shared ones ${shared}`);
      claim.that(own.data.length === local, `${name} holds ${own.data.length} numbers, must hold ${local}`);
    }
  },
  C4: async ({ run, inputs, random, claim }) => {
    const { w, b, P, Q, E } = parts(inputs);
    const place = random.integer(0, P * Q - 1);
    const kernel = w.data.length / (P * Q);
    const others = {
      ...inputs,
      w: map(w, (v, n) => (Math.floor(n / kernel) === place ? v : v + 1)),
      b: map(b, (v, n) => (Math.floor(n / E) === place ? v : v - 1)),
    };
    const { y } = await run(inputs);
    each((await run(others)).y!, ([, , p, q], value, where, n) => {
      if (p * Q + q === place) claim.equal(value, y!.data[n]!, `y${where} with other weights elsewhere`);
    });
  },
  C5: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const { x, w, b } = parts(inputs);
    const { y } = await run({ ...inputs, b: map(b, () => 0) });
    const dy = fill(x, y!.shape, () => random.integer(-8, 8) / 8);
    const gradient = await vjp(inputs, { y: dy });
    const product = inner(A, y!, dy);
    claim.equal(inner(A, gradient.x!, x), product, '⟨gradient of x, x⟩');
    claim.equal(inner(A, gradient.w!, w), product, '⟨gradient of w, w⟩');
  }),
});
