import { branched, farOut, plain, sigmoidSlopes, tanhSlopes } from './activations.ts';
import { gathered, inHalves, oneByOne } from './adjoints.ts';
import { biasFirst, biasLast, byColumns, concatenated } from './affine.ts';
import type { Forms } from './form.ts';
import { gatedUnits } from './gated-units.ts';

export default {
  'z h + (1 − z) n; s (1 − s), 1 − t²': gatedUnits({
    rowOf: biasLast,
    sigmoid: plain,
    sigmoidSlope: sigmoidSlopes['s (1 − s)'],
    tanhSlope: tanhSlopes['1 − t²'],
    resets: 'state',
    rest: (m, { z }) => m.sub(1, z),
    state: (m, { z, h, n }, rest) => m.fma(z, h, m.mul(rest, n)),
    toUpdate: (m, { h, n }, dh1) => m.mul(dh1, m.sub(h, n)),
    adjoints: gathered,
  }),

  'n + z (h − n), bias first; s − s², (1 − t)(1 + t), in halves': gatedUnits({
    rowOf: biasFirst,
    sigmoid: branched,
    sigmoidSlope: sigmoidSlopes['s − s²'],
    tanhSlope: tanhSlopes['(1 − t)(1 + t)'],
    resets: 'state',
    rest: (m, { z }) => m.sub(1, z),
    state: (m, { z, h, n }) => m.fma(z, m.sub(h, n), n),
    toUpdate: (m, { h, n }, dh1) => m.sub(m.mul(dh1, h), m.mul(dh1, n)),
    adjoints: inHalves,
  }),

  'σ(a) h + σ(−a) n, weights reset, concatenated; slopes by the exponential': gatedUnits({
    rowOf: concatenated,
    sigmoid: branched,
    sigmoidSlope: sigmoidSlopes['e/(1 + e)²'],
    tanhSlope: tanhSlopes['4e/(1 + e)²'],
    resets: 'weights',
    rest: (m, { a }) => branched(m, -a),
    state: (m, { z, h, n }, rest) => m.add(m.mul(rest, n), m.mul(z, h)),
    toUpdate: (m, { h, n }, dh1) => m.mul(m.sub(h, n), dh1),
    adjoints: gathered,
  }),

  'z h + n − z n, column after column; σ(a) σ(−a), 1/cosh² far out, row after row': gatedUnits({
    rowOf: byColumns,
    sigmoid: plain,
    sigmoidSlope: sigmoidSlopes['σ(z) σ(−z)'],
    tanhSlope: farOut(tanhSlopes['1/cosh²']),
    resets: 'state',
    rest: (m, { a }) => branched(m, -a),
    state: (m, { z, h, n }) => m.fma(z, h, m.fma(-z, n, n)),
    toUpdate: (m, { h, n }, dh1) => m.fma(dh1, h, -m.mul(dh1, n)),
    adjoints: oneByOne,
  }),
} satisfies Forms;
