import { formula } from '../lib/formula.ts';
import { schedule } from '../lib/schedule.ts';

/** lr = low + (high − low) (1 + cos(π s / period)) / 2, s the step, kept at the period or taken modulo it if asked for. */
export default formula(
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
      const step = (t: number) =>
        after === 'stay' ? Math.min(t, period) : after === 'restart' ? t % period : t;
      const rate = (t: number) => low + ((high - low) * (1 + Math.cos((Math.PI * step(t)) / period))) / 2;
      return { lr: schedule(length, call, rate) };
    },
  }),
);
