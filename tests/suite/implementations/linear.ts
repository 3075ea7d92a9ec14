import type { Tensors } from '../../../backends/lib/contract.ts';
import type { Form, Forms } from './form.ts';
import type { Machine, Row } from './machine.ts';
import type { Term } from './summation.ts';

/** How the sums of a linear layer and of its gradient are taken. */
interface Sums {
  /** Σ w·x + b. */
  output(length: number, w: Term, x: Term, b: number): number;
  /** Σ a·b, over outputs or over samples. */
  product(length: number, a: Term, b: Term): number;
  /** Σ term, over samples. */
  total(length: number, term: Term): number;
}

function layer(m: Machine, { output, product, total }: Sums): ReturnType<Form> {
  const read = ({ x, W, b }: Tensors) => {
    const [[N, D], [O]] = [x.shape, b.shape];
    return { N, D, O, x: m.load(x.data), W: m.load(W.data), b: m.load(b.data) };
  };
  return {
    forward(inputs) {
      const { N, D, O, x, W, b } = read(inputs);
      const data = grid(m, N, O, (n, o) =>
        output(
          D,
          (d) => W[o * D + d],
          (d) => x[n * D + d],
          b[o],
        ),
      );
      return { y: { shape: [N, O], data } };
    },

    vjp(inputs, _, { y }) {
      const { N, D, O, x, W } = read(inputs);
      const dy = m.load(y.data);
      const dx = grid(m, N, D, (n, d) =>
        product(
          O,
          (o) => W[o * D + d],
          (o) => dy[n * O + o],
        ),
      );
      const dW = grid(m, O, D, (o, d) =>
        product(
          N,
          (n) => dy[n * O + o],
          (n) => x[n * D + d],
        ),
      );
      const db = m.row(O, (o) => total(N, (n) => dy[n * O + o]));
      return {
        x: { shape: inputs.x.shape, data: dx },
        W: { shape: inputs.W.shape, data: dW },
        b: { shape: inputs.b.shape, data: db },
      };
    },
  };
}

const grid = (m: Machine, rows: number, columns: number, f: (row: number, column: number) => number): Row =>
  m.row(rows * columns, (n) => f(Math.floor(n / columns), n % columns));

/** One product after the other, whatever the machine's order. */
function accumulated(m: Machine, length: number, a: Term, b: Term): number {
  let total = 0;
  for (let n = 0; n < length; n++) total = m.fma(a(n), b(n), total);
  return total;
}

/** A sum of the sums of three products each. */
const inBlocks = (m: Machine, length: number, a: Term, b: Term): number =>
  m.sum(Math.ceil(length / 3), (block) =>
    m.dot(
      Math.min(3, length - 3 * block),
      (n) => a(3 * block + n),
      (n) => b(3 * block + n),
    ),
  );

const one = () => 1;

export default {
  'bias last; gradients gathered': (m) =>
    layer(m, {
      output: (D, w, x, b) => m.add(m.dot(D, w, x), b),
      product: (length, a, b) => m.dot(length, a, b),
      total: (N, dy) => m.sum(N, dy),
    }),

  'bias first; gradients accumulated': (m) =>
    layer(m, {
      output: (D, w, x, b) => m.dot(D, w, x, b),
      product: (length, a, b) => accumulated(m, length, a, b),
      total: (N, dy) => accumulated(m, N, dy, one),
    }),

  'bias as one more weight; its gradient as one more product': (m) =>
    layer(m, {
      output: (D, w, x, b) =>
        m.dot(
          D + 1,
          (n) => (n < D ? x(n) : 1),
          (n) => (n < D ? w(n) : b),
        ),
      product: (length, a, b) => m.dot(length, b, a),
      total: (N, dy) => m.dot(N, one, dy),
    }),

  'in blocks of three': (m) =>
    layer(m, {
      output: (D, w, x, b) => m.add(b, inBlocks(m, D, x, w)),
      product: (length, a, b) => inBlocks(m, length, a, b),
      total: (N, dy) => inBlocks(m, N, dy, one),
    }),
} satisfies Forms;
