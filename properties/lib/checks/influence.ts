import { dependence, type Traced } from '../../../reference/arithmetic/dependence.ts';
import { float64 } from '../../../reference/arithmetic/float64.ts';
import { compiledFor, leavesOf } from '../../../reference/lib/evaluate.ts';
import { layout } from '../../../reference/lib/layout.ts';
import type { Tensors } from '../../../spec/lib/tensor.ts';
import type { Case } from '../case.ts';
import type { EquationSubject } from '../equation-subject.ts';
import { map } from '../tensors.ts';
import { type Check, CONFORMS } from './check.ts';

const traced = dependence(float64);

/** Masked keys, padded entries, rows of a table that no token names: they may hold anything. */
export const influence = (subject: EquationSubject): Check => ({
  kind: 'influence',
  title: 'what the formula does not read changes nothing',
  cases: {},
  share: 0.2,
  async try(value) {
    const unread = unreadElements(subject, value);
    if (unread.size === 0) return CONFORMS;
    const before = await subject.forward(value);
    const after = await subject.forward({ ...value, inputs: disturbed(value.inputs, unread) });
    for (const [name, { data }] of Object.entries(before))
      for (const [n, x] of data.entries())
        if (!isSame(x, after[name]!.data[n]!)) {
          const entries = [...unread].map(([input, set]) => `${input}[${[...set].slice(0, 4)}]`).join(', ');
          return {
            verdict: 'wrong',
            says: `${name}[${n}] changes from ${x} to ${after[name]!.data[n]} with entries that the formula does not read: ${entries}`,
          };
        }
    return CONFORMS;
  },
});

/** By input, the positions that no output of the formula is computed from. */
function unreadElements(
  { prepared, reading, differentiable }: EquationSubject,
  { inputs, options }: Case,
): Map<string, Set<number>> {
  const checked = reading.definition;
  const plan = layout(prepared.spec, checked, inputs, options);
  let bits = 0;
  const leaves = leavesOf<Traced>(checked, plan, inputs, (x) => traced.input(x, bits++));
  traced.takeDecisions();
  const outputs = compiledFor(checked, traced)(leaves, plan.sizes, options) as Record<string, Traced[]>;
  const read = Object.values(outputs)
    .flat()
    .reduce((all, { from }) => all | from, traced.takeDecisions());
  const unread = new Map<string, Set<number>>();
  for (const name of differentiable) {
    const order = plan.restore(name, leaves[name] as Traced[]);
    const positions = order.flatMap(({ from }, n) => ((from & read) === 0n ? [n] : []));
    if (positions.length > 0) unread.set(name, new Set(positions));
  }
  return unread;
}

const disturbed = (inputs: Tensors, unread: ReadonlyMap<string, ReadonlySet<number>>): Tensors =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, tensor]) => {
      const positions = unread.get(name);
      return [name, positions ? map(tensor, (x, n) => (positions.has(n) ? 1000 - x : x)) : tensor];
    }),
  );

/** A mask that multiplies leaves a zero of either sign. */
const isSame = (x: number, y: number): boolean => x === y || (Number.isNaN(x) && Number.isNaN(y));
