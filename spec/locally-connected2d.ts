import { formula } from './lib/formula.ts';

/** One sample with one channel, by its rows. */
const image = <Entry>(...rows: Entry[][]): Entry[][][][] => [[rows]];

export default formula({
  name: 'locally-connected2d',
  family: 'convolution',
  title: 'Windows as of a convolution, with a kernel of its own at every position',
  sources: [
    'LeCun (1989), Generalization and network design strategies',
    'Taigman et al. (2014), DeepFace: closing the gap to human-level performance in face verification',
  ],

  equations: `locally_connected2d(x[D,P+R-1,Q+S-1], w[P,Q,E,D,R,S], b[P,Q,E]) -> y[E,P,Q]
    y[e,p,q] = b[p,q,e] + sum[d<D,r<R,s<S](w[p,q,e,d,r,s] * x[d, p + r, q + s])`,
  over: { batch: ['x'] },
  sizes: { D: [1, 2], E: [1, 3], P: [1, 3], Q: [1, 3], R: [1, 3], S: [1, 3] },

  laws: {
    C1: 'with copies of one kernel and bias at all positions it is a convolution',
    C2: 'the gradients of copies add up, over the positions, to the gradient of the kernel and the bias that a convolution shares',
    C3: 'it has as many kernels as positions: P·Q times the parameters of a convolution',
    C4: 'the weights of one position have no influence on the others',
    C5: 'the gradients of x and w return the product they came from',
  },
  examples: [
    {
      says: 'one kernel for the left half, another for the right',
      inputs: {
        x: image([1, 2, 3]),
        w: [[[[[[1, 10]]]], [[[[100, 1000]]]]]],
        b: [[[0], [0.5]]],
      },
      outputs: { y: image([21, 3200.5]) },
    },
    {
      says: 'windows of one pixel scale each pixel on its own',
      inputs: {
        x: image([1, 2], [3, 4]),
        w: [
          [[[[[1]]]], [[[[-1]]]]],
          [[[[[2]]]], [[[[0.5]]]]],
        ],
        b: [
          [[0], [0]],
          [[0], [1]],
        ],
      },
      outputs: { y: image([1, -2], [6, 3]) },
    },
  ],
  special: [
    {
      says: 'NaN reaches the windows that see it and no others',
      inputs: { x: image([1, 2, Number.NaN]), w: [[[[[[1, 10]]]], [[[[1, 10]]]]]], b: [[[0], [0]]] },
      outputs: { y: image([21, Number.NaN]) },
    },
  ],
  variants: {
    shared: {
      kind: 'mistake',
      says: 'the kernel of the first position for all positions: a convolution',
      edits: 'y[e,p<P,q<Q] = b[p,q,e] + sum[d<D,r<R,s<S](w[0,0,e,d,r,s] * x[d, p + r, q + s])',
    },
    'shared-bias': {
      kind: 'convention',
      says: 'the bias of the first position for all positions',
      edits: 'y[e,p,q] = b[0,0,e] + sum[d<D,r<R,s<S](w[p,q,e,d,r,s] * x[d, p + r, q + s])',
      who: 'layers whose bias belongs to the channel',
    },
    'flipped-kernel': {
      kind: 'mistake',
      says: 'the kernels flipped',
      edits: 'y[e,p,q] = b[p,q,e] + sum[d<D,r<R,s<S](w[p,q,e,d,R-1-r,S-1-s] * x[d, p + r, q + s])',
      seen: ['convention 50'],
    },
    'no-bias': {
      kind: 'mistake',
      says: 'the biases left out',
      edits: 'y[e,p,q] = sum[d<D,r<R,s<S](w[p,q,e,d,r,s] * x[d, p + r, q + s])',
    },
    'positions-transposed': {
      kind: 'mistake',
      says: 'the kernel of position (q, p) for position (p, q)',
      edits: 'y[e,p,q] = b[p,q,e] + sum[d<D,r<R,s<S](w[q,p,e,d,r,s]|0 * x[d, p + r, q + s])',
    },
    'gradient-of-the-first-position': {
      kind: 'mistake',
      says: 'a gradient of the weights at the first position alone',
      edits:
        'y[e,p,q] = b[p,q,e] + sum[d<D,r<R,s<S]((p + q == 0 ? w[p,q,e,d,r,s] : stop(w[p,q,e,d,r,s])) * x[d, p + r, q + s])',
      shows: 'in the gradient',
    },
  },
  pitfalls: ['its number of weights grows with the image, that of a convolution does not'],

  rows: { '002/count.conv.parameter-sharing': ['law C1', 'law C2', 'law C3'] },

  mathjs: `tap(e, p, q, d, r, s) = w[p, q, e, d, r, s] * x[d, p + r - 1, q + s - 1];
    row(e, p, q, d, r) = sum(map(range(1, S, true), f(s) = tap(e, p, q, d, r, s)));
    channel(e, p, q, d) = sum(map(range(1, R, true), f(r) = row(e, p, q, d, r)));
    value(e, p, q) = b[p, q, e] + sum(map(range(1, D, true), f(d) = channel(e, p, q, d)));
    y = map(range(1, E, true), f(e) = map(range(1, P, true), g(p) = map(range(1, Q, true), k(q) = value(e, p, q))))`,
});
