import { formula } from '../lib/formula.ts';
import { schedule } from '../lib/schedule.ts';

/** lr = start · factor^(t/period), the quotient cut off to an integer in steps. */
export default formula(
  'exponential-decay() -> lr[length]',
  (options) => ({
    length: options.integer('length', { least: 0 }),
    start: options.number('start'),
    factor: options.number('factor', { least: 0 }),
    period: options.integer('period', { least: 1 }),
    staircase: options.flag('staircase'),
  }),
  () => ({
    forward(_inputs, _sizes, { length, start, factor, period, staircase }, call) {
      const periods = (t: number) => (staircase ? Math.floor(t / period) : t / period);
      return { lr: schedule(length, call, (t) => start * factor ** periods(t)) };
    },
  }),
);
