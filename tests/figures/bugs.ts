import { type Measure, share } from './lib/measure.ts';

interface Result {
  readonly known: number;
  readonly coded: number;
  readonly flagged: { readonly default: number; readonly deep: number };
  readonly variants: number;
  readonly named: number;
}

export default {
  command: ['tests/suite/run-bugs.ts', '--json'],
  says: ({ known, coded, flagged, variants, named }) =>
    `${share(coded, known)} known bugs as code; flagged at the default tier: ${share(flagged.default, coded)}, at the deep one: ${share(flagged.deep, coded)}; of those that a variant describes, named in the first line: ${share(named, variants)}`,
} satisfies Measure<Result>;
