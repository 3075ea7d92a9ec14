import type { Options, Tensors } from '../../../backends/lib/contract.ts';
import type { Form, Forms } from './form.ts';
import type { Machine, Row } from './machine.ts';
import { type Factor, gathered, inParts, type Product, productsOf, scattered } from './products.ts';

type Products = readonly Product[];

/** How the sums of a convolution and of its two adjoints are taken. */
interface Sums {
  readonly padded?: boolean;
  forward(products: Products, length: number, w: Factor, x: Factor, bias: Row): Row;
  toInput(products: Products, length: number, y: Factor, w: Factor): Row;
  toWeight(products: Products, length: number, y: Factor, x: Factor): Row;
  /** Σ over samples and places, for one channel: dy[sample][place]. */
  toBias(dy: readonly Row[]): number;
}

export function convolution(m: Machine, sums: Sums): ReturnType<Form> {
  const read = (inputs: Tensors, options: Options) => ({
    ...productsOf(inputs, options, sums.padded),
    x: ['x', m.load(inputs.x.data)] as const,
    w: ['w', m.load(inputs.w.data)] as const,
  });
  return {
    forward(inputs, options) {
      const { products, shape, x, w } = read(inputs, options);
      const [N, F, P, Q] = shape;
      const bias = m.load(inputs.b.data);
      const perOutput = m.row(N * F * P * Q, (y) => bias[Math.floor(y / (P * Q)) % F]);
      return { y: { shape, data: sums.forward(products, perOutput.length, w, x, perOutput) } };
    },
    vjp(inputs, options, cotangents) {
      const { products, shape, x, w } = read(inputs, options);
      const [N, F, P, Q] = shape;
      const dy = m.load(cotangents.y.data);
      const plane = (n: number, f: number) => dy.subarray((n * F + f) * P * Q, (n * F + f + 1) * P * Q);
      const planes = (f: number) => Array.from({ length: N }, (_, n) => plane(n, f));
      const gradients = {
        x: sums.toInput(products, x[1].length, ['y', dy], w),
        w: sums.toWeight(products, w[1].length, ['y', dy], x),
        b: m.row(F, (f) => sums.toBias(planes(f))),
      };
      return Object.fromEntries(
        (['x', 'w', 'b'] as const).map((name) => [
          name,
          { shape: inputs[name].shape, data: gradients[name] },
        ]),
      );
    },
  };
}

const flat = (rows: readonly Row[]): number[] => rows.flatMap((row) => [...row]);

const total = (m: Machine, values: ArrayLike<number>): number => m.sum(values.length, (n) => values[n]);

export default {
  'bias last; gradients gathered': (m) =>
    convolution(m, {
      forward: (all, length, w, x, bias) =>
        gathered(m, all, ['y', length], w, x).map((v, n) => m.add(v, bias[n])),
      toInput: (all, length, dy, w) => gathered(m, all, ['x', length], dy, w),
      toWeight: (all, length, dy, x) => gathered(m, all, ['w', length], dy, x),
      toBias: (dy) => total(m, flat(dy)),
    }),

  'bias first; gradients scattered': (m) =>
    convolution(m, {
      forward: (all, length, w, x, bias) => gathered(m, all, ['y', length], w, x, (n) => bias[n]),
      toInput: (all, length, dy, w) => scattered(m, all, ['x', length], dy, w),
      toWeight: (all, length, dy, x) => scattered(m, all, ['w', length], dy, x),
      toBias: (dy) => flat(dy).reduce((sum, v) => m.add(sum, v), 0),
    }),

  'patches with their padding; gradients of patches added up': (m) =>
    convolution(m, {
      padded: true,
      forward: (all, length, w, x, bias) =>
        gathered(m, all, ['y', length], x, w).map((v, n) => m.add(bias[n], v)),
      toInput: (all, length, dy, w) => inParts(m, all, ['x', length], w, dy, 'tap'),
      toWeight: (all, length, dy, x) => gathered(m, all, ['w', length], dy, x),
      toBias: (dy) => m.sum(dy.length, (n) => total(m, dy[n])),
    }),

  'channel by channel; gradients in partial sums': (m) =>
    convolution(m, {
      forward: (all, length, w, x, bias) =>
        inParts(m, all, ['y', length], w, x, 'depth').map((v, n) => m.add(v, bias[n])),
      toInput: (all, length, dy, w) => inParts(m, all, ['x', length], dy, w, 'channel'),
      toWeight: (all, length, dy, x) => inParts(m, all, ['w', length], dy, x, 'sample'),
      toBias: (dy) => total(m, flat(dy).reverse()),
    }),
} satisfies Forms;
