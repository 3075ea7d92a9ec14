import type { FormulaImplementation, Tensors } from '../lib/contract.ts';
import type { Engine } from './engine.ts';
import type { Numbers } from './heap.ts';

type Formulas = Readonly<Record<string, FormulaImplementation>>;

/** The formulas with each call in a scope of the heap, and its answers copied out of it. */
export const onHeap = (engine: Engine, formulas: Formulas): Formulas =>
  Object.fromEntries(Object.entries(formulas).map(([name, formula]) => [name, scoped(engine, formula)]));

function scoped(engine: Engine, { forward, vjp, ...formula }: FormulaImplementation): FormulaImplementation {
  const out = (run: () => unknown) => engine.call(() => copied(engine, run() as Tensors));
  return {
    ...formula,
    forward: (...call) => out(() => forward(...call)),
    ...(vjp && { vjp: (...call: Parameters<typeof vjp>) => out(() => vjp(...call)) }),
  };
}

function copied({ heap }: Engine, tensors: Tensors): Tensors {
  const own = <A extends Numbers>(data: A): A => (heap.holds(data) ? (data.slice() as A) : data);
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { shape, data }]) => [name, { shape, data: own(data) }]),
  );
}
