import type { MutantsReport } from '../../audit/lib/mutants-report.ts';
import type { Measure } from './lib/measure.ts';
import { mutantsSay, type Score, scoreOf } from './lib/mutants.ts';

export default {
  command: ['cli/main.ts', 'mutants', '--dtype', 'f64', '--json'],
  keep: scoreOf,
  says: mutantsSay,
} satisfies Measure<MutantsReport, Score>;
