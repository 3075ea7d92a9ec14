import { farOut, type Slope, tanhSlopes } from './activations.ts';
import { onElements } from './elements.ts';
import type { Form, Forms } from './form.ts';

const withSlope =
  (slope: Slope): Form =>
  (m) =>
    onElements(
      m,
      (m, x) => m.tanh(x),
      (m, x) => slope(m, x, m.tanh(x)),
    );

export default {
  '1 − t²': withSlope(tanhSlopes['1 − t²']),
  '(1 − t)(1 + t)': withSlope(tanhSlopes['(1 − t)(1 + t)']),
  '4e/(1 + e)²': withSlope(tanhSlopes['4e/(1 + e)²']),
  '1/cosh² far out': withSlope(farOut(tanhSlopes['1/cosh²'])),
} satisfies Forms;
