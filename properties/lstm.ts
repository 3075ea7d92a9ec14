import { evaluate } from '../reference/lib/evaluate.ts';
import { prepare } from '../reference/lib/prepare.ts';
import gru from '../spec/gru-cell.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/lstm.ts';
import cell from '../spec/lstm-cell.ts';
import rnn from '../spec/rnn-cell.ts';
import { claimCausal, firstSteps } from './lib/causal.ts';
import { entries } from './lib/entries.ts';
import { flagsLearned } from './lib/flagged.ts';
import { held, nearly, OPEN, SHUT } from './lib/gates.ts';
import { laws, seldom, withGradient } from './lib/laws.ts';
import { combine, exact } from './lib/products.ts';
import { meanLies } from './lib/sequential.ts';
import { fill, map, slice } from './lib/tensors.ts';
import { affine, calmed, close, drawn, rounded, stepOf, total } from './lib/unrolled.ts';

const INPUT = 0;
const FORGET = 1;
const CANDIDATE = 2;
const OUTPUT = 3;

const lengthOf = ({ x }: Tensors): number => x!.shape[1]!;
const zero = (tensor: Tensor) => map(tensor, () => 0);

/** One slot of a stack of weights. */
function slot(tensor: Tensor, q: number): Tensor {
  const one = slice(tensor, 0, q, q + 1);
  return { ...one, shape: one.shape.slice(1) };
}

/** The inputs with recurrent weights in one slot alone. */
const recurrentOnly = (inputs: Tensors, q: number): Tensors => {
  const size = inputs.U!.data.length / 4;
  return { ...inputs, U: map(inputs.U!, (u, n) => (Math.floor(n / size) === q ? u : 0)) };
};

