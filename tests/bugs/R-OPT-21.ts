import { formula } from '../../backends/lib/formula.ts';
import { schedule } from '../../backends/lib/schedule.ts';
import { bug } from './lib/bug.ts';

/** The count of a schedule with restarts begins one step before the first: low at step 0, and each restart a step late. */
export default bug({
  formula: 'cosine-annealing',
  variant: ['low-first'],
  code: (mended) =>
    formula(
      'cosine-annealing() -> lr[length]',
      (options) => ({
        length: options.integer('length', { least: 0 }),
        period: options.integer('period', { least: 1 }),
        high: options.number('high'),
        low: options.number('low'),
        after: options.choice('after', ['return', 'stay', 'restart']),
      }),
      () => ({
        forward(_inputs, _sizes, { length, period, high, low, after }, call) {
          const restarted = (t: number) => (mended ? t % period : t === 0 ? period : (t - 1) % period);
          const step = (t: number) =>
            after === 'stay' ? Math.min(t, period) : after === 'restart' ? restarted(t) : t;
          const rate = (t: number) => low + ((high - low) * (1 + Math.cos((Math.PI * step(t)) / period))) / 2;
          return { lr: schedule(length, call, rate) };
        },
      }),
    ),
});
