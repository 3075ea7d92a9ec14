import spec from '../spec/clip-by-norm.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { exactly } from './lib/steps.ts';
import { fill, map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const length2 = squared(A, (await run(inputs)).y!.data);
    claim.atMost(length2, A.power(A.number(Number(options.c)), 2), 'the squared length of the result');
    claim.atMost(length2, squared(A, exactly(A, inputs.g!).data), 'the squared length of the result');
  },
  C2: async ({ A, run, inputs, claim }) => {
    const g = exactly(A, inputs.g!).data;
    const y = (await run(inputs)).y!.data;
    y.forEach((value, i) => {
      claim.atMost(A.number(0), A.mul(value, g[i]!), `y times g along ${i}`);
      for (let j = 0; j < i; j++)
        claim.equal(A.mul(value, g[j]!), A.mul(y[j]!, g[i]!), `y[${i}] times g[${j}]`);
    });
  },
  C3: async ({ A, run, inputs, options, claim }) => {
    const within = exactly(A, shrunk(inputs.g!, Number(options.c)));
    claim.same((await run({ g: shrunk(inputs.g!, Number(options.c)) })).y!, within, 'y within the cap');
    const none = map(inputs.g!, () => 0);
    claim.same((await run({ g: none })).y!, exactly(A, none), 'y of a zero gradient');
  },
  C4: async ({ A, run, inputs, options, random, claim }) => {
    const unit = 2 ** random.integer(-6, 6);
    const at = (scale: number) => fill(inputs.g!, [2], (k) => unit * scale * (k === 0 ? 3 : -4));
    const capped = { ...options, c: 5 * unit };
    claim.same((await run({ g: at(4) }, capped)).y!, exactly(A, at(1)), 'a gradient four times the cap, cut');
    claim.same((await run({ g: at(1) }, capped)).y!, exactly(A, at(1)), 'what was cut, cut again');
  },
  C5: async ({ run, inputs, options, claim }) => {
    const g = stretched(inputs.g!, Number(options.c));
    const doubled = map(g, (x) => 2 * x);
    claim.same((await run({ g: doubled })).y!, (await run({ g })).y!, 'y of twice the gradient');
  },
  C6: async ({ A, run, inputs, options, claim }) => {
    const doubled = { ...options, c: 2 * Number(options.c) };
    const { y } = await run({ g: map(inputs.g!, (x) => 2 * x) }, doubled);
    (await run(inputs)).y!.data.forEach((value, k) => {
      claim.equal(y!.data[k]!, A.mul(A.number(2), value), `y[${k}] of everything doubled`);
    });
  },
  C7: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    // Of signs alone, too: what is special about a largest entry of 1 shows.
    const g = stretched(
      random.integer(0, 1) === 0 ? inputs.g! : map(inputs.g!, Math.sign),
      Number(options.c),
    );
    const cotangent = map(g, () => random.integer(-8, 8) / 8);
    const back = await vjp({ g }, { y: cotangent });
    const along = A.sum(back.g!.data.map((x, k) => A.mul(x, A.number(g.data[k]!))));
    claim.equal(along, A.number(0), 'the gradient’s product with g');
  }),
});

const squared = (A: LawContext['A'], values: readonly Value[]): Value =>
  A.sum(values.map((x) => A.power(x, 2)));

const length = ({ data }: Tensor): number => Math.hypot(...data);

/** Halved until it is well within the cap. */
function shrunk(g: Tensor, c: number): Tensor {
  let within = g;
  while (length(within) > c / 2) within = map(within, (x) => x / 2);
  return within;
}

/** Not zero, and doubled until it is well beyond the cap. */
function stretched(g: Tensor, c: number): Tensor {
  let beyond = map(g, (x, k) => (k === 0 && x === 0 ? 1 : x));
  while (length(beyond) < 2 * c) beyond = map(beyond, (x) => 2 * x);
  return beyond;
}
