import type { Machine, Row } from './machine.ts';
import { onto } from './onto.ts';

/** How the cotangents of a matrix's rows reach what it was multiplied by, and the matrix itself. */
export interface Adjoints {
  /** Σ dz[r]·weights[r, …] over the rows. */
  toInput(m: Machine, weights: Row, width: number, dz: Row): Row;
  /** Σ dz[n][r]·inputs[n] over the samples, for every row r. */
  toWeights(m: Machine, dz: readonly Row[], inputs: readonly Row[]): Row;
  toBias(m: Machine, dz: readonly Row[]): Row;
}

/** Each number as one sum. */
export const gathered: Adjoints = {
  toInput: (m, weights, width, dz) =>
    m.row(width, (k) =>
      m.dot(
        dz.length,
        (r) => dz[r],
        (r) => weights[r * width + k],
      ),
    ),
  toWeights(m, dz, inputs) {
    const width = inputs[0].length;
    return m.row(dz[0].length * width, (at) =>
      m.dot(
        dz.length,
        (n) => dz[n][Math.floor(at / width)],
        (n) => inputs[n][at % width],
      ),
    );
  },
  toBias: (m, dz) => m.row(dz[0].length, (r) => m.sum(dz.length, (n) => dz[n][r])),
};

/** Row after row and sample after sample, added to what is there, from the last to the first. */
export const oneByOne: Adjoints = {
  toInput(m, weights, width, dz) {
    const totals = m.zeros(width);
    for (let r = dz.length - 1; r >= 0; r--)
      for (let k = 0; k < width; k++) totals[k] = onto(m, totals[k], weights[r * width + k], dz[r]);
    return totals;
  },
  toWeights(m, dz, inputs) {
    const width = inputs[0].length;
    const totals = m.zeros(dz[0].length * width);
    for (let n = dz.length - 1; n >= 0; n--)
      totals.forEach((total, at) => {
        totals[at] = onto(m, total, inputs[n][at % width], dz[n][Math.floor(at / width)]);
      });
    return totals;
  },
  toBias: (m, dz) =>
    dz.reduceRight((total, row) => total.map((v, r) => m.add(v, row[r])), m.zeros(dz[0].length)),
};

/** Of the rows and of the samples, first one half and then the other. */
export const inHalves: Adjoints = {
  toInput: (m, weights, width, dz) =>
    added(
      m,
      halves(dz.length).map(([from, to]) =>
        gathered.toInput(m, weights.subarray(from * width, to * width), width, dz.subarray(from, to)),
      ),
    ),
  toWeights: (m, dz, inputs) =>
    added(
      m,
      halves(dz.length).map(([from, to]) =>
        gathered.toWeights(m, dz.slice(from, to), inputs.slice(from, to)),
      ),
    ),
  toBias: (m, dz) =>
    added(
      m,
      halves(dz.length).map(([from, to]) => gathered.toBias(m, dz.slice(from, to))),
    ),
};

function halves(length: number): [number, number][] {
  const half = (length + 1) >> 1;
  return half < length
    ? [
        [0, half],
        [half, length],
      ]
    : [[0, length]];
}

/** Σ rows, number by number. */
export const added = (m: Machine, rows: readonly Row[]): Row =>
  m.row(rows[0].length, (k) => m.sum(rows.length, (n) => rows[n][k]));
