import { count, type Measure } from './lib/measure.ts';

interface Result {
  readonly formulas: number;
  readonly implementations: number;
  readonly cases: number;
  readonly alarms: number;
}

export default {
  command: ['tests/suite/run-alarms.ts', '--json', '--cases', '50000'],
  says: ({ formulas, implementations, cases, alarms }) =>
    `${count(formulas)} formulas, ${count(implementations)} implementations that are right and different, ${count(cases)} cases: ${count(alarms)} false alarms`,
} satisfies Measure<Result>;