export default laws(spec, {
  C1: (context) => claimCausal(context, ['h']),
  C2: async ({ A, run, inputs, claim }) => {
    const { x, h0, c0, W, U, b } = inputs as Record<'x' | 'h0' | 'c0' | 'W' | 'U' | 'b', Tensor>;
    const whole = await run(inputs);
    let [h, c] = [exact(A, h0), exact(A, c0)];
    for (let t = 0; t < lengthOf(inputs); t++) {
      const gate = (q: number): ReturnType<typeof exact> => {
        const read = affine(A, stepOf(exact(A, x), t), slot(W, q), slot(b, q));
        const sums = total(A, [read, affine(A, h, slot(U, q), zero(slot(b, q)))]);
        return { ...sums, data: sums.data.map(q === CANDIDATE ? A.tanh : A.sigmoid) };
      };
      const output = gate(OUTPUT);
      c = combine(combine(gate(FORGET), c, A.mul), combine(gate(INPUT), gate(CANDIDATE), A.mul), A.add);
      h = combine(output, { ...c, data: c.data.map(A.tanh) }, A.mul);
      claim.same(stepOf(whole.h!, t), h, `h at step ${t}`);
    }
    claim.same(whole.c1!, c, 'the last cell state');
    const single = await run(firstSteps(inputs, 1));
    const one = { x: stepOf(x, 0), h: h0, c: c0, W, U, b };
    const { h1, c1 } = evaluate(prepare(cell), prepare(cell).truth.definition, A, one, {});
    claim.same(stepOf(single.h!, 0), h1!, 'h of a single step');
    claim.same(single.c1!, c1!, 'c of a single step');
  },
  C3: async ({ A, run, inputs, random, claim }) => {
    const net = calmed(inputs, 'U');
    const T = lengthOf(net);
    const whole = await run(net);
    const cut = random.integer(1, T);
    const first = await run(firstSteps(net, cut));
    close(A, claim, first.h!, slice(whole.h!, 1, 0, cut), 'h of the first run');
    if (cut === T) return close(A, claim, first.c1!, whole.c1!, 'the last cell state');
    const second = await run({
      ...net,
      x: slice(net.x!, 1, cut, T),
      h0: rounded(A, net.h0!, stepOf(first.h!, cut - 1)),
      c0: rounded(A, net.c0!, first.c1!),
    });
    close(A, claim, second.h!, slice(whole.h!, 1, cut, T), 'h of the second run');
    close(A, claim, second.c1!, whole.c1!, 'the last cell state');
  },
  C4: ({ claim }) => {
    const names = ['W', 'U', 'b'];
    const count = (of: Parameters<typeof prepare>[0], D: number, H: number) =>
      entries(prepare(of), names, { N: 1, T: 1, D, H });
    for (const [d, n, printed] of [
      [64, 128, [98_816, 74_112, 24_704]],
      [3, 4, [128, 96, 32]],
    ] as const)
      for (const [k, of] of [spec, gru, rnn].entries())
        claim.that(count(of, d, n) === printed[k], `${of.name} has ${count(of, d, n)} parameters`);
    for (const [d, n] of [
      [1, 1],
      [7, 2],
      [5, 9],
    ] as const) {
      const lstm = count(spec, d, n);
      claim.that(lstm === 4 * (n * d + n ** 2 + n), `there are ${lstm} parameters`);
      claim.that(lstm === 4 * count(rnn, d, n), `a simple network has ${count(rnn, d, n)}, this ${lstm}`);
      claim.that(3 * lstm === 4 * count(gru, d, n), `a GRU has ${count(gru, d, n)}, this ${lstm}`);
      const long = entries(prepare(spec), names, { N: 9, T: 1000, D: d, H: n });
      claim.that(long === lstm, `a long sequence has ${long} parameters`);
    }
  },
  C5: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const short = firstSteps(inputs, 1);
    const [N, H] = inputs.h0!.shape as [number, number];
    const unit = random.integer(0, H - 1);
    const one = fill(inputs.h0!, [N, H], (n) => (n % H === unit ? 1 : 0));
    const quarter = async (q: number, output: 'h' | 'c1', most: (sample: number) => number) => {
      const cotangent = output === 'h' ? { ...one, shape: [N, 1, H] } : one;
      const { h0 } = await vjp(recurrentOnly(short, q), { [output]: cotangent });
      h0!.data.forEach((slope, n) => {
        const weight = Math.abs(inputs.U!.data[(q * H + unit) * H + (n % H)]!);
        const bound = A.number((weight * most(Math.floor(n / H))) / 4);
        claim.atMost(A.abs(slope), bound, `the slope of ${output} through gate ${q}`);
      });
    };
    await quarter(INPUT, 'c1', () => 1);
    await quarter(FORGET, 'c1', (sample) => Math.abs(inputs.c0!.data[sample * H + unit]!));
    await quarter(OUTPUT, 'h', () => 1);
    // The quarter itself, by a forget gate half open; the candidate's path at zero with an open input gate: U, whole.
    const still: Tensors = {
      ...short,
      x: zero(short.x!),
      h0: zero(short.h0!),
      b: zero(short.b!),
      c0: map(short.c0!, () => 1),
    };
    const reached = (await vjp(recurrentOnly(still, FORGET), { c1: one })).h0!;
    const open = held(recurrentOnly(still, CANDIDATE), INPUT, OPEN);
    const whole = (await vjp(open, { c1: one })).h0!;
    const row = (q: number, scale: number) => ({
      shape: [N, H],
      data: reached.data.map((_, n) => A.number(inputs.U!.data[(q * H + unit) * H + (n % H)]! * scale)),
    });
    claim.same(reached, row(FORGET, 1 / 4), 'the slope through a gate half open');
    nearly(A, claim, whole, row(CANDIDATE, 1), 'the slope through the candidate');
  }),
  C6: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const net: Tensors = { ...inputs, U: zero(inputs.U!) };
    const raised = { ...net, c0: map(net.c0!, (c) => c + 1) };
    const slope = combine((await run(raised)).c1!, (await run(net)).c1!, A.sub);
    let product = exact(
      A,
      map(inputs.c0!, () => 1),
    );
    for (let t = 0; t < lengthOf(inputs); t++) {
      const sums = affine(
        A,
        stepOf(exact(A, inputs.x!), t),
        slot(inputs.W!, FORGET),
        slot(inputs.b!, FORGET),
      );
      product = combine(product, { ...sums, data: sums.data.map(A.sigmoid) }, A.mul);
    }
    claim.same(slope, product, 'the slope of the cell');
    for (const value of slope.data) {
      claim.atMost(A.number(0), value, 'zero beside the slope');
      claim.atMost(value, A.number(1), 'the slope');
    }
    const sent = drawn(inputs.c0!, inputs.c0!.shape, random);
    const { c0 } = await vjp(net, { c1: sent });
    claim.same(c0!, combine(product, exact(A, sent), A.mul), 'the gradient of c0');
  }),
  C7: async ({ A, run, inputs, claim }) => {
    const nothing = { ...firstSteps(inputs, 1), W: zero(inputs.W!), U: zero(inputs.U!) };
    const { h, c1 } = await run(nothing);
    const H = inputs.h0!.shape[1]!;
    const named = (q: number, of: (v: ReturnType<typeof A.number>) => ReturnType<typeof A.number>) =>
      c1!.data.map((_, n) => of(A.number(inputs.b!.data[q * H + (n % H)]!)));
    const [i, f, o] = [named(INPUT, A.sigmoid), named(FORGET, A.sigmoid), named(OUTPUT, A.sigmoid)];
    const candidate = named(CANDIDATE, A.tanh);
    c1!.data.forEach((value, n) => {
      const old = A.mul(f[n]!, A.number(inputs.c0!.data[n]!));
      claim.equal(value, A.add(old, A.mul(i[n]!, candidate[n]!)), 'c1 by its names');
      claim.equal(h!.data[n]!, A.mul(o[n]!, A.tanh(value)), 'h by its names');
    });
    // With h0 = c0 = 0 and all gates alike but one: what each lets through stays inside its activation's range.
    const raised = (await run({ ...nothing, c0: map(inputs.c0!, (c) => c + 1) })).c1!;
    const written = (await run(held({ ...nothing, c0: zero(inputs.c0!) }, INPUT, OPEN))).c1!;
    c1!.data.forEach((value, n) => {
      const gate = A.sub(raised.data[n]!, value);
      claim.atMost(A.number(2 ** -20), gate, 'σ of the forget gate');
      claim.atMost(gate, A.number(1 - 2 ** -20), 'σ of the forget gate');
      claim.atMost(A.abs(written.data[n]!), A.number(1 - 2 ** -20), '|tanh| of the candidate');
    });
  },
  C8: seldom(async ({ run, inputs, random, A }) => {
    const draw = async () => [Number(await flagsLearned({ A, run, inputs, random }))];
    await meanLies(draw, { from: 0.75, to: 1, tells: 0.5 }, 'the share of starts that learn the gates');
  }),
  C9: async ({ A, run, inputs, claim }) => {
    const one = firstSteps(inputs, 1);
    const { c0 } = inputs as { c0: Tensor };
    const free = held(held(one, FORGET, SHUT), INPUT, OPEN);
    const candidate = (await run(free)).c1!;
    for (const [input, forget] of [
      [OPEN, OPEN],
      [OPEN, SHUT],
      [SHUT, OPEN],
      [SHUT, SHUT],
    ] as const) {
      const { c1 } = await run(held(held(one, INPUT, input), FORGET, forget));
      const kept = map(c0, (c) => (forget === OPEN ? c : 0));
      const expected = combine(exact(A, kept), candidate, (c, g) => (input === OPEN ? A.add(c, g) : c));
      nearly(A, claim, c1!, expected, `c1 with gates at ${input} and ${forget}`);
    }
  },
});
