/**
 * Assay weighs deep-learning code against the formulas.
 *
 * An implementation is a module whose default export is `implementation({ name, dtypes, formulas })`; then
 * `assay check ./mine.ts` judges it on the command line, and `conformance(mine)` inside a test framework.
 */
export {
  type Awaitable,
  type Call,
  type Dtype,
  type FormulaImplementation,
  type Forward,
  type Implementation,
  type ImplementationModule,
  implementation,
  type Options,
  type OptionValue,
  type Tensor,
  type Tensors,
  type Vjp,
} from './backends/lib/contract.ts';
export { skip } from './backends/lib/failure.ts';
export { cases } from './cli/lib/cases.ts';
export { type ConformanceOptions, type ConformanceTest, conformance } from './cli/lib/conformance.ts';
export { replay } from './cli/lib/replay-test.ts';
export type { Case } from './properties/lib/case.ts';
export type { CaseOptions } from './properties/lib/draw-case.ts';
