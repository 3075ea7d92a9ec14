import spec from '../spec/adagrad.ts';
import { laws } from './lib/laws.ts';
import { claimTwoCalls, constant, course, nonzero, rest, rows, steps } from './lib/steps.ts';
import { map, reorder } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, random, claim }) => {
    const { s1 } = await run(inputs);
    const { g, lr } = rows(inputs);
    s1!.data.forEach((s, k) => {
      const squares = g.map((row) => A.power(A.number(row[k]!), 2));
      claim.equal(s, A.sum([A.number(inputs.s!.data[k]!), ...squares]), `s1[${k}]`);
    });
    const order = random.permutation(lr.length);
    claim.same((await run({ ...inputs, g: reorder(inputs.g!, 0, order) })).s1!, s1!, 's1 in another order');
  },
  C2: async ({ A, run, inputs, options, random, claim }) => {
    const scale = 2 ** -random.integer(0, 20);
    const g = map(nonzero(inputs.g!), (x) => x * scale);
    const steady = rest(constant({ ...inputs, g }), 'theta', 's');
    const T = steady.lr.data.length;
    const free = { ...options, eps: 0 };
    const after = (await run(steady, free)).theta1!.data;
    const before = T > 1 ? (await run(steps(steady, 0, T - 1), free)).theta1!.data : undefined;
    after.forEach((x, k) => {
      const step = A.sub(before?.[k] ?? A.number(0), x);
      const rate = A.number(steady.lr.data[0]!);
      claim.equal(A.mul(A.power(step, 2), A.number(T)), A.power(rate, 2), `t times step² along ${k}`);
      claim.atMost(A.number(0), A.mul(step, A.number(steady.g.data[k]!)), `step times gradient along ${k}`);
    });
  },
  C3: async ({ A, run, inputs, random, claim }) => {
    const probe = random.integer(1, 8) / 8;
    const [first] = inputs.s!.data;
    let s = Math.round(8 * first!) / 8;
    let last = A.number(Number.POSITIVE_INFINITY);
    for (const [t, row] of rows(inputs).g.entries()) {
      s += row[0]! ** 2;
      const { theta1 } = await run(course(inputs, { theta: [0], s: [s] }, [[probe]], [1]));
      const move = A.neg(theta1!.data[0]!);
      claim.atMost(move, last, `the rate after step ${t}`);
      if (t > 0 && row[0] === 0) claim.equal(move, last, `the rate after a step ${t} without gradient`);
      if (t > 0 && row[0] !== 0)
        claim.that(A.less(move, last) !== false, `the rate after step ${t} must fall, it stays`);
      last = move;
    }
  },
  C4: async ({ A, run, inputs, random, claim }) => {
    const g = random.integer(1, 16) / 8;
    const behind = random.integer(0, 16) / 8;
    const further = behind + random.integer(1, 16) / 8;
    const { theta1 } = await run(course(inputs, { theta: [0, 0], s: [behind, further] }, [[g, g]], [1]));
    const [less, more] = theta1!.data;
    claim.atMost(A.abs(more!), A.abs(less!), 'the move with more behind it');
    claim.that(A.equal(more!, less!) !== true, 'the two coordinates moved by the same');
  },
  C5: (context) => claimTwoCalls(context),
  C6: async ({ A, run, inputs, options, claim }) => {
    const one = steps(inputs, 0, 1);
    const { theta1 } = await run(one);
    const n = one.theta!.data.length;
    const eps = A.number(Number(options.eps));
    const root = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => {
        if (i !== j) return A.number(0);
        const s = A.add(A.number(one.s!.data[i]!), A.power(A.number(one.g!.data[i]!), 2));
        return A.div(A.number(1), A.sqrt(A.add(s, eps)));
      }),
    );
    root.forEach((row, i) => {
      const product = A.sum(row.map((r, j) => A.mul(r, A.number(one.g!.data[j]!))));
      const move = A.mul(A.number(one.lr!.data[0]!), product);
      claim.equal(theta1!.data[i]!, A.sub(A.number(one.theta!.data[i]!), move), `theta1[${i}]`);
    });
  },
  C7: async ({ run, inputs, options, random, claim }) => {
    const n = inputs.theta!.data.length;
    const free = { ...options, eps: 0 };
    const start = rest({ ...inputs, g: nonzero(inputs.g!) }, 's');
    const scales = Array.from({ length: n }, () => 2 ** random.integer(-10, 10));
    const stretched = { ...start, g: map(start.g!, (x, at) => x * scales[at % n]!) };
    claim.same((await run(stretched, free)).theta1!, (await run(start, free)).theta1!, 'theta1 stretched');
  },
  C8: async ({ A, run, inputs, options, random, claim }) => {
    // 3² + 4² = 5²: the root is exact.
    const unit = random.integer(1, 8) / 8;
    const outside = 2 ** -random.integer(1, 6);
    const inside = outside ** 2 + 2 * outside * 5 * unit;
    const start = course(inputs, { theta: [0], s: [(4 * unit) ** 2] }, [[3 * unit]], [1]);
    const { theta1 } = await run(start, { ...options, eps: inside });
    const step = A.div(A.number(3 * unit), A.number(5 * unit + outside));
    claim.equal(A.neg(theta1!.data[0]!), step, `the step with eps ${inside} inside`);
  },
});
