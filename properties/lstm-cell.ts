import type { Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/lstm-cell.ts';
import { concatenate } from './lib/concatenate.ts';
import { gateSum, held, nearly, OPEN, SHUT } from './lib/gates.ts';
import { laws, withGradient } from './lib/laws.ts';
import { combine, exact } from './lib/products.ts';
import { map } from './lib/tensors.ts';

const INPUT = 0;
const FORGET = 1;
const CANDIDATE = 2;
const OUTPUT = 3;

/** The inputs with `by` added to every cell. */
const raised = (inputs: Tensors, by: number): Tensors => ({ ...inputs, c: map(inputs.c!, (c) => c + by) });

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    for (const value of (await run(inputs)).h1!.data) claim.atMost(A.abs(value), A.number(1), '|h1|');
  },
  C2: async ({ A, run, inputs, claim }) => {
    const { c1 } = await run(held(held(inputs, INPUT, SHUT), FORGET, OPEN));
    nearly(A, claim, c1!, exact(A, inputs.c!), 'c1');
  },
  C3: async ({ A, run, inputs, claim }) => {
    const shut = held(held(held(inputs, INPUT, SHUT), FORGET, SHUT), OUTPUT, SHUT);
    const { h1, c1 } = await run(shut);
    const nothing = exact(
      A,
      map(inputs.c!, () => 0),
    );
    nearly(A, claim, h1!, nothing, 'h1');
    nearly(A, claim, c1!, nothing, 'c1');
  },
  C4: async ({ A, run, inputs, claim }) => {
    const { c1 } = await run(inputs);
    c1!.data.forEach((value, n) => {
      const most = A.number(Math.abs(inputs.c!.data[n]!) + 1);
      claim.atMost(A.abs(value), most, `|c1| element ${n}`);
    });
  },
  C5: async ({ A, run, inputs, claim }) => {
    const forgetting = held(inputs, FORGET, SHUT);
    const [one, other] = [await run(forgetting), await run(raised(forgetting, 3))];
    nearly(A, claim, one.c1!, other.c1!, 'c1');
    nearly(A, claim, one.h1!, other.h1!, 'h1');
    const overwriting = held(forgetting, INPUT, OPEN);
    const sum = gateSum(A, overwriting, CANDIDATE);
    const replaced = (await run(overwriting)).c1!;
    nearly(A, claim, replaced, { ...sum, data: sum.data.map(A.tanh) }, 'c1');
    const most = A.add(A.number(1), A.ratio(1n, 2n ** 100n));
    for (const value of replaced.data) claim.atMost(A.abs(value), most, '|c1|');
  },
  C6: async ({ A, run, inputs, claim }) => {
    const keeping = held(inputs, FORGET, OPEN);
    const added = async (by: number) => {
      const from = raised(keeping, by);
      return combine((await run(from)).c1!, exact(A, from.c!), A.sub);
    };
    nearly(A, claim, await added(0), await added(3), 'what is added to c');
  },
  C7: async ({ A, run, inputs, claim }) => {
    const open = await run(held(inputs, OUTPUT, OPEN));
    const shut = await run(held(inputs, OUTPUT, SHUT));
    claim.same(shut.c1!, open.c1!, 'c1 with the output gate shut');
    nearly(A, claim, open.h1!, { ...open.c1!, data: open.c1!.data.map(A.tanh) }, 'h1');
    for (const value of shut.h1!.data) claim.atMost(A.abs(value), A.ratio(1n, 2n ** 100n), '|h1|');
  },
  C8: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const [c0, c1, c2] = await Promise.all([0, 1, 2].map(async (by) => (await run(raised(inputs, by))).c1!));
    const slope = combine(c1!, c0!, A.sub);
    claim.same(combine(c2!, c1!, A.sub), slope, 'the second step of c1');
    for (const value of slope.data) {
      claim.atMost(A.number(0), value, 'zero beside the slope');
      claim.atMost(value, A.number(1), 'the slope');
    }
    const cotangent = map(inputs.c!, () => random.integer(-8, 8) / 8);
    const { c } = await vjp(inputs, { c1: cotangent });
    claim.same(c!, combine(slope, exact(A, cotangent), A.mul), 'the gradient of c');
  }),
  C9: async ({ A, run, inputs, random, claim }) => {
    const bias = random.integer(-16, 16) / 8;
    const leaky = (b: number) => held(held(inputs, INPUT, b), FORGET, -b);
    const [one, other] = [await run(leaky(bias)), await run(leaky(-bias))];
    const candidate = gateSum(A, inputs, CANDIDATE);
    const both = combine(exact(A, inputs.c!), candidate, (c, z) => A.add(c, A.tanh(z)));
    claim.same(combine(one.c1!, other.c1!, A.add), both, 'the sum of both means');
    const share = A.sigmoid(A.number(bias));
    const mean = combine(exact(A, inputs.c!), candidate, (c, z) =>
      A.add(A.mul(A.sub(A.number(1), share), c), A.mul(share, A.tanh(z))),
    );
    claim.same(one.c1!, mean, 'c1');
  },
  C10: async ({ run, inputs, claim }) => {
    const { x, h, W, U } = inputs;
    const joined = await run({
      ...inputs,
      x: concatenate(x!, h!, 1),
      W: concatenate(W!, U!, 2),
      U: map(U!, () => 0),
    });
    const split = await run(inputs);
    claim.same(joined.h1!, split.h1!, 'h1 of the concatenation');
    claim.same(joined.c1!, split.c1!, 'c1 of the concatenation');
  },
  C11: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const bias = random.integer(-16, 16) / 8;
    const from = held(inputs, OUTPUT, bias);
    const { c1 } = await run(from);
    const forget = combine((await run(raised(from, 1))).c1!, c1!, A.sub);
    const cotangent = map(inputs.c!, () => random.integer(-8, 8) / 8);
    const { c } = await vjp(from, { h1: cotangent });
    const output = A.sigmoid(A.number(bias));
    const slope = c1!.data.map((value) => {
      const t = A.tanh(value);
      return A.mul(output, A.sub(A.number(1), A.mul(t, t)));
    });
    const passed = combine(exact(A, cotangent), { shape: c1!.shape, data: slope }, A.mul);
    claim.same(c!, combine(passed, forget, A.mul), 'the gradient of c');
  }),
});
