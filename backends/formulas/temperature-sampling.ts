import { formula } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';
import { fromRows, lanesAlongAxis, toRows } from '../lib/lanes.ts';

/** p = softmax(x/T) and dx = p ∘ (dp − Σ dp∘p)/T; for T = 0 the largest share everything, and nothing has a slope. */
export default formula(
  'temperature-sampling(x[...]) -> p[...]',
  (options, _, { x }) => ({
    temperature: options.number('temperature', { least: 0 }),
    lanes: lanesAlongAxis(options, x),
  }),
  (k) => {
    const shares = (rows: Floats, length: number, temperature: number) =>
      temperature === 0
        ? largest(rows, length)
        : k.softmax(k.divide(rows, constant(rows, temperature)), length);
    return {
      forward({ x }, _, { temperature, lanes }) {
        return { p: fromRows(k, shares(toRows(k, x, lanes), lanes.length, temperature), lanes) };
      },

      vjp({ x }, { p: dp }, _, { temperature, lanes }) {
        if (temperature === 0) return { x: zeros(x, x.length) };
        const p = shares(toRows(k, x, lanes), lanes.length, temperature);
        const d = k.softmaxGradient(p, toRows(k, dp, lanes), lanes.length);
        return { x: fromRows(k, k.divide(d, constant(d, temperature)), lanes) };
      },
    };
  },
);

const constant = (like: Floats, value: number): Floats => zeros(like, like.length).fill(value);

/** Equal shares for the largest of each row. */
function largest(rows: Floats, length: number): Floats {
  const shares = zeros(rows, rows.length);
  for (let start = 0; start < rows.length; start += length) {
    const row = [...rows.subarray(start, start + length)];
    const most = Math.max(...row);
    const winners = row.filter((score) => score === most).length;
    for (let n = 0; n < length; n++)
      shares[start + n] = Number.isNaN(most) ? most : Number(row[n] === most) / winners;
  }
  return shares;
}
