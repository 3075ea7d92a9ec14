import { prepare } from '../reference/lib/prepare.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/multilayer-perceptron.ts';
import { entries } from './lib/entries.ts';
import { numbers, spectralNorm } from './lib/jacobian.ts';
import { type LawContext, laws, seldom, withGradient } from './lib/laws.ts';
import { type Activation, deltas, eighth, layers, network, outer, sample, trained } from './lib/networks.ts';
import { combine, exact, matmul, transpose } from './lib/products.ts';
import { meanLies } from './lib/sequential.ts';
import { fill, map, slice } from './lib/tensors.ts';
import { drawn, rounded } from './lib/unrolled.ts';

const ACTIVATIONS: readonly Activation[] = ['sigmoid', 'tanh', 'relu'];
const WEIGHTS = ['W1', 'b1', 'W2', 'b2'] as const;

/** Biases by which no sum of eighths comes to zero, where relu has a kink. */
const offTheKink = (inputs: Tensors): Tensors => ({ ...inputs, b1: map(inputs.b1!, (b) => b + 1 / 256) });

const outputShape = ({ x, W2 }: Tensors) => [x!.shape[0]!, W2!.shape[0]!];

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    for (const activation of ACTIVATIONS) {
      const { o } = await run(inputs, { activation });
      claim.same(o!, layers(A, activation, inputs).o, `o with ${activation}`);
    }
  },
  C2: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const one = offTheKink(sample(inputs, 0, 'x'));
    const v = drawn(one.x!, outputShape(one), random);
    const net = layers(A, options.activation as Activation, one);
    const { first, second } = deltas(A, one, net, exact(A, v));
    const gradients = await vjp(one, { o: v });
    claim.same(gradients.W2!, outer(A, second, net.h), 'the gradient of W2');
    claim.same(gradients.W1!, outer(A, first, exact(A, one.x!)), 'the gradient of W1');
    claim.same({ ...gradients.b2!, shape: second.shape }, second, 'the gradient of b2');
    claim.same({ ...gradients.b1!, shape: first.shape }, first, 'the gradient of b1');
  }),
  C3: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const positive = { ...inputs, x: map(slice(inputs.x!, 0, 0, 1), (x) => Math.abs(x) + 1 / 8) };
    const v = drawn(positive.x, outputShape(positive), random);
    const { W1, b1, W2, b2 } = await vjp(positive, { o: v }, { activation: 'sigmoid' });
    for (const [W, b] of [
      [W1!, b1!],
      [W2!, b2!],
    ] as const) {
      const width = W.shape[1]!;
      W.data.forEach((w, n) => {
        const delta = b.data[Math.floor(n / width)]!;
        claim.atMost(A.number(0), A.mul(w, delta), `a weight’s gradient times its neuron’s δ, ${n}`);
      });
    }
    // Two hidden units of opposite sums ±1.
    const entry = (name: string, n: number) => (name === 'W1' ? 1 - 2 * n : 0);
    const pair = { x: fill(inputs.x!, [1, 1], () => 1), ...network(inputs.x!, [1, 2, 1], entry) };
    const up = fill(inputs.x!, [1, 1], () => 1);
    for (const [activation, product] of [
      ['sigmoid', A.div(A.mul(A.sigmoid(A.number(1)), A.sigmoid(A.number(-1))), A.number(16))],
      ['tanh', A.neg(A.div(A.power(A.tanh(A.number(1)), 2), A.number(16)))],
    ] as const) {
      const { W2 } = await vjp(pair, { o: up }, { activation });
      claim.equal(
        A.mul(W2!.data[0]!, W2!.data[1]!),
        product,
        `the product of two gradients with ${activation}`,
      );
    }
  }),
  C4: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const batch = offTheKink(inputs);
    const v = drawn(batch.x!, outputShape(batch), random);
    const whole = await vjp(batch, { o: v });
    const N = batch.x!.shape[0]!;
    const each = await Promise.all(
      Array.from({ length: N }, (_, n) => vjp(sample(batch, n, 'x'), { o: slice(v, 0, n, n + 1) })),
    );
    for (const name of WEIGHTS) {
      const sum = each.map((one) => one[name]!).reduce((a, b) => combine(a, b, A.add));
      claim.same(whole[name]!, sum, `the gradient of ${name}`);
    }
  }),
  C5: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const one = offTheKink(sample(inputs, 0, 'x'));
    const v = drawn(one.x!, outputShape(one), random);
    const { hidden, output } = layers(A, options.activation as Activation, one);
    const diagonal = ({ data }: typeof hidden) => ({
      shape: [data.length, data.length],
      data: data.flatMap((value, i) => data.map((_, j) => (i === j ? value : A.number(0)))),
    });
    const jacobian = [exact(A, one.W2!), diagonal(hidden), exact(A, one.W1!)].reduce(
      (product, factor) => matmul(A, product, factor),
      diagonal(output),
    );
    const back = matmul(A, transpose(jacobian), transpose(exact(A, v)));
    claim.same((await vjp(one, { o: v })).x!, transpose(back), 'the gradient of x');
  }),
  C6: withGradient(async ({ vjp, inputs, random, claim }) => {
    const prepared = prepare(spec);
    const sizes = { D: random.integer(1, 4), H: random.integer(1, 4), K: random.integer(1, 4) };
    for (const { D, H, K } of [sizes, { D: 2, H: 2, K: 1 }]) {
      const net = { x: fill(inputs.x!, [1, D], () => 1), ...network(inputs.x!, [D, H, K], () => 1 / 8) };
      const gradients = await vjp(net, { o: fill(inputs.x!, [1, K], () => 1) });
      const derivatives = WEIGHTS.reduce((sum, name) => sum + gradients[name]!.data.length, 0);
      const held = entries(prepared, WEIGHTS, { D, H, K });
      claim.that(held === H * (D + 1) + K * (H + 1), `${D}-${H}-${K} has ${held} parameters`);
      claim.that(derivatives === held, `${held} parameters have ${derivatives} derivatives`);
    }
    claim.that(entries(prepared, WEIGHTS, { D: 2, H: 2, K: 1 }) === 9, '2-2-1 has not 9 parameters');
  }),
  C7: seldom(
    withGradient(async (context) => {
      const { A, run, vjp, inputs, options, random, claim } = context;
      const [D, H, K, N] = [2, 3, 2, 3];
      const constants = Object.fromEntries(WEIGHTS.map((name) => [name, random.integer(1, 8) / 8]));
      const t = fill(inputs.x!, [N, K], () => random.integer(0, 1));
      const x = drawn(inputs.x!, [N, D], random);
      let net: Tensors = { x, ...network(x, [D, H, K], (name) => constants[name]!) };
      for (let step = 0; step < 6; step++) {
        const o = rounded(A, t, (await run(net)).o!);
        const gradients = await vjp(net, { o: map(o, (value, n) => value - t.data[n]!) });
        net = trained(context, net, gradients, 1 / 2);
        for (let j = 1; j < H; j++) {
          for (let d = 0; d < D; d++)
            claim.equal(
              gradients.W1!.data[j * D + d]!,
              gradients.W1!.data[d]!,
              `the gradient of W1[${j},${d}]`,
            );
          claim.equal(gradients.b1!.data[j]!, gradients.b1!.data[0]!, `the gradient of b1[${j}]`);
          for (let k = 0; k < K; k++)
            claim.equal(
              gradients.W2!.data[k * H + j]!,
              gradients.W2!.data[k * H]!,
              `the gradient of W2[${k},${j}]`,
            );
          const apart = Math.abs(net.W1!.data[j * D]! - net.W1!.data[0]!);
          claim.atMost(
            A.number(apart),
            A.ratio(1n, 2n ** 16n),
            `the distance of unit ${j} after ${step + 1} steps`,
          );
        }
      }
      const empty = { x, ...network(x, [D, H, K], () => 0) };
      for (const activation of ['tanh', 'relu']) {
        const zero = await vjp(empty, { o: fill(t, [N, K], () => 1) }, { ...options, activation });
        for (const value of zero.W1!.data)
          claim.equal(value, A.number(0), `a gradient of W1 with ${activation}`);
      }
    }),
  ),
  C8: seldom(
    withGradient(async (context) => {
      const { vjp, inputs, random } = context;
      const [D, H, K, N] = [3, 3, 2, 4];
      const like = inputs.x!;
      const draw = async () => {
        const x = fill(like, [N, D], () => random.normal());
        const net = { x, ...network(like, [D, H, K], () => random.normal()) };
        const v = fill(like, [N, K], () => random.normal());
        const gradients = await vjp(net, { o: v }, { activation: 'tanh' });
        const [slopes, W] = [numbers(context, gradients.W1!), trained(context, net, gradients, 1 / 2).W1!];
        const rows = Array.from({ length: H }, (_, j) => [...W.data.slice(j * D, (j + 1) * D)]);
        return [Number(differ(slopes) && differ(rows) && Math.abs(determinant(rows)) > 1e-6)];
      };
      await meanLies(draw, { from: 1 / 2, to: 1, tells: 3 / 8 }, 'the share of networks whose units differ');
    }),
  ),
  C9: seldom(
    withGradient(async (context) => {
      const { A, inputs, random, claim } = context;
      const size = 3;
      const like = inputs.x!;
      const draw = () => network(like, [size, size, size], () => eighth(random));
      const nets = Array.from({ length: 5 }, draw);
      const norms = nets.flatMap(({ W1, W2 }) =>
        [W1!, W2!].map((W) => spectralNorm(numbers(context, exact(A, W)))),
      );
      const most = norms.reduce((product, norm) => (product * norm) / 4, 1);
      const x = fill(like, [size, size], () => eighth(random));
      claim.atMost(A.number(await stretch(context, x, nets)), A.number(most * (1 + 2 ** -6)), 'the norm');
      // Signed permutations, of norm one, with the biases that take ½ off every unit below.
      const depth = random.integer(1, 5);
      const unit = () => {
        const order = random.permutation(size);
        const signs = order.map(() => random.pick([-1, 1]));
        return { order, signs };
      };
      const level = (first: boolean) => {
        const [below, above] = [unit(), unit()];
        const matrix = ({ order, signs }: typeof below, n: number) =>
          order[Math.floor(n / size)] === n % size ? signs[Math.floor(n / size)]! : 0;
        return network(like, [size, size, size], (name, n) =>
          name === 'W1'
            ? matrix(below, n)
            : name === 'W2'
              ? matrix(above, n)
              : name === 'b1'
                ? first
                  ? 0
                  : -below.signs[n]! / 2
                : -above.signs[n]! / 2,
        );
      };
      const flat = Array.from({ length: depth }, (_, l) => level(l === 0));
      const norm = await stretch(
        context,
        map(x, () => 0),
        flat,
      );
      const limit = 16 ** -depth;
      claim.atMost(A.number(norm), A.number(limit * (1 + 2 ** -6)), `the norm over ${2 * depth} layers`);
      claim.atMost(A.number(limit * (1 - 2 ** -6)), A.number(norm), 'what the norm reaches');
    }),
  ),
});

