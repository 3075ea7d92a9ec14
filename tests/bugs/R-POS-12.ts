import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** As many cosines as sines: where the number of columns is odd, the last of a row is one too many and runs over into the next. */
export default bug({
  formula: 'sinusoidal-positional-encoding',
  code: (mended) =>
    formula(
      'sinusoidal-positional-encoding() -> y[length,d]',
      (options) => ({
        length: options.integer('length'),
        d: options.integer('d'),
        base: options.number('base'),
      }),
      () => ({
        forward(_inputs, _sizes, { length, d, base }, { dtype }) {
          const y = dtype === 'f32' ? new Float32Array(length * d) : new Float64Array(length * d);
          const assign = (first: number, count: number, f: (angle: number) => number) => {
            for (let p = 0; p < length; p++)
              for (let i = 0; i < count; i++) y[p * d + first + 2 * i] = f(p / base ** ((2 * i) / d));
          };
          assign(0, Math.ceil(d / 2), Math.sin);
          assign(1, mended ? Math.floor(d / 2) : Math.ceil(d / 2), Math.cos);
          return { y };
        },
      }),
    ),
});
