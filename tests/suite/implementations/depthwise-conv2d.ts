import type { Options, Tensor, Tensors } from '../../../backends/lib/contract.ts';
import conv2d, { convolution } from './conv2d.ts';
import type { Form, Forms } from './form.ts';
import type { Machine, Row } from './machine.ts';
import { onto } from './onto.ts';
import { type Factor, gathered, inParts, type Product, scattered } from './products.ts';

/** w[C,T,R,S] as the weights of a convolution with a group for every channel. */
const kernels = ({ shape: [C, T, R, S], data }: Tensor): Tensor => ({ shape: [C * T, 1, R, S], data });

const asConvolution = (inputs: Tensors, options: Options): [Tensors, Options] => [
  { ...inputs, w: kernels(inputs.w) },
  { ...options, groups: inputs.x.shape[1] },
];

/** A form of conv2d, with a group for every channel. */
const withGroups =
  (form: Form): Form =>
  (m) => {
    const { forward, vjp } = form(m);
    return {
      forward: (inputs, options, call) => forward(...asConvolution(inputs, options), call),
      async vjp(inputs, options, cotangents, call) {
        const gradients = await vjp(...asConvolution(inputs, options), cotangents, call);
        return { ...gradients, w: { shape: inputs.w.shape, data: gradients.w.data } };
      },
    };
  };

/** How the sums over the products of a result's elements are taken. */
type Sum = (
  m: Machine,
  products: readonly Product[],
  into: readonly ['x' | 'w', number],
  a: Factor,
  b: Factor,
) => Row;

interface Sums {
  /** All products into y[y], beside the bias of each. */
  forward(m: Machine, products: readonly Product[], bias: Row, w: Factor, x: Factor): Row;
  readonly gradient: Sum;
  /** Σ dy over samples[sample][place]. */
  toBias(m: Machine, dy: readonly Row[]): number;
}

const channels = ({ forward, gradient, toBias }: Sums): Form =>
  withGroups((m) =>
    convolution(m, {
      forward: (products, _, w, x, bias) => forward(m, products, bias, w, x),
      toInput: (products, length, y, w) => gradient(m, products, ['x', length], y, w),
      toWeight: (products, length, y, x) => gradient(m, products, ['w', length], y, x),
      toBias: (dy) => toBias(m, dy),
    }),
  );

const total = (m: Machine, values: ArrayLike<number>): number => m.sum(values.length, (n) => values[n]);

/** The image, moved and weighed by one tap after the other, over all outputs at a time. */
const byTaps = (products: readonly Product[]): Product[] => [...products].sort((a, b) => a.tap - b.tap);

export default {
  'a group for every channel, bias first; gradients scattered': withGroups(
    conv2d['bias first; gradients scattered'],
  ),

  'patches with their padding; gradients of patches added up': withGroups(
    conv2d['patches with their padding; gradients of patches added up'],
  ),

  'tap after tap over the whole image; likewise': channels({
    forward: (m, products, bias, w, x) => {
      const y = bias.slice();
      for (const product of byTaps(products))
        y[product.y] = onto(m, y[product.y], w[1][product.w], x[1][product.x]);
      return y;
    },
    gradient: (m, products, into, a, b) => scattered(m, byTaps(products), into, a, b),
    toBias: (m, dy) => total(m, dy.map((plane) => total(m, plane)).reverse()),
  }),

  'bias last, samples and kernels apart; output after output': channels({
    forward: (m, products, bias, w, x) =>
      gathered(m, products, ['y', bias.length], x, w).map((v, n) => m.add(v, bias[n])),
    gradient: (m, products, into, a, b) =>
      inParts(m, products, into, a, b, into[0] === 'x' ? 'channel' : 'sample'),
    toBias: (m, dy) =>
      total(
        m,
        dy.flatMap((plane) => [...plane]),
      ),
  }),
} satisfies Forms;
