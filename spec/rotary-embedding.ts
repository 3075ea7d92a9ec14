import { formula } from './lib/formula.ts';
import { choice, int, real } from './lib/options.ts';

export default formula({
  name: 'rotary-embedding',
  family: 'embedding',
  title: 'Positions as rotations: every pair of features turned by its position times its own frequency',
  sources: [
    'Su et al. (2021), RoFormer: enhanced transformer with rotary position embedding, equation 34 (interleaved)',
    'https://huggingface.co/docs/transformers/model_doc/llama (rotate_half: the half layout)',
    'https://pytorch.org/torchtune/stable/generated/torchtune.modules.RotaryPositionalEmbeddings.html (interleaved)',
  ],

  equations: `rotary_embedding(x[T,2*H]; base, offset, layout) -> y[T,2*H]
    angle[t<T,c<2*H]  = (offset + t) / base^((layout == 'interleaved' ? c div 2 : c mod H) / H)
    turned[t<T,c<2*H] = layout == 'interleaved' ? (c mod 2 == 0 ? -x[t,c+1]|0 : x[t,c-1]|0)
      : (c < H ? -x[t,c+H]|0 : x[t,c-H]|0)
    y[t,c] = x[t,c] * cos(angle[t,c]) + turned[t,c] * sin(angle[t,c])`,
  algorithms: [
    "angle[t<T,c<2*H] = (offset + t) / base^((layout == 'interleaved' ? c div 2 : c mod H) / H)",
    "angle[t<T,c<2*H] = (offset + t) * (1 / base^((layout == 'interleaved' ? c div 2 : c mod H) / H))",
    "angle[t<T,c<2*H] = (offset + t) * exp((layout == 'interleaved' ? c div 2 : c mod H) * -(log(base) / H))",
  ],
  over: { batch: ['x'] },
  options: {
    base: real(10000, [10000, 500000, 100, 7.5]),
    offset: int(0, 20, 0),
    layout: choice('interleaved', 'half'),
  },
  sizes: { H: [1, 4] },

  laws: {
    C1: 'a rotation keeps lengths: no pair of features gets longer or shorter',
    C2: 'products of two rows depend on the distance of their positions alone, not on the offset',
    C3: 'position 0 is left as it is',
    C4: 'position p is the same whether a row stands there or the offset points there',
    C5: 'the two layouts are one rotation of features in another order',
    C6: 'the first pair turns by one radian a position, whatever the base',
    C7: 'it is linear: a sum of inputs gives the sum of what they give, less twice the other',
    C8: 'the gradient is turned back: it is as long as the cotangent, and turned forth again it is the cotangent',
  },
  examples: [
    {
      says: 'interleaved: neighbours are a pair, and the second pair turns a hundred times slower',
      inputs: { x: [[[1, 0, 1, 0]]] },
      options: { offset: 1 },
      outputs: { y: [[['0.54030231', '0.84147098', '0.99995000', '0.00999983']]] },
    },
    {
      says: 'half: a feature is paired with the one half the width further',
      inputs: { x: [[[1, 0, 1, 0]]] },
      options: { offset: 1, layout: 'half' },
      outputs: { y: [[['-0.30116868', 0, '1.38177329', 0]]] },
    },
    {
      says: 'positions count from 0: the first row stays, the second turns by one radian',
      inputs: {
        x: [
          [
            [3, 4],
            [0, 1],
          ],
        ],
      },
      outputs: {
        y: [
          [
            [3, 4],
            ['-0.84147098', '0.54030231'],
          ],
        ],
      },
    },
    {
      says: 'the exponent counts pairs: of four the second turns by 0.1',
      inputs: { x: [[[0, 0, 1, 0, 0, 0, 0, 0]]] },
      options: { offset: 1 },
      outputs: { y: [[[0, 0, '0.99500417', '0.09983342', 0, 0, 0, 0]]] },
    },
  ],
  special: [
    {
      says: 'NaN stays with its pair',
      inputs: { x: [[[Number.NaN, 1, 2, 3]]] },
      outputs: { y: [[[Number.NaN, Number.NaN, 2, 3]]] },
    },
  ],
  variants: {
    'always-interleaved': {
      kind: 'mistake',
      says: 'neighbouring features paired, whichever layout was asked for',
      force: { layout: 'interleaved' },
      who: 'a checkpoint of the other layout',
      seen: ['R-POS-03'],
    },
    'always-half': {
      kind: 'mistake',
      says: 'features half the width apart paired, whichever layout was asked for',
      force: { layout: 'half' },
      seen: ['R-POS-03'],
    },
    'layouts-mixed': {
      kind: 'mistake',
      says: 'the angles of one layout with the pairs of the other',
      edits: `turned[t<T,c<2*H] = layout == 'half' ? (c mod 2 == 0 ? -x[t,c+1]|0 : x[t,c-1]|0)
        : (c < H ? -x[t,c+H]|0 : x[t,c-H]|0)`,
      seen: ['R-POS-02'],
    },
    'turned-the-other-way': {
      kind: 'convention',
      says: 'a rotation the other way round',
      edits: 'y[t,c] = x[t,c] * cos(angle[t,c]) - turned[t,c] * sin(angle[t,c])',
      who: 'row vectors times the transposed rotation: the products of rows are the same',
    },
    'no-minus': {
      kind: 'mistake',
      says: 'the partner added to both features of a pair, without the minus',
      edits: `turned[t<T,c<2*H] = layout == 'interleaved' ? (c mod 2 == 0 ? x[t,c+1]|0 : x[t,c-1]|0)
        : (c < H ? x[t,c+H]|0 : x[t,c-H]|0)`,
    },
    'sine-and-cosine-swapped': {
      kind: 'mistake',
      says: 'sine and cosine in each other’s place',
      edits: 'y[t,c] = x[t,c] * sin(angle[t,c]) + turned[t,c] * cos(angle[t,c])',
    },
    'counts-from-one': {
      kind: 'convention',
      says: 'positions counted from 1',
      edits: "angle[t<T,c<2*H] = (offset + t + 1) / base^((layout == 'interleaved' ? c div 2 : c mod H) / H)",
      seen: ['convention 104'],
    },
    'last-frequency-is-one-over-the-base': {
      kind: 'mistake',
      says: 'the exponent i / (H − 1), so that the last frequency is 1/base',
      edits:
        "angle[t<T,c<2*H] = (offset + t) / base^((layout == 'interleaved' ? c div 2 : c mod H) / max(1, H - 1))",
      seen: ['convention 103'],
    },
    'exponent-half-as-large': {
      kind: 'mistake',
      says: 'the exponent i/d for pair i, without the 2',
      edits: "angle[t<T,c<2*H] = (offset + t) / base^((layout == 'interleaved' ? c div 2 : c mod H) / (2*H))",
    },
    'own-frequency-for-each-feature': {
      kind: 'mistake',
      says: 'the exponent c/d of the feature c, so that the two of a pair turn differently',
      edits: 'angle[t<T,c<2*H] = (offset + t) / base^(c / (2*H))',
      seen: ['S-37', 'R-POS-06', 'R-POS-10'],
    },
    'offset-ignored': {
      kind: 'mistake',
      says: 'positions that start at 0 in every call, so that a cached decoder turns each new row by nothing',
      force: { offset: 0 },
    },
    'base-as-by-default': {
      kind: 'mistake',
      says: 'base 10000, whatever was asked for',
      force: { base: 10000 },
      seen: ['R-POS-09'],
    },
    'all-rows-at-the-offset': {
      kind: 'mistake',
      says: 'every row turned as the first one is',
      edits: "angle[t<T,c<2*H] = offset / base^((layout == 'interleaved' ? c div 2 : c mod H) / H)",
    },
    'gradient-turned-forth': {
      kind: 'mistake',
      says: 'a gradient that is turned forwards instead of back',
      edits: `through(a) = a - stop(a)
        y[t,c] = stop(x[t,c] * cos(angle[t,c]) + turned[t,c] * sin(angle[t,c]))
          + through(x[t,c] * cos(angle[t,c]) - turned[t,c] * sin(angle[t,c]))`,
      shows: 'in the gradient',
    },
    'partner-as-constant': {
      kind: 'mistake',
      says: 'a gradient that takes the partner of each feature for a constant',
      edits: 'y[t,c] = x[t,c] * cos(angle[t,c]) + stop(turned[t,c]) * sin(angle[t,c])',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'weights trained with one layout are no good with the other: position 0 and every invariant hold all the same',
    'two features hide the layout, position 0 hides everything',
    'in low precision the angle of a far position has no digits left: tables are computed in float32 at least',
  ],

  mathjs: `angle(t, i) = (offset + t - 1) / base ^ (i / H);
    pair(c) = equalText(layout, "interleaved") ? floor((c - 1) / 2) : mod(c - 1, H);
    leads(c) = equalText(layout, "interleaved") ? mod(c, 2) == 1 : c <= H;
    a(i) = equalText(layout, "interleaved") ? 2 * i + 1 : i + 1;
    b(i) = equalText(layout, "interleaved") ? 2 * i + 2 : i + 1 + H;
    re(t, i) = x[t, a(i)] * cos(angle(t, i)) - x[t, b(i)] * sin(angle(t, i));
    im(t, i) = x[t, a(i)] * sin(angle(t, i)) + x[t, b(i)] * cos(angle(t, i));
    y = map(range(1, T, true), f(t) = map(range(1, 2 * H, true), g(c) = leads(c) ? re(t, pair(c)) : im(t, pair(c))))`,
});