const differ = (rows: readonly (readonly number[])[]): boolean =>
  rows.every((a, i) => rows.slice(0, i).every((b) => a.some((x, d) => Math.abs(x - b[d]!) > 1e-5)));

const determinant = ([a, b, c]: readonly (readonly number[])[]): number =>
  a![0]! * (b![1]! * c![2]! - b![2]! * c![1]!) -
  a![1]! * (b![0]! * c![2]! - b![2]! * c![0]!) +
  a![2]! * (b![0]! * c![1]! - b![1]! * c![0]!);

/** The norm of the Jacobian at the first row of x of networks on top of each other, as wide as they are high. */
async function stretch(context: LawContext, x: Tensors[string], nets: readonly Tensors[]): Promise<number> {
  const { A, run, vjp } = context;
  const width = x.shape[1]!;
  const options = { activation: 'sigmoid' };
  const levels: Tensors[] = [];
  let value = fill(x, [width, width], (n) => x.data[n % width]!);
  for (const net of nets) {
    levels.push({ ...net, x: value });
    value = rounded(A, x, (await run(levels.at(-1)!, options)).o!);
  }
  let back = fill(x, [width, width], (n) => (n % width === Math.floor(n / width) ? 1 : 0));
  for (const level of levels.reverse()) back = rounded(A, x, (await vjp(level, { o: back }, options)).x!);
  return spectralNorm(numbers(context, exact(A, back)));
}
