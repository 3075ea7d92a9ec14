import type { Tensor, Tensors } from '../../spec/lib/tensor.ts';
import type { Edge } from './graph.ts';
import type { LawContext } from './laws.ts';
import { map } from './tensors.ts';
import { changed, stepOf } from './unrolled.ts';

/** The network with small inputs and equal positive weights: nothing saturates and nothing cancels. */
export function mild(inputs: Tensors): Tensors {
  const like = (name: string, tensor: Tensor) =>
    name === 'b' || name === 'c'
      ? map(tensor, () => 0)
      : map(tensor, (v) => (tensor.shape.length === 2 && /^[WUV]$/u.test(name) ? 1 / 8 : v / 32));
  return Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, like(name, tensor)]));
}

/** Which of the states h[N,T,H] move when the input of one step does: found by moving each. */
export async function influences(
  { A, run, claim }: Pick<LawContext, 'A' | 'run' | 'claim'>,
  net: Tensors,
): Promise<Pick<Edge, 'from' | 'to'>[]> {
  const T = net.x!.shape[1]!;
  const before = (await run(net)).h!;
  const waits: Pick<Edge, 'from' | 'to'>[] = [];
  for (let s = 0; s < T; s++) {
    const after = (await run({ ...net, x: changed(net.x!, (t) => t === s, 1) })).h!;
    const moved = (t: number) =>
      stepOf(after, t).data.some((v, n) => A.equal(v, stepOf(before, t).data[n]!) === false);
    claim.that(moved(s), `input ${s} does not reach its own step`);
    for (let t = 0; t < T; t++)
      if (moved(t)) waits.push({ from: s === t ? `input ${s}` : `state ${s}`, to: `state ${t}` });
  }
  return waits;
}
