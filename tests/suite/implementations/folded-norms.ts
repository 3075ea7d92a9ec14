import js from '../../../backends/js/index.ts';
import type { Form, Forms } from './form.ts';
import type { Machine } from './machine.ts';

/** Which statistics an element of x[N,C,L] is normalised by. */
type Part = (n: number, shape: readonly number[], options: Readonly<Record<string, unknown>>) => number;

/** x·scale + (beta − mean·scale), as libraries fold a norm into one product and one sum. */
const folded =
  (
    formula: string,
    partOf: Part,
    last: (m: Machine, x: number, scale: number, shift: number) => number,
  ): Form =>
  (m) => {
    const { forward, vjp } = js.formulas[formula];
    return {
      vjp: vjp!,
      forward(inputs, options, call) {
        const { x, gamma, beta } = inputs;
        const [, C, L] = x.shape;
        const [values, scales, shifts] = [m.load(x.data), m.load(gamma.data), m.load(beta.data)];
        const parts = new Map<number, number[]>();
        values.forEach((_, n) => {
          const part = partOf(n, x.shape, options);
          parts.set(part, [...(parts.get(part) ?? []), n]);
        });
        const data = m.zeros(values.length);
        for (const places of parts.values()) {
          const count = places.length;
          const mean = m.div(
            m.sum(count, (i) => values[places[i]]),
            count,
          );
          const d = places.map((n) => m.sub(values[n], mean));
          const squares = m.dot(
            count,
            (i) => d[i],
            (i) => d[i],
          );
          const root = m.sqrt(m.add(m.div(squares, count), m.constant(options.eps as number)));
          for (const n of places) {
            const c = Math.floor(n / L) % C;
            const scale = m.mul(m.div(1, root), scales[c]);
            data[n] = last(m, values[n], scale, m.sub(shifts[c], m.mul(mean, scale)));
          }
        }
        return { ...forward(inputs, options, call), y: { shape: x.shape, data } };
      },
    };
  };

const forms = (formula: string, partOf: Part): Forms => ({
  'scale and shift': folded(formula, partOf, (m, x, scale, shift) => m.add(m.mul(x, scale), shift)),
  'scale and shift, fused': folded(formula, partOf, (m, x, scale, shift) => m.fma(x, scale, shift)),
});

export const instanceNorm = forms('instance-norm', (n, [, , L]) => Math.floor(n / L));
export const groupNorm = forms('group-norm', (n, [, C, L], { groups }) =>
  Math.floor(n / ((C / Number(groups)) * L)),
);
export const batchNorm = forms('batch-norm', (n, [, C, L]) => Math.floor(n / L) % C);
