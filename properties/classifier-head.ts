import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { Values } from '../reference/lib/evaluate.ts';
import spec from '../spec/classifier-head.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import type { Claim } from './lib/claim.ts';
import { laws, type Value } from './lib/laws.ts';
import { exact, matmul, transpose } from './lib/products.ts';
import { fill, lanes, map, reorder } from './lib/tensors.ts';

function distributed(A: Arithmetic<Value>, claim: Claim, y: Values<Value>, shape: readonly number[]): void {
  claim.that(String(y.shape) === String(shape), `y has the shape [${y.shape}], must have [${shape}]`);
  for (const shares of lanes(y, 1)) {
    claim.equal(A.sum(shares), A.number(1), 'the sum over the classes');
    for (const share of shares) claim.atMost(A.number(0), share, 'zero beside a share');
  }
}

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    distributed(A, claim, (await run(inputs)).y!, [inputs.x!.shape[0]!, inputs.c!.shape[0]!]);
  },
  C2: async ({ run, inputs, random, claim }) => {
    const more = random.integer(-16, 16) / 8;
    const { y } = await run({ ...inputs, c: map(inputs.c!, (bias) => bias + more) });
    claim.same(y!, (await run(inputs)).y!, `y with all biases ${more} higher`);
  },
  C3: async ({ run, inputs, random, claim }) => {
    const order = random.permutation(inputs.c!.shape[0]!);
    const moved = { V: reorder(inputs.V!, 0, order), c: reorder(inputs.c!, 0, order) };
    const { y } = await run({ ...inputs, ...moved });
    claim.same(y!, reorder((await run(inputs)).y!, 1, order), 'y of the classes reordered');
  },
  C4: async ({ A, run, inputs, claim }) => {
    const open = positive(inputs);
    const of = (name: string) => exact(A, open[name]!);
    const column = (name: string): Values<Value> => ({
      shape: [open[name]!.shape[0]!, 1],
      data: of(name).data,
    });
    const through = (below: Values<Value>, weights: string, bias: string): Values<Value> => {
      const product = matmul(A, of(weights), below);
      const wide = product.shape[1]!;
      return {
        ...product,
        data: product.data.map((v, n) => A.add(v, column(bias).data[Math.floor(n / wide)]!)),
      };
    };
    const scores = transpose(through(through(through(transpose(of('x')), 'W', 'a'), 'U', 'b'), 'V', 'c'));
    const data = lanes(scores, 1).flatMap((lane) => {
      const top = lane.reduce(A.max);
      const weights = lane.map((score) => A.exp(A.sub(score, top)));
      return weights.map((weight) => A.div(weight, A.sum(weights)));
    });
    claim.same((await run(open)).y!, { shape: scores.shape, data }, 'y where ReLU lets all through');
  },
  C5: async ({ A, run, inputs, random, claim }) => {
    const [N, D] = inputs.x!.shape as [number, number];
    const like = inputs.x!;
    const drawn = (...shape: readonly number[]) => fill(like, shape, () => random.integer(-8, 8) / 8);
    const scaled = { W: drawn(8, D), a: drawn(8), U: drawn(4, 8), b: drawn(4), V: drawn(6, 4), c: drawn(6) };
    distributed(A, claim, (await run({ x: like, ...scaled })).y!, [N, 6]);
  },
});

/** Features and weights below the scores without signs: no ReLU cuts anything off. */
const positive = (inputs: Tensors): Tensors => ({
  ...inputs,
  ...Object.fromEntries(
    ['x', 'W', 'a', 'U', 'b'].map((name): [string, Tensor] => [name, map(inputs[name]!, Math.abs)]),
  ),
});
