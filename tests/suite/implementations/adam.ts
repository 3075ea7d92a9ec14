import { type Coordinate, onCoordinates } from './coordinates.ts';
import type { Form, Forms } from './form.ts';
import type { Machine } from './machine.ts';
import { type Average, type Decay, inDtype, onHost, recurrence, weightedSum } from './moving-averages.ts';
import { onto } from './onto.ts';

/** The moments after a step, their corrections 1 − βᵗ, and the rate. */
interface Given {
  readonly mean: number;
  readonly square: number;
  readonly c1: number;
  readonly c2: number;
  readonly lr: number;
  readonly eps: number;
}

/** What theta loses in a step, and what its cotangent d gives the moments. */
interface Loss {
  readonly amount: number;
  toMean(d: number): number;
  toSquare(d: number): number;
}

/** How the moments are averaged and theta loses. */
interface Ways {
  decay(m: Machine, beta: number): Decay;
  mean(m: Machine, decay: Decay): Average;
  square(m: Machine, decay: Decay): Average;
  loss(m: Machine, given: Given): Loss;
  /** theta − amount − …, or the amounts added up before. */
  readonly takes: 'each' | 'all at once';
}

const adam =
  ({ decay, loss, takes, ...ways }: Ways): Form =>
  (m) =>
    onCoordinates(m, ({ beta1, beta2, eps, t0 }) => {
      const decays = { mean: decay(m, Number(beta1)), square: decay(m, Number(beta2)) };
      const averages = { mean: ways.mean(m, decays.mean), square: ways.square(m, decays.square) };
      const run = ({ mean, square, g, lr }: Coordinate) => {
        const means = averages.mean.run(mean, g);
        const squares = averages.square.run(square, g);
        const losses = Array.from({ length: g.length }, (_, n) => {
          const t = Number(t0) + n + 1;
          return loss(m, {
            ...{ mean: means[n], square: squares[n], lr: lr[n], eps: m.constant(Number(eps)) },
            ...{ c1: decays.mean.correction(t), c2: decays.square.correction(t) },
          });
        });
        return { means, squares, losses };
      };
      return {
        forward(coordinate) {
          const { means, squares, losses } = run(coordinate);
          const all = () => m.sum(losses.length, (n) => losses[n].amount);
          const theta =
            takes === 'each'
              ? losses.reduce((x, { amount }) => m.sub(x, amount), coordinate.theta)
              : m.sub(coordinate.theta, all());
          return { theta, mean: means.at(-1)!, square: squares.at(-1)! };
        },
        reverse(coordinate, { theta, mean, square }) {
          const { losses } = run(coordinate);
          const T = losses.length;
          const reached = (own: (loss: Loss) => number, last: number) =>
            m.row(T, (n) => (n === T - 1 ? m.add(last, own(losses[n])) : own(losses[n])));
          const toMean = averages.mean.back(reached((one) => one.toMean(-theta), mean));
          const toSquare = averages.square.back(reached((one) => one.toSquare(-theta), square));
          const g = coordinate.g.map((v, n) => m.fma(m.mul(2, v), toSquare.terms[n], toMean.terms[n]));
          return { theta, mean: toMean.start, square: toSquare.start, g };
        },
      };
    });

/** Where nothing has been squared yet the root has no slope, and nothing goes back. */
const throughRoot = (m: Machine, d: number, root: number): number =>
  root === 0 ? 0 : m.div(d, m.mul(2, root));

/** lr m̂ / (√v̂ + eps). */
const written: Ways['loss'] = (m, { mean, square, c1, c2, lr, eps }) => {
  const [corrected, root] = [m.div(mean, c1), m.sqrt(m.div(square, c2))];
  const r = m.add(root, eps);
  const toCorrected = (d: number) => m.div(m.mul(d, lr), r);
  return {
    amount: m.div(m.mul(lr, corrected), r),
    toMean: (d) => m.div(toCorrected(d), c1),
    toSquare: (d) => m.div(throughRoot(m, -m.div(m.mul(toCorrected(d), corrected), r), root), c2),
  };
};

