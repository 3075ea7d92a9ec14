import type { Subject } from '../subject.ts';
import type { Check } from './check.ts';

/** Outputs against the truth, within what rounding allows. */
export const agreement = (subject: Subject): Check => ({
  kind: 'agreement',
  title: 'the outputs are those of the formula',
  cases: {},
  async try(value) {
    const outputs = await subject.forward(value);
    return { ...subject.judge(value, outputs), of: 'outputs' };
  },
});

/** The same on larger tensors: loops that are unrolled, blocked or vectorised go wrong beyond their first block. */
export const large = (subject: Subject): Check => ({
  ...agreement(subject),
  kind: 'large',
  title: 'the outputs are those of the formula on larger tensors',
  // The more axes a formula has, the faster its work grows with them.
  cases: { scale: Math.max(2, Math.round(12 / (subject.prepared.tensors.sizes.length + 1))) },
  share: 0.05,
});
