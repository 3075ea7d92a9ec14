import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

export default algorithm({
  name: 'grid-cells',
  family: 'statistics',
  title: 'How many cells a grid has, and how many of them the data reach',
  sources: [
    'Bellman (1961), Adaptive control processes',
    'Goodfellow, Bengio & Courville (2016), Deep learning, section 5.11.1',
  ],

  signature: 'grid_cells(points[N,d] in k; k, d) -> cells, occupied',
  steps: [
    'Each of d axes is cut into k parts; a point is given by the part that it lies in on every axis.',
    'The grid has cells = k^d.',
    'A cell is occupied if at least one point lies in it.',
  ],
  options: { k: int(2, 5, 3), d: int(1, 4, 2) },
  sizes: { N: [1, 6] },

  laws: {
    C1: 'no more cells are occupied than there are points, nor than there are cells',
    C2: 'with a point in every cell that can be written down all are occupied, and without one of them one is not',
    C3: 'another axis multiplies the cells by k, so n points reach at most n / k^d of them: the bound falls by k with every axis, and the occupied share never rises',
    C4: 'points repeated or in another order occupy the same cells',
    C5: 'a million points occupy at most one cell in a hundred of ten parts on eight axes',
  },
  examples: [
    {
      says: 'ten parts on one, two and three axes are 10, 100 and 1000 cells: here 1000',
      inputs: {
        points: [
          [0, 0, 0],
          [9, 9, 9],
          [0, 0, 0],
        ],
      },
      options: { k: 10, d: 3 },
      outputs: { cells: 1000, occupied: 2 },
    },
    {
      says: 'ten parts on eight axes are a hundred million cells',
      inputs: { points: [[1, 2, 3, 4, 5, 6, 7, 8]] },
      options: { k: 10, d: 8 },
      outputs: { cells: 100000000, occupied: 1 },
      row: '001/statistics.curse-of-dimensionality',
    },
    {
      says: 'four points fill two parts on two axes',
      inputs: {
        points: [
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ],
      },
      options: { k: 2, d: 2 },
      outputs: { cells: 4, occupied: 4 },
    },
  ],
  variants: {
    'axes-times-parts': {
      kind: 'mistake',
      says: 'k · d cells',
      rule: { cells: 'product' },
    },
    'd-to-the-k': {
      kind: 'mistake',
      says: 'd^k cells, base and exponent exchanged',
      rule: { cells: 'exchanged' },
    },
    'points-counted': {
      kind: 'mistake',
      says: 'every point counted as a cell of its own',
      rule: { distinct: false },
    },
    'last-axis-alone': {
      kind: 'mistake',
      says: 'cells told apart by their last axis alone',
      rule: { axes: 'last' },
    },
  },
  pitfalls: ['the count is exponential in the dimension and only polynomial in the parts of an axis'],

  rows: { '001/statistics.curse-of-dimensionality': ['law C1', 'law C3', 'law C5'] },
});
