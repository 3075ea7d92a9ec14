import type { Form, Forms } from './form.ts';
import { like } from './like.ts';
import { lines } from './lines.ts';
import type { Machine, Row } from './machine.ts';
import { joined, largest } from './rows.ts';

/** One pair of vectors. */
interface Way {
  cosine(m: Machine, a: Row, b: Row): number;
  /** What the cotangent of the cosine gives a. */
  toFirst(m: Machine, a: Row, b: Row, dc: number): Row;
}

const pairs =
  ({ cosine, toFirst }: Way): Form =>
  (m) => ({
    forward({ a, b }) {
      const [as, bs] = [lines(m, a), lines(m, b)];
      return { c: { shape: [as.length], data: m.row(as.length, (n) => cosine(m, as[n], bs[n])) } };
    },
    vjp(inputs, _, { c }) {
      const [as, bs, dc] = [lines(m, inputs.a), lines(m, inputs.b), m.load(c.data)];
      return like(inputs, {
        a: joined(
          m,
          as.map((a, n) => toFirst(m, a, bs[n], dc[n])),
        ),
        b: joined(
          m,
          bs.map((b, n) => toFirst(m, b, as[n], dc[n])),
        ),
      });
    },
  });

const dot = (m: Machine, a: Row, b: Row): number =>
  m.dot(
    a.length,
    (d) => a[d],
    (d) => b[d],
  );

const size = (x: Row): number => largest(x.map(Math.abs));

/** Over the largest |component|: no square overflows or vanishes. */
function scaled(m: Machine, x: Row) {
  const scale = size(x);
  const u = x.map((v) => m.div(v, scale));
  return { scale, u, norm: m.sqrt(dot(m, u, u)) };
}

/** Over the power of two next below it, which rounds nothing. */
function shifted(m: Machine, x: Row) {
  const scale = 2 ** Math.floor(Math.log2(size(x)));
  const u = x.map((v) => m.div(v, scale));
  return { scale, u, squares: dot(m, u, u) };
}

/** The norm with a scale that grows as larger components turn up, as BLAS had it. */
function growing(m: Machine, x: Row): number {
  let [scale, squares] = [0, 0];
  for (const v of x) {
    const now = Math.abs(v);
    if (now > scale) {
      const ratio = m.div(scale, now);
      squares = m.fma(squares, m.mul(ratio, ratio), 1);
      scale = now;
    } else if (now > 0) {
      const ratio = m.div(now, scale);
      squares = m.fma(ratio, ratio, squares);
    }
  }
  return m.mul(scale, m.sqrt(squares));
}

const unit = (m: Machine, x: Row): Row => {
  const { u, norm } = scaled(m, x);
  return u.map((v) => m.div(v, norm));
};

export default {
  'product over both norms; backwards through every step': pairs({
    cosine(m, a, b) {
      const [p, q] = [scaled(m, a), scaled(m, b)];
      return m.div(dot(m, p.u, q.u), m.mul(p.norm, q.norm));
    },
    toFirst(m, a, b, dc) {
      const [p, q] = [scaled(m, a), scaled(m, b)];
      const norms = m.mul(p.norm, q.norm);
      const dProduct = m.div(dc, norms);
      const dNorm = -m.div(m.mul(dProduct, dot(m, p.u, q.u)), p.norm);
      return p.u.map((v, d) => m.div(m.fma(dProduct, q.u[d], m.mul(dNorm, m.div(v, p.norm))), p.scale));
    },
  }),

  'product of unit vectors; what is left of one beside the other': pairs({
    cosine: (m, a, b) => dot(m, unit(m, a), unit(m, b)),
    toFirst(m, a, b, dc) {
      const [u, v] = [unit(m, a), unit(m, b)];
      const c = dot(m, u, v);
      const { scale, norm } = scaled(m, a);
      const rate = m.div(dc, norm);
      return u.map((x, d) => m.div(m.mul(m.fma(-c, x, v[d]), rate), scale));
    },
  }),

  'one root of both squares; turned pair by pair of components': pairs({
    cosine(m, a, b) {
      const [p, q] = [shifted(m, a), shifted(m, b)];
      return m.div(dot(m, p.u, q.u), m.sqrt(m.mul(p.squares, q.squares)));
    },
    // v (u·u) − u (u·v) without the part along u, which cancels.
    toFirst(m, a, b, dc) {
      const [p, q] = [shifted(m, a), shifted(m, b)];
      const rate = m.div(m.div(dc, p.squares), m.sqrt(m.mul(p.squares, q.squares)));
      return p.u.map((own, i) => {
        const turned = m.dot(
          p.u.length,
          (j) => p.u[j],
          (j) => m.sub(m.mul(p.u[j], q.u[i]), m.mul(own, q.u[j])),
        );
        return m.div(m.mul(rate, turned), p.scale);
      });
    },
  }),

  'norms by a growing scale; unit vectors': pairs({
    cosine(m, a, b) {
      const [s, t] = [growing(m, a), growing(m, b)];
      return m.dot(
        a.length,
        (d) => m.div(a[d], s),
        (d) => m.div(b[d], t),
      );
    },
    toFirst(m, a, b, dc) {
      const [s, t] = [growing(m, a), growing(m, b)];
      const [u, v] = [a.map((x) => m.div(x, s)), b.map((x) => m.div(x, t))];
      const rate = m.div(dc, s);
      const along = m.mul(rate, dot(m, u, v));
      return u.map((x, d) => m.sub(m.mul(rate, v[d]), m.mul(along, x)));
    },
  }),
} satisfies Forms;
