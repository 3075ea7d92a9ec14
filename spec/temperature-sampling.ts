import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'temperature-sampling',
  family: 'decoding',
  title: 'The probabilities by which the next token is drawn at a temperature',
  sources: [
    'Ackley, Hinton & Sejnowski (1985), A learning algorithm for Boltzmann machines',
    'Hinton, Vinyals & Dean (2015), Distilling the knowledge in a neural network, section 2',
    'Holtzman, Buys, Du, Forbes & Choi (2020), The curious case of neural text degeneration, section 2.4',
  ],

  // The temperature 0 is the limit: the largest scores share everything.
  equations: `temperature_sampling(x[n]; temperature) -> p[n]
    m     = max[j](x[j])
    w[i]  = temperature == 0 ? (x[i] == m ? 1.0 : 0.0) : exp(x[i] / temperature)
    p[i]  = w[i] / sum[j](w[j])`,
  algorithms: [
    // The largest score taken off first, or the divided ones as a softmax does.
    `top  = stop(m)
     w[i] = temperature == 0 ? (x[i] == m ? 1.0 : 0.0) : exp((x[i] - top) / temperature)`,
    `d[i] = temperature == 0 ? x[i] : x[i] / temperature
     top  = stop(max[j](d[j]))
     w[i] = temperature == 0 ? (x[i] == m ? 1.0 : 0.0) : exp(d[i] - top)`,
  ],
  over: { lanes: ['x'] },
  options: { temperature: real(1, [0.25, 0.7, 1.5, 8, 0]) },

  laws: {
    C1: 'every lane sums to one, and every probability lies between 0 and 1',
    C2: 'the odds of two tokens are e to the power of their difference over the temperature',
    C3: 'scores and temperature multiplied by the same number change nothing',
    C4: 'towards 0 the likeliest tokens share everything, and at 0 they do',
    C5: 'a higher temperature has no less entropy, and a very high one makes all tokens alike',
    C6: 'the gradient is that of a softmax divided by the temperature; at 0 there is none',
  },
  examples: [
    {
      says: 'half the temperature squares the odds: 1 : e² : e⁴ instead of 1 : e : e²',
      inputs: { x: [0, 1, 2] },
      options: { temperature: 0.5 },
      outputs: { p: ['0.01587624', '0.11731043', '0.86681333'] },
    },
    {
      says: 'twice the temperature takes their root',
      inputs: { x: [1, 3] },
      options: { temperature: 2 },
      outputs: { p: ['0.26894142', '0.73105858'] },
    },
    {
      says: 'the temperature 1 leaves the softmax',
      inputs: { x: [4, 1, -4] },
      options: { temperature: 1 },
      outputs: { p: ['0.95226983', '0.04741072', '0.00031945'] },
    },
    {
      says: 'the temperature 0 takes the largest, and shares where two are',
      inputs: {
        x: [
          [1, 3, 2],
          [5, 5, -5],
        ],
      },
      options: { temperature: 0 },
      outputs: {
        p: [
          [0, 1, 0],
          [0.5, 0.5, 0],
        ],
      },
    },
    {
      says: 'a small temperature does not overflow',
      inputs: { x: [100, 99, 0] },
      options: { temperature: 0.0078125 },
      outputs: { p: [1, null, 0] },
    },
  ],
  special: [
    {
      says: 'a token that was filtered out, with −∞, stays out at every temperature',
      inputs: { x: [0, -Infinity, 0] },
      options: { temperature: 0.7 },
      outputs: { p: [0.5, 0, 0.5] },
    },
    {
      says: '… and at the temperature 0',
      inputs: { x: [0, -Infinity, 1] },
      options: { temperature: 0 },
      outputs: { p: [0, 0, 1] },
    },
    {
      says: 'NaN spreads over its lane',
      inputs: { x: [Number.NaN, 1] },
      options: { temperature: 1.5 },
      outputs: { p: [Number.NaN, Number.NaN] },
    },
  ],
  variants: {
    'temperature-multiplied': {
      kind: 'mistake',
      says: 'scores multiplied by the temperature: the inverse temperature',
      edits: 'w[i] = temperature == 0 ? (x[i] == m ? 1.0 : 0.0) : exp((x[i] - stop(m)) * temperature)',
    },
    'temperature-ignored': {
      kind: 'mistake',
      says: 'the temperature 1, whatever was asked for: probabilities divided by it and made to sum to one again give that too',
      force: { temperature: 1 },
    },
    'softmax-of-probabilities': {
      kind: 'mistake',
      says: 'a softmax of the probabilities divided by the temperature',
      edits: `e[i] = exp(x[i] - stop(m))
        q[i] = e[i] / sum[j](e[j])
        w[i] = temperature == 0 ? (x[i] == m ? 1.0 : 0.0) : exp((q[i] - 1) / temperature)`,
      seen: ['S-07'],
    },
    'first-of-the-largest': {
      kind: 'convention',
      says: 'the first of the largest scores alone at the temperature 0',
      edits: `earlier[i<n] = sum[j](j < i and x[j] == m ? 1.0 : 0.0)
        w[i] = temperature == 0 ? (x[i] == m and earlier[i] == 0 ? 1.0 : 0.0) : exp((x[i] - stop(m)) / temperature)`,
      who: 'decoders that go over to argmax at the temperature 0',
      seen: ['convention 135'],
    },
    'zero-is-one': {
      kind: 'convention',
      says: 'no temperature at all where it is 0',
      edits: 'w[i] = exp((x[i] - stop(m)) / (temperature == 0 ? 1 : temperature))',
      who: 'decoders that take 0 for off',
    },
    'epsilon-added': {
      kind: 'convention',
      says: '1e-4 added to the temperature, so that 0 is no division by zero',
      edits: 'w[i] = exp((x[i] - stop(m)) / (temperature + 1e-4))',
      who: 'listings of many tutorials',
    },
    'no-shift': {
      kind: 'mistake',
      says: 'exp of the divided scores, without subtracting the largest first',
      edits: 'w[i] = temperature == 0 ? (x[i] == m ? 1.0 : 0.0) : exp(x[i] / temperature)',
      shows: 'numerically',
      seen: ['S-01'],
    },
    'gradient-undivided': {
      kind: 'mistake',
      says: 'the gradient of a softmax, not divided by the temperature',
      edits: `w[i] = temperature == 0 ? (x[i] == m ? 1.0 : 0.0)
             : exp(stop((x[i] - m) / temperature) + (x[i] - stop(x[i])))`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'a temperature of 0 is a limit, not a division: it must be caught before',
    'the temperature comes before the filters: a higher one makes a nucleus larger',
  ],

  mathjs: `top = max(x);
    w = map(x, f(v) = temperature == 0 ? (v == top ? 1 : 0) : exp((v - top) / temperature));
    p = w / sum(w)`,
});
