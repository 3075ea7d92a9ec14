import type { Forms } from './form.ts';
import { alongLanes } from './lanes.ts';
import type { Machine, Row } from './machine.ts';
import { largest } from './rows.ts';

/** e = exp(x − max) and its sum, in two passes. */
function twoPasses(m: Machine, x: Row) {
  const max = largest(x);
  const e = x.map((v) => m.exp(m.sub(v, max)));
  return { e, s: m.sum(e.length, (n) => e[n]) };
}

/** The largest score and the sum in one pass over blocks, rescaled whenever a larger score turns up. */
function online(m: Machine, x: Row, block: number) {
  let max = -Infinity;
  let s = 0;
  for (let start = 0; start < x.length; start += block) {
    const part = x.subarray(start, start + block);
    const next = Math.max(max, largest(part));
    if (next === -Infinity) continue;
    const sum = m.sum(part.length, (n) => m.exp(m.sub(part[n], next)));
    s = m.fma(s, m.exp(m.sub(max, next)), sum);
    max = next;
  }
  return { max, s };
}

const quotients = (m: Machine, x: Row): Row => {
  const { e, s } = twoPasses(m, x);
  return e.map((v) => m.div(v, s));
};

const products = (m: Machine, x: Row): Row => {
  const { e, s } = twoPasses(m, x);
  const reciprocal = m.div(1, s);
  return e.map((v) => m.mul(v, reciprocal));
};

const onlineBy = (block: number) => (m: Machine, x: Row) => {
  const { max, s } = online(m, x, block);
  return x.map((v) => m.div(m.exp(m.sub(v, max)), s));
};

const onlineOne = onlineBy(1);
const onlineThree = onlineBy(3);

export default {
  'quotients; y (dy − Σ dy·y)': (m) =>
    alongLanes(m, quotients, (x, dy) => {
      const y = quotients(m, x);
      const dot = m.dot(
        y.length,
        (n) => dy[n],
        (n) => y[n],
      );
      return y.map((v, n) => m.mul(v, m.sub(dy[n], dot)));
    }),

  'product by the reciprocal; dy·y − y Σ dy·y': (m) =>
    alongLanes(m, products, (x, dy) => {
      const y = products(m, x);
      const g = y.map((v, n) => m.mul(v, dy[n]));
      const sum = m.sum(g.length, (n) => g[n]);
      return y.map((v, n) => m.fma(-v, sum, g[n]));
    }),

  'online; the Jacobian row by row': (m) =>
    alongLanes(m, onlineOne, (x, dy) => {
      const y = onlineOne(m, x);
      const slope = (i: number, j: number) => (i === j ? m.mul(y[i], m.sub(1, y[i])) : m.mul(-y[i], y[j]));
      return y.map((_, j) =>
        m.dot(
          y.length,
          (i) => dy[i],
          (i) => slope(i, j),
        ),
      );
    }),

  'online in blocks; backwards through every step': (m) =>
    alongLanes(m, onlineThree, (x, dy) => {
      const { e, s } = twoPasses(m, x);
      const ds = m.sum(e.length, (n) => m.mul(dy[n], m.div(-m.div(e[n], s), s)));
      const dx = e.map((v, n) => m.mul(m.add(m.div(dy[n], s), ds), v));
      const first = x.indexOf(largest(x));
      dx[first] = m.sub(
        dx[first],
        m.sum(dx.length, (n) => dx[n]),
      );
      return dx;
    }),
} satisfies Forms;
