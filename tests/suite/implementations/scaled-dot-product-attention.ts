import { formats } from '../../../reference/arithmetic/dtype.ts';
import type { Forms } from './form.ts';
import type { Machine, Row } from './machine.ts';
import { onQueries, type Query } from './queries.ts';
import { largest } from './rows.ts';

const scores = (
  m: Machine,
  { q, key, M, D, open }: Query,
  scaled: (dot: number) => number,
  closed = -Infinity,
) =>
  m.row(M, (j) =>
    open(j)
      ? scaled(
          m.dot(
            D,
            (d) => q(d),
            (d) => key(j, d),
          ),
        )
      : closed,
  );

/** Queries, or queries and keys, times a factor before their product. */
const scaledBefore = (m: Machine, query: Query, onQuery: number, onKey?: number): Row => {
  const key = onKey === undefined ? query.key : (j: number, d: number) => m.mul(query.key(j, d), onKey);
  return scores(m, { ...query, q: (d) => m.mul(query.q(d), onQuery), key }, (dot) => dot);
};

function exponentials(m: Machine, s: Row) {
  const max = largest(s);
  const e = s.map((v) => m.exp(m.sub(v, max)));
  return { max, e, total: m.sum(e.length, (j) => e[j]) };
}

function weights(m: Machine, s: Row): Row {
  const { e, total } = exponentials(m, s);
  return e.map((v) => m.div(v, total));
}

const mixed = (m: Machine, { M, E, value }: Query, p: Row): Row =>
  m.row(E, (e) =>
    m.dot(
      M,
      (j) => p[j],
      (j) => value(j, e),
    ),
  );

/** Keys in blocks, with a running maximum, denominator and unnormalised result; divided by once at the end. */
function online(m: Machine, query: Query, s: Row, block: number): Row {
  const { E, value } = query;
  let max = -Infinity;
  let total = 0;
  let result: Row = m.zeros(E);
  for (let start = 0; start < s.length; start += block) {
    const part = s.subarray(start, start + block);
    const next = Math.max(max, largest(part));
    if (next === -Infinity) continue;
    const shrink = m.exp(m.sub(max, next));
    const p = part.map((v) => m.exp(m.sub(v, next)));
    total = m.fma(
      total,
      shrink,
      m.sum(p.length, (j) => p[j]),
    );
    result = result.map((v, e) => {
      const more = m.dot(
        p.length,
        (j) => p[j],
        (j) => value(start + j, e),
      );
      return m.fma(v, shrink, more);
    });
    max = next;
  }
  return result.map((v) => m.div(v, total));
}

/** Σ_e dy V_j: the cotangents of the weights. */
const weightCotangents = (m: Machine, { M, E, value }: Query, dy: Row): Row =>
  m.row(M, (j) =>
    m.dot(
      E,
      (e) => dy[e],
      (e) => value(j, e),
    ),
  );

export default {
  'scores divided by √D; P (dP − Σ P·dP)': (m) => {
    const scored = (query: Query) => scores(m, query, (dot) => m.div(dot, m.sqrt(query.D)));
    return onQueries(m, {
      output: (query) => mixed(m, query, weights(m, scored(query))),
      reverse(query, dy) {
        const p = weights(m, scored(query));
        const dp = weightCotangents(m, query, dy);
        const dot = m.dot(
          p.length,
          (j) => p[j],
          (j) => dp[j],
        );
        return { p, ds: p.map((v, j) => m.mul(v, m.sub(dp[j], dot))) };
      },
      scale: (v, D) => m.div(v, m.sqrt(D)),
    });
  },

  'queries scaled, one key after the other; weights from their logarithm, Σ y·dy': (m) => {
    const scored = (query: Query) => scaledBefore(m, query, m.div(1, m.sqrt(query.D)));
    return onQueries(m, {
      output: (query) => online(m, query, scored(query), 1),
      // As flash attention does it: of the forward pass only y and log Σ exp of every query are kept.
      reverse(query, dy) {
        const s = scored(query);
        const { max, total } = exponentials(m, s);
        const normaliser = m.add(max, m.log(total));
        const p = s.map((v) => m.exp(m.sub(v, normaliser)));
        const y = online(m, query, s, 1);
        const dp = weightCotangents(m, query, dy);
        const dot = m.dot(
          y.length,
          (e) => y[e],
          (e) => dy[e],
        );
        return { p, ds: p.map((v, j) => m.mul(v, m.sub(dp[j], dot))) };
      },
      scale: (v, D) => m.mul(v, m.div(1, m.sqrt(D))),
    });
  },

  'scores times 1/√D, masked by the lowest number; the Jacobian row by row': (m) => {
    const scored = (query: Query) =>
      scores(m, query, (dot) => m.mul(dot, m.div(1, m.sqrt(query.D))), -formats[m.dtype].largest);
    return onQueries(m, {
      output(query) {
        const { e, total } = exponentials(m, scored(query));
        return mixed(m, query, e).map((v) => m.div(v, total));
      },
      reverse(query, dy) {
        const p = weights(m, scored(query));
        const dp = weightCotangents(m, query, dy);
        const slope = (j: number, k: number) => (j === k ? m.mul(p[j], m.sub(1, p[j])) : m.mul(-p[j], p[k]));
        const ds = p.map((_, k) =>
          m.dot(
            p.length,
            (j) => dp[j],
            (j) => slope(j, k),
          ),
        );
        return { p, ds };
      },
      scale: (v, D) => m.mul(v, m.div(1, m.sqrt(D))),
    });
  },

  'queries and keys scaled, keys in blocks; y·dy subtracted last': (m) => {
    const root = (D: number) => m.sqrt(m.div(1, m.sqrt(D)));
    const scored = (query: Query) => scaledBefore(m, query, root(query.D), root(query.D));
    return onQueries(m, {
      output: (query) => online(m, query, scored(query), 2),
      reverse(query, dy) {
        const p = weights(m, scored(query));
        const g = weightCotangents(m, query, dy).map((v, j) => m.mul(p[j], v));
        const dot = m.sum(g.length, (j) => g[j]);
        return { p, ds: g.map((v, j) => m.fma(-p[j], dot, v)) };
      },
      scale: (v, D) => m.mul(m.mul(v, root(D)), root(D)),
    });
  },
} satisfies Forms;
