import { judge } from '../judge.ts';
import type { Subject } from '../subject.ts';
import type { Check } from './check.ts';

/** Outputs against the truth, within the tolerance that the algorithm's arithmetic allows. */
export const agreement = (subject: Subject): Check => ({
  kind: 'agreement',
  title: 'the outputs are those of the formula',
  cases: {},
  async try(value) {
    const outputs = await subject.forward(value);
    return { ...judge(subject.oracle(value), outputs), of: 'outputs' };
  },
});

/** The same on larger tensors: loops that are unrolled, blocked or vectorised go wrong beyond their first block. */
export const large = (subject: Subject): Check => ({
  ...agreement(subject),
  kind: 'large',
  title: 'the outputs are those of the formula on larger tensors',
  cases: { scale: 6 },
  share: 0.05,
});
