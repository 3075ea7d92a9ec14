import type { Tensor, Tensors } from '../../../backends/lib/contract.ts';
import { added } from './adjoints.ts';
import type { Form } from './form.ts';
import { like } from './like.ts';
import type { Machine, Row } from './machine.ts';

/** What stands at step t of x[N,T,D]. */
export function atStep(m: Machine, { shape: [N, T, D], data }: Tensor, t: number): Tensor {
  const values = m.load(data);
  const at = (k: number) => (Math.floor(k / D) * T + t) * D + (k % D);
  return { shape: [N, D], data: m.row(N * D, (k) => values[at(k)]) };
}

/** [N,D] of every step as [N,T,D]. */
export function inTime(m: Machine, steps: readonly Row[], D: number): Row {
  const T = steps.length;
  const at = (k: number) => Math.floor(k / (T * D)) * D + (k % D);
  return m.row(T * steps[0].length, (k) => steps[Math.floor(k / D) % T][at(k)]);
}

/** A form of lstm-cell at every step of a sequence, its states handed on and its gradients handed back. */
export const stepByStep =
  (form: Form): Form =>
  (m) => {
    const cell = form(m);
    const call = { dtype: m.dtype };
    const run = async ({ x, h0, c0, W, U, b }: Tensors) => {
      const states: Tensors[] = [{ h: h0, c: c0 }];
      for (let t = 0; t < x.shape[1]; t++) {
        const { h1, c1 } = await cell.forward({ x: atStep(m, x, t), ...states[t], W, U, b }, {}, call);
        states.push({ h: h1, c: c1 });
      }
      return states;
    };
    return {
      async forward(inputs) {
        const [{ h }, ...states] = await run(inputs);
        const [N, H] = h.shape;
        const data = inTime(
          m,
          states.map(({ h }) => m.load(h.data)),
          H,
        );
        return { h: { shape: [N, states.length, H], data }, c1: states.at(-1)!.c };
      },

      async vjp(inputs, _, cotangents) {
        const { x, h0, W, U, b } = inputs;
        const states = await run(inputs);
        const [T, D] = x.shape.slice(1);
        const back: Record<string, Row>[] = [];
        let later = { h: m.zeros(h0.data.length), c: m.load(cotangents.c1.data) };
        for (let t = T - 1; t >= 0; t--) {
          const own = m.load(atStep(m, cotangents.h, t).data);
          const dh = own.map((v, k) => m.add(v, later.h[k]));
          const gradients = await cell.vjp(
            { x: atStep(m, x, t), ...states[t], W, U, b },
            {},
            { h1: { shape: h0.shape, data: dh }, c1: { shape: h0.shape, data: later.c } },
            call,
          );
          const rows = Object.fromEntries(
            Object.entries(gradients).map(([name, { data }]) => [name, m.load(data)]),
          );
          back.push(rows);
          later = { h: rows.h, c: rows.c };
        }
        const of = (name: string) => back.map((rows) => rows[name]);
        return like(inputs, {
          x: inTime(m, of('x').reverse(), D),
          h0: later.h,
          c0: later.c,
          W: added(m, of('W')),
          U: added(m, of('U')),
          b: added(m, of('b')),
        });
      },
    };
  };
