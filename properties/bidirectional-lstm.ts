import { evaluate, type Values } from '../reference/lib/evaluate.ts';
import { prepare } from '../reference/lib/prepare.ts';
import spec from '../spec/bidirectional-lstm.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import oneWay from '../spec/lstm.ts';
import { entries } from './lib/entries.ts';
import { type LawContext, laws, type Value } from './lib/laws.ts';
import { fill, map } from './lib/tensors.ts';
import {
  claimApart,
  claimMerged,
  claimOwnSides,
  halves,
  reversed,
  sideBySide,
} from './lib/two-directions.ts';
import { affine, drawn, stepOf, total } from './lib/unrolled.ts';

const FORWARD = ['hf0', 'cf0', 'Wf', 'Uf', 'bf'];
const BACKWARD = ['hb0', 'cb0', 'Wb', 'Ub', 'bb'];
const CONCAT = { merge: 'concat' };
const SUM = { merge: 'sum' };

const widthOf = ({ hf0 }: Tensors): number => hf0!.shape[1]!;

/** The states of a one-way network with the parameters of one direction, as its own definition gives them. */
function alone({ A }: LawContext, inputs: Tensors, [h0, c0, W, U, b]: readonly string[], x: Tensor) {
  const net = { x, h0: inputs[h0!]!, c0: inputs[c0!]!, W: inputs[W!]!, U: inputs[U!]!, b: inputs[b!]! };
  return evaluate(prepare(oneWay), prepare(oneWay).truth.definition, A, net, {}).h!;
}

export default laws(spec, {
  C1: async (context) => {
    const { run, inputs, claim } = context;
    const [forward, backward] = halves((await run(inputs, CONCAT)).h!, widthOf(inputs));
    claim.same(forward, alone(context, inputs, FORWARD, inputs.x!), 'the forward half');
    claim.same(
      backward,
      reversed(alone(context, inputs, BACKWARD, reversed(inputs.x!))),
      'the backward half',
    );
  },
  C2: (context) =>
    claimApart(sideBySide(context), widthOf(context.inputs), { forward: FORWARD, backward: BACKWARD }),
  C3: async (context) => {
    await claimOwnSides(sideBySide(context), widthOf(context.inputs));
    const { A, run, inputs, claim } = context;
    const [N, , D] = inputs.x!.shape as [number, number, number];
    // The same word at both ends of a sentence, with positive weights: one has more behind it, the other before it.
    const positive = Object.fromEntries(
      Object.entries(inputs).map(([name, tensor]) => [
        name,
        map(tensor, () => (name.includes('0') ? 0 : 1 / 2)),
      ]),
    );
    const h = (await run({ ...positive, x: fill(inputs.x!, [N, 3, D], () => 1 / 2) }, CONCAT)).h!;
    const [first, last] = [halves(h, widthOf(inputs)), halves(h, widthOf(inputs))].map(([f, b], n) => ({
      f: stepOf(f, n * 2).data,
      b: stepOf(b, n * 2).data,
    })) as [Sides, Sides];
    first.f.forEach((value, n) => {
      claim.atMost(A.number(2 ** -10), A.sub(last.f[n]!, value), 'how far the forward halves differ');
      claim.atMost(A.number(2 ** -10), A.sub(first.b[n]!, last.b[n]!), 'how far the backward halves differ');
    });
  },
  C4: (context) => claimMerged(context, widthOf(context.inputs), FORWARD, BACKWARD),
  C5: async ({ A, run, inputs, random, claim }) => {
    const H = widthOf(inputs);
    const { h } = await run(inputs, CONCAT);
    claim.that(h!.shape[2] === 2 * H, `the concatenation of ${H} and ${H} has ${h!.shape[2]} columns`);
    const [left, right] = [0, 1].map(() => drawn(inputs.Wf!, [2, H], random)) as [Tensor, Tensor];
    const none = fill(inputs.bf!, [2], () => 0);
    const both = fill(inputs.Wf!, [2, 2 * H], (n) => {
      const [row, column] = [Math.floor(n / (2 * H)), n % (2 * H)];
      return column < H ? left.data[row * H + column]! : right.data[row * H + column - H]!;
    });
    const separately = async (names: readonly string[]): Promise<Values<Value>> => {
      const silent = Object.fromEntries(names.map((name) => [name, map(inputs[name]!, () => 0)]));
      return (await run({ ...inputs, ...silent }, SUM)).h!;
    };
    const [forward, backward] = [await separately(BACKWARD), await separately(FORWARD)];
    for (let t = 0; t < inputs.x!.shape[1]!; t++) {
      const parts = [affine(A, stepOf(forward, t), left, none), affine(A, stepOf(backward, t), right, none)];
      claim.same(affine(A, stepOf(h!, t), both, none), total(A, parts), `a linear layer at ${t}`);
    }
  },
  C6: ({ claim }) => {
    const prepared = prepare(spec);
    const sizes = { N: 1, T: 3, D: 5, H: 7 };
    const blocks = (name: string, one: number) => entries(prepared, [name], sizes, CONCAT) / one;
    const gates = ['Wf', 'Wb']
      .map((name) => blocks(name, 7 * 5))
      .concat(['Uf', 'Ub'].map((u) => blocks(u, 49)));
    const all = gates.reduce((sum, n) => sum + n, 0) + 2;
    claim.that(all === 18, `${all} matrices`);
    claim.that(gates.length + 2 === 6, `${gates.length + 2} stacks of matrices`);
    const direction = entries(prepared, ['Wf', 'Uf', 'bf'], sizes, CONCAT);
    const single = entries(prepare(oneWay), ['W', 'U', 'b'], sizes);
    claim.that(direction === single, `a direction has ${direction} parameters, an LSTM ${single}`);
  },
});

interface Sides {
  readonly f: readonly Value[];
  readonly b: readonly Value[];
}
