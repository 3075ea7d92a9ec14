import { count, type Measure, share } from './lib/measure.ts';

interface Result {
  readonly formulas: number;
  readonly caught: number;
  readonly equivalent: number;
  readonly survived: number;
}

export default {
  command: ['tests/suite/run-backward.ts', '--json'],
  says: ({ formulas, caught, equivalent, survived }) =>
    `${count(formulas)} hand-derived backward passes and the kernels they call; small mistakes caught: ${share(caught, caught + survived)}, ${count(equivalent)} more give the same`,
} satisfies Measure<Result>;