/** lr/(1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + eps), as PyTorch has it. */
const rateCorrected: Ways['loss'] = (m, { mean, square, c1, c2, lr, eps }) => {
  const [rate, root, rootOfC2] = [m.div(lr, c1), m.sqrt(square), m.sqrt(c2)];
  const r = m.add(m.div(root, rootOfC2), eps);
  const [q, slope] = [m.div(mean, r), m.div(rate, r)];
  return {
    amount: m.mul(rate, q),
    toMean: (d) => m.mul(d, slope),
    toSquare: (d) => throughRoot(m, m.div(m.mul(m.mul(-d, slope), q), rootOfC2), root),
  };
};

/** lr √(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + eps √(1 − β₂ᵗ)): the corrections are the rate's and eps's alone. */
const rateAndEpsCorrected: Ways['loss'] = (m, { mean, square, c1, c2, lr, eps }) => {
  const [root, rootOfC2] = [m.sqrt(square), m.sqrt(c2)];
  const alpha = m.div(m.mul(lr, rootOfC2), c1);
  const r = m.fma(eps, rootOfC2, root);
  const toMean = (d: number) => m.div(m.mul(d, alpha), r);
  return {
    amount: m.mul(alpha, m.div(mean, r)),
    toMean,
    toSquare: (d) => throughRoot(m, m.mul(-toMean(d), m.div(mean, r)), root),
  };
};

const averaged: Pick<Ways, 'mean' | 'square'> = {
  mean: (m, decay) => recurrence(m, decay, (old, g) => onto(m, m.mul(decay.rest, g), decay.beta, old)),
  square: (m, decay) =>
    recurrence(m, decay, (old, g) => onto(m, m.mul(decay.rest, m.mul(g, g)), decay.beta, old)),
};

/** The new on top of the old, and its square as ((1 − β₂) g) g. */
const onTop: Pick<Ways, 'mean' | 'square'> = {
  mean: (m, decay) => recurrence(m, decay, (old, g) => onto(m, m.mul(decay.beta, old), decay.rest, g)),
  square: (m, decay) =>
    recurrence(m, decay, (old, g) => onto(m, m.mul(decay.beta, old), m.mul(decay.rest, g), g)),
};

/** The mean from the nearer of its two ends, as PyTorch 2 has it. */
const fromTheNearer: Pick<Ways, 'mean' | 'square'> = {
  mean: (m, decay) =>
    recurrence(m, decay, (old, g) => {
      const way = m.sub(g, old);
      return decay.rest < 0.5 ? onto(m, old, decay.rest, way) : onto(m, g, -decay.beta, way);
    }),
  square: onTop.square,
};

/** Steps towards the new, as Keras has them. */
const stepping: Pick<Ways, 'mean' | 'square'> = {
  mean: (m, decay) => recurrence(m, decay, (old, g) => onto(m, old, decay.rest, m.sub(g, old))),
  square: (m, decay) => recurrence(m, decay, (old, g) => onto(m, old, decay.rest, m.sub(m.mul(g, g), old))),
};

const summed: Pick<Ways, 'mean' | 'square'> = {
  mean: (m, decay) => weightedSum(m, decay, (g) => g),
  square: (m, decay) => weightedSum(m, decay, (g) => m.mul(g, g)),
};

export default {
  'as written': adam({ decay: inDtype, ...averaged, loss: written, takes: 'each' }),
  'rate and root corrected': adam({ decay: onHost, ...onTop, loss: rateCorrected, takes: 'each' }),
  'rate and eps corrected': adam({ decay: onHost, ...averaged, loss: rateAndEpsCorrected, takes: 'each' }),
  'mean from the nearer end': adam({ decay: onHost, ...fromTheNearer, loss: rateCorrected, takes: 'each' }),
  'averages in steps': adam({ decay: onHost, ...stepping, loss: rateAndEpsCorrected, takes: 'each' }),
  'averages as weighted sums, all steps at once': adam({
    decay: inDtype,
    ...summed,
    loss: written,
    takes: 'all at once',
  }),
} satisfies Forms;
