import { branched, farOut, plain, sigmoidSlopes, tanhSlopes } from './activations.ts';
import { gathered, oneByOne } from './adjoints.ts';
import { along } from './affine.ts';
import type { Forms } from './form.ts';
import { stepByStep } from './in-time.ts';
import lstmCell from './lstm-cell.ts';
import { sequences } from './sequences.ts';

export default {
  'cell by cell, two products; gradients added up over the steps': stepByStep(
    lstmCell['two products; s (1 − s), 1 − t²'],
  ),

  'cell by cell, concatenated; slopes by the exponential, gradients added up over the steps': stepByStep(
    lstmCell['concatenated; slopes by the exponential'],
  ),

  'all inputs first; s − s², (1 − t)(1 + t), samples and steps in one sum': sequences({
    fromInput: (m, { W, b }, x, r) => along(m, W, r, x, b[r]),
    fromState: (m, { U }, h, r, given) => m.add(along(m, U, r, h), given),
    sigmoid: plain,
    sigmoidSlope: sigmoidSlopes['s − s²'],
    tanhSlope: tanhSlopes['(1 − t)(1 + t)'],
    adjoints: gathered,
  }),

  'all inputs first, bias last; σ(z) σ(−z), 1/cosh² far out, one after the other': sequences({
    fromInput: (m, { W }, x, r) => along(m, W, r, x),
    fromState: (m, { U, b }, h, r, given) => m.add(along(m, U, r, h, given), b[r]),
    sigmoid: branched,
    sigmoidSlope: sigmoidSlopes['σ(z) σ(−z)'],
    tanhSlope: farOut(tanhSlopes['1/cosh²']),
    adjoints: oneByOne,
  }),
} satisfies Forms;
