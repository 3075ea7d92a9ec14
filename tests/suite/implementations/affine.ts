import type { Tensors } from '../../../backends/lib/contract.ts';
import type { Machine, Row } from './machine.ts';
import { onto } from './onto.ts';

/** The weights of W x + U h + b, row after row. */
export interface Affine {
  readonly W: Row;
  readonly U: Row;
  readonly b: Row;
  readonly D: number;
  readonly H: number;
}

/** With the slots of W[slots,H,D], where there are any, below one another. */
export const affineOf = (m: Machine, { W, U, b }: Tensors): Affine => ({
  ...{ W: m.load(W.data), U: m.load(U.data), b: m.load(b.data) },
  ...{ D: W.shape.at(-1)!, H: U.shape.at(-1)! },
});

export const between = ({ W, U, b, D, H }: Affine, from: number, to: number): Affine => ({
  ...{ W: W.subarray(from * D, to * D), U: U.subarray(from * H, to * H), b: b.subarray(from, to), D, H },
});

/** Row r of W x + U h + b. */
export type RowOf = (m: Machine, affine: Affine, x: Row, h: Row, r: number) => number;

export const along = (m: Machine, weights: Row, r: number, inputs: Row, start?: number): number =>
  m.dot(
    inputs.length,
    (k) => weights[r * inputs.length + k],
    (k) => inputs[k],
    start,
  );

export const biasLast: RowOf = (m, { W, U, b }, x, h, r) =>
  m.add(m.add(along(m, W, r, x), along(m, U, r, h)), b[r]);

export const biasFirst: RowOf = (m, { W, U, b }, x, h, r) => along(m, U, r, h, along(m, W, r, x, b[r]));

/** [W U b] times x, h and 1 one below the other. */
export const concatenated: RowOf = (m, { W, U, b, D, H }, x, h, r) => {
  const weights = [...W.subarray(r * D, (r + 1) * D), ...U.subarray(r * H, (r + 1) * H), b[r]];
  const inputs = [...x, ...h, 1];
  return m.dot(
    inputs.length,
    (n) => weights[n],
    (n) => inputs[n],
  );
};

/** Column after column, whatever the machine's order: the state's, then the input's. */
export const byColumns: RowOf = (m, { W, U, b, D, H }, x, h, r) => {
  let total = b[r];
  h.forEach((v, k) => {
    total = onto(m, total, v, U[r * H + k]);
  });
  x.forEach((v, d) => {
    total = onto(m, total, v, W[r * D + d]);
  });
  return total;
};
