import { evaluate } from '../reference/lib/evaluate.ts';
import { prepare } from '../reference/lib/prepare.ts';
import spec from '../spec/bidirectional-gru.ts';
import oneWay from '../spec/gru.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import { type LawContext, laws } from './lib/laws.ts';
import {
  claimApart,
  claimMerged,
  claimOwnSides,
  halves,
  reversed,
  sideBySide,
} from './lib/two-directions.ts';

const FORWARD = ['hf0', 'Wf', 'Uf', 'bf'];
const BACKWARD = ['hb0', 'Wb', 'Ub', 'bb'];

const widthOf = ({ hf0 }: Tensors): number => hf0!.shape[1]!;

/** The states of a one-way network with the parameters of one direction, as its own definition gives them. */
function alone({ A }: LawContext, inputs: Tensors, [h0, W, U, b]: readonly string[], x: Tensor) {
  const net = { x, h0: inputs[h0!]!, W: inputs[W!]!, U: inputs[U!]!, b: inputs[b!]! };
  return evaluate(prepare(oneWay), prepare(oneWay).truth.definition, A, net, {}).h!;
}

export default laws(spec, {
  C1: async (context) => {
    const { run, inputs, claim } = context;
    const [forward, backward] = halves((await run(inputs, { merge: 'concat' })).h!, widthOf(inputs));
    claim.same(forward, alone(context, inputs, FORWARD, inputs.x!), 'the forward half');
    const fromTheEnd = reversed(alone(context, inputs, BACKWARD, reversed(inputs.x!)));
    claim.same(backward, fromTheEnd, 'the backward half');
  },
  C2: (context) =>
    claimApart(sideBySide(context), widthOf(context.inputs), { forward: FORWARD, backward: BACKWARD }),
  C3: (context) => claimOwnSides(sideBySide(context), widthOf(context.inputs)),
  C4: (context) => claimMerged(context, widthOf(context.inputs), FORWARD, BACKWARD),
});
