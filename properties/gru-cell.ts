import spec from '../spec/gru-cell.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { concatenate } from './lib/concatenate.ts';
import { gateSum, held, nearly, OPEN, SHUT } from './lib/gates.ts';
import { laws, withGradient } from './lib/laws.ts';
import { combine, exact } from './lib/products.ts';
import { map } from './lib/tensors.ts';

const RESET = 0;
const UPDATE = 1;

const otherState = (inputs: Tensors): Tensors => ({ ...inputs, h: map(inputs.h!, (h) => 1 - h) });

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const { h1 } = await run(inputs);
    const candidate = (await run(held(inputs, UPDATE, SHUT))).h1!;
    const h = exact(A, inputs.h!);
    const leak = A.ratio(1n, 2n ** 100n);
    const [low, high] = [combine(h, candidate, A.min), combine(h, candidate, A.max)];
    h1!.data.forEach((value, n) => {
      claim.atMost(A.sub(low.data[n]!, leak), value, `the lower of h and candidate ${n}`);
      claim.atMost(value, A.add(high.data[n]!, leak), `h1 element ${n}`);
    });
  },
  C2: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const open = held(inputs, UPDATE, OPEN);
    nearly(A, claim, (await run(open)).h1!, exact(A, inputs.h!), 'h1');
    const cotangent = map(inputs.h!, () => random.integer(-8, 8) / 8);
    nearly(A, claim, (await vjp(open, { h1: cotangent })).h!, exact(A, cotangent), 'the gradient of h');
  }),
  C3: async ({ A, run, inputs, claim }) => {
    const simple = held(held(inputs, UPDATE, SHUT), RESET, OPEN);
    const sum = gateSum(A, simple, 2);
    nearly(A, claim, (await run(simple)).h1!, { ...sum, data: sum.data.map(A.tanh) }, 'h1');
  },
  C4: async ({ A, run, inputs, claim }) => {
    const shut = held(held(inputs, UPDATE, SHUT), RESET, SHUT);
    const other = (await run(otherState(shut))).h1!;
    nearly(A, claim, (await run(shut)).h1!, other, 'h1 after another state');
  },
  C5: async ({ A, run, inputs, claim }) => {
    const negated = (name: 'W' | 'U' | 'b') => {
      const tensor = inputs[name]!;
      const slot = tensor.data.length / 3;
      return map(tensor, (x, n) => (Math.floor(n / slot) === UPDATE ? -x : x));
    };
    const [kept, replaced, candidate] = await Promise.all([
      run(inputs),
      run({ ...inputs, W: negated('W'), U: negated('U'), b: negated('b') }),
      run(held(inputs, UPDATE, SHUT)),
    ]);
    const both = combine(exact(A, inputs.h!), candidate.h1!, A.add);
    nearly(A, claim, combine(kept.h1!, replaced.h1!, A.add), both, 'the sum of both');
  },
  C6: async ({ A, run, inputs, claim }) => {
    const h = map(inputs.h!, (value) => Math.max(-1, Math.min(1, value)));
    for (const value of (await run({ ...inputs, h })).h1!.data)
      claim.atMost(A.abs(value), A.number(1), '|h1|');
  },
  C7: async ({ A, run, inputs, random, claim }) => {
    const H = inputs.h!.shape[1]!;
    const open = Array.from({ length: H }, () => random.integer(0, 1));
    const replaced = held(held(inputs, UPDATE, SHUT), RESET, OPEN);
    const b = map(replaced.b!, (bias, n) => (n < H && open[n] === 0 ? SHUT : bias));
    const h = map(replaced.h!, (value, n) => value * open[n % H]!);
    const { h1 } = await run({ ...replaced, b });
    nearly(A, claim, h1!, (await run({ ...replaced, h })).h1!, 'h1');
  },
  C8: async ({ A, run, inputs, claim }) => {
    const open = held(inputs, RESET, OPEN);
    const { x, h, W, U } = open;
    const joined = await run({
      ...open,
      x: concatenate(x!, h!, 1),
      W: concatenate(W!, U!, 2),
      U: map(U!, () => 0),
    });
    nearly(A, claim, joined.h1!, (await run(open)).h1!, 'h1 of the concatenation');
  },
});
