import { isFailure } from '../../../backends/lib/failure.ts';
import type { Tensor, Tensors } from '../../../spec/lib/tensor.ts';
import type { Case } from '../case.ts';
import { drawCase } from '../draw-case.ts';
import { hash } from '../random.ts';
import type { Subject } from '../subject.ts';
import { type Check, CONFORMS } from './check.ts';

/** A function of its inputs and of nothing else: no state, no writing into what it was given. */
export const purity = (subject: Subject): Check => ({
  kind: 'purity',
  title: 'the same call gives the same answer and leaves its inputs alone',
  cases: {},
  share: 0.2,
  async try(value) {
    const before = copies(value.inputs);
    const first = await subject.forward(value);
    const kept = copies(first);
    const altered = changed(before, value.inputs);
    if (altered) return { verdict: 'wrong', says: `it writes into its input '${altered}'` };
    const shared = aliased(value.inputs, first);
    if (shared) return { verdict: 'wrong', says: `its output '${shared}' is the memory of an input` };
    await subject.forward(another(subject, value));
    await answered(subject.forward(turned(value)));
    const overwritten = changed(kept, first);
    if (overwritten)
      return {
        verdict: 'wrong',
        says: `a later call overwrites the output '${overwritten}' of an earlier one`,
      };
    const again = changed(kept, await subject.forward(value));
    if (again)
      return { verdict: 'wrong', says: `'${again}' differs when the same call is made again after another` };
    const arriving = copies(value.cotangents);
    await answered(subject.answer(value, 'gradients'));
    const spoilt = changed(before, value.inputs) ?? changed(arriving, value.cotangents);
    if (spoilt) return { verdict: 'wrong', says: `its gradient writes into '${spoilt}'` };
    return CONFORMS;
  },
});

/** An answer is not wanted; that there is none is for other checks to say. */
async function answered(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
  }
}

/** Other numbers in tensors of the same shapes, whose memory an answer may be kept in. */
const turned = ({ inputs, options }: Case): Pick<Case, 'inputs' | 'options'> => ({
  options,
  inputs: Object.fromEntries(
    Object.entries(inputs).map(([name, { shape, data }]) => [name, { shape, data: data.slice().reverse() }]),
  ),
});

/** A case of the same formula to come between two equal calls. */
const another = ({ prepared, entry }: Subject, { dtype, seed }: Case): Case =>
  drawCase(prepared, { dtype, limits: entry }, hash(`another ${seed}`));

const copies = (tensors: Tensors): Tensors =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, { shape, data }]) => [
      name,
      { shape: [...shape], data: data.slice() },
    ]),
  );

/** The first tensor that is no longer bit for bit what it was. */
function changed(before: Tensors, after: Tensors): string | undefined {
  return Object.keys(before).find((name) => {
    const [a, b] = [before[name] as Tensor, after[name] as Tensor];
    return a.data.some((x, n) => !Object.is(x, b.data[n]));
  });
}

function aliased(inputs: Tensors, outputs: Tensors): string | undefined {
  const memory = new Set(Object.values(inputs).map(({ data }) => data.buffer));
  return Object.keys(outputs).find((name) => memory.has(outputs[name]!.data.buffer));
}
