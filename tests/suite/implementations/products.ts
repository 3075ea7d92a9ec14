import type { Options, Tensors } from '../../../backends/lib/contract.ts';
import type { Machine, Row } from './machine.ts';

/** One product of a convolution, y[y] += w[w]·x[x], and where it stands. */
export interface Product {
  readonly y: number;
  readonly w: number;
  /** −1 in the padding. */
  readonly x: number;
  readonly sample: number;
  /** Of the output. */
  readonly channel: number;
  /** Of the input, within its group. */
  readonly depth: number;
  /** Within the kernel. */
  readonly tap: number;
}

/** All products of x[N, groups·D, H, W] with w[groups·E, D, R, S], output after output. */
export function productsOf({ x, w }: Tensors, { stride, pad, dilation, groups }: Options, padded = false) {
  const [step, edge, gap] = [stride, pad, dilation].map(Number);
  const [N, C, H, W] = x.shape;
  const [F, D, R, S] = w.shape;
  const E = F / Number(groups);
  const outputs = (size: number, taps: number) =>
    Math.floor((size + 2 * edge - gap * (taps - 1) - 1) / step) + 1;
  const [P, Q] = [outputs(H, R), outputs(W, S)];
  const products: Product[] = [];
  for (let y = 0; y < N * F * P * Q; y++) {
    const [p, q] = [Math.floor(y / Q) % P, y % Q];
    const channel = Math.floor(y / (P * Q)) % F;
    const sample = Math.floor(y / (F * P * Q));
    for (let at = 0; at < D * R * S; at++) {
      const [r, s] = [Math.floor(at / S) % R, at % S];
      const depth = Math.floor(at / (R * S));
      const row = p * step + r * gap - edge;
      const column = q * step + s * gap - edge;
      const inside = row >= 0 && row < H && column >= 0 && column < W;
      if (!inside && !padded) continue;
      const plane = sample * C + Math.floor(channel / E) * D + depth;
      const place = inside ? (plane * H + row) * W + column : -1;
      const w = channel * D * R * S + at;
      products.push({ y, w, x: place, sample, channel, depth, tap: at % (R * S) });
    }
  }
  return { products, shape: [N, F, P, Q] };
}

export type Axis = 'y' | 'w' | 'x';

/** Numbers to multiply, and the axis that finds them. */
export type Factor = readonly [Axis, Row];

/** The products that go into each element of a result. */
function sorted(products: readonly Product[], into: Axis, length: number): Product[][] {
  const lists = Array.from({ length }, (): Product[] => []);
  for (const product of products) if (product[into] >= 0) lists[product[into]].push(product);
  return lists;
}

const dot = (m: Machine, list: readonly Product[], [i, a]: Factor, [j, b]: Factor, start?: number): number =>
  m.dot(
    list.length,
    (n) => a[list[n][i]] ?? 0,
    (n) => b[list[n][j]] ?? 0,
    start,
  );

/** Each element as one sum. */
export const gathered = (
  m: Machine,
  products: readonly Product[],
  [into, length]: readonly [Axis, number],
  a: Factor,
  b: Factor,
  start?: (n: number, list: readonly Product[]) => number,
): Row => {
  const lists = sorted(products, into, length);
  return m.row(length, (n) => dot(m, lists[n], a, b, start?.(n, lists[n])));
};

/** Each element as a sum of sums: one for each value of `by`. */
export const inParts = (
  m: Machine,
  products: readonly Product[],
  [into, length]: readonly [Axis, number],
  a: Factor,
  b: Factor,
  by: keyof Product,
): Row => {
  const lists = sorted(products, into, length);
  return m.row(length, (n) => {
    const parts = new Map<number, Product[]>();
    for (const product of lists[n]) {
      const part = parts.get(product[by]);
      if (part) part.push(product);
      else parts.set(product[by], [product]);
    }
    const sums = [...parts.values()].map((part) => dot(m, part, a, b));
    return m.sum(sums.length, (part) => sums[part]);
  });
};

/** Product after product, each added to where it belongs. */
export function scattered(
  m: Machine,
  products: readonly Product[],
  [into, length]: readonly [Axis, number],
  [i, a]: Factor,
  [j, b]: Factor,
): Row {
  const totals = m.zeros(length);
  for (const product of products)
    totals[product[into]] = m.fma(a[product[i]], b[product[j]], totals[product[into]]);
  return totals;
}
