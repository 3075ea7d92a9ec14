import type { EquationSubject } from '../equation-subject.ts';
import { allFinite, judge } from '../judge.ts';
import { type Check, CONFORMS } from './check.ts';

/** The vector-Jacobian product against the exact gradient: every input, every output alone and all together. */
export const gradient = (subject: EquationSubject): Check => ({
  kind: 'gradient',
  title: 'the gradients are those of the formula',
  cases: {},
  async try(value) {
    const gradients = await subject.vjp(value);
    return { ...judge(subject.gradientOracle(value), gradients), of: 'gradients' };
  },
});

/** Where the exact gradient is an ordinary number, so is the implementation's. */
export const finiteGradient = (subject: EquationSubject): Check => ({
  kind: 'finite-gradient',
  title: 'the gradients are finite wherever the outputs are',
  cases: { regime: 'large' },
  share: 0.5,
  async try(value) {
    const outputs = await subject.forward(value);
    if (!allFinite(outputs)) return CONFORMS;
    const gradients = await subject.vjp(value);
    if (allFinite(gradients)) return CONFORMS;
    const { fault } = judge(subject.gradientOracle(value), gradients);
    if (!fault || !Number.isFinite(fault.must)) return CONFORMS;
    return { verdict: fault.verdict, fault, of: 'gradients' };
  },
});
