import { formula } from '../lib/formula.ts';
import { schedule } from '../lib/schedule.ts';

/** lr = factor/√width · min(1/√s, s/√warmup³) at the steps s = 1, 2, … */
export default formula(
  'noam-schedule() -> lr[length]',
  (options) => ({
    length: options.integer('length', { least: 0 }),
    width: options.integer('width', { least: 1 }),
    warmup: options.integer('warmup', { least: 1 }),
    factor: options.number('factor'),
  }),
  () => ({
    forward(_inputs, _sizes, { length, width, warmup, factor }, call) {
      const rate = (t: number) =>
        (factor / Math.sqrt(width)) * Math.min(1 / Math.sqrt(t + 1), (t + 1) / (warmup * Math.sqrt(warmup)));
      return { lr: schedule(length, call, rate) };
    },
  }),
);
