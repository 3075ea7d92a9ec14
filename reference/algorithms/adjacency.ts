import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import { count } from '../lib/layout.ts';

export interface Rule {
  /** Which index of the matrix an edge leaves from. */
  readonly from: 'row' | 'column';
  /** What becomes of several edges between the same nodes. */
  readonly several: 'added' | 'last';
  /** How often an undirected edge from a node to itself counts. */
  readonly loops: 'twice' | 'once';
  /** What is read in the place of the option. */
  readonly directed: 'as-asked' | 'always' | 'never';
  readonly weights: 'given' | 'one';
  /** The degree counts the edges that leave, or those that arrive. */
  readonly degree: 'leaving' | 'arriving';
}

export const STANDARD: Rule = {
  from: 'row',
  several: 'added',
  loops: 'twice',
  directed: 'as-asked',
  weights: 'given',
  degree: 'leaving',
};

/** from, to, weight, all [E] → A[nodes,nodes], degree[nodes]. */
export default function adjacency(
  { from, to, weight }: Tensors,
  { nodes, directed }: OptionValues,
  given: Partial<Rule> = {},
): Tensors {
  const rule = { ...STANDARD, ...given };
  const V = Number(nodes);
  const oneWay = rule.directed === 'as-asked' ? directed === true : rule.directed === 'always';
  const A = new Int32Array(count([V, V]));
  const put = (i: number, j: number, w: number) => {
    const at = rule.from === 'row' ? i * V + j : j * V + i;
    A[at] = w + (rule.several === 'added' ? A[at]! : 0);
  };
  for (const [e, i] of from!.data.entries()) {
    const j = to!.data[e]!;
    const w = rule.weights === 'one' ? 1 : weight!.data[e]!;
    put(i, j, w);
    if (!oneWay && (i !== j || rule.loops === 'twice')) put(j, i, w);
  }
  const degree = Int32Array.from({ length: V }, (_, v) =>
    Array.from({ length: V }, (_, u) => A[rule.degree === 'leaving' ? v * V + u : u * V + v]!).reduce(
      (sum, w) => sum + w,
      0,
    ),
  );
  return { A: { shape: [V, V], data: A }, degree: { shape: [V], data: degree } };
}
