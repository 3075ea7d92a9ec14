import { formula } from '../lib/formula.ts';

/** y[p,2i] = sin(p / base^(2i/d)), y[p,2i+1] = cos of the same. The angles are computed in doubles. */
export default formula(
  'sinusoidal-positional-encoding() -> y[length,d]',
  (options) => ({
    length: options.integer('length', { least: 0 }),
    d: options.integer('d', { least: 1 }),
    base: options.number('base', { standard: 10000 }),
  }),
  () => ({
    forward(_inputs, _sizes, { length, d, base }, { dtype }) {
      const y = dtype === 'f32' ? new Float32Array(length * d) : new Float64Array(length * d);
      for (let p = 0; p < length; p++)
        for (let j = 0; j < d; j++) {
          const angle = p / base ** ((j - (j % 2)) / d);
          y[p * d + j] = j % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
        }
      return { y };
    },
  }),
);
