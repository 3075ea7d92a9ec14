import type { AlgorithmFormula } from '../../spec/lib/algorithm.ts';
import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import type { Random } from './random.ts';

export interface AlgorithmLawContext {
  readonly inputs: Tensors;
  readonly options: OptionValues;
  readonly random: Random;
  /** Outputs of the implementation, or of the reference: integers, exact. */
  run(inputs: Tensors, options?: OptionValues): Promise<Tensors>;
  /** Throws a ClaimError that says what holds instead. */
  that(holds: boolean, otherwise: string): void;
}

export type AlgorithmLaw = (context: AlgorithmLawContext) => void | Promise<void>;

export type AlgorithmLaws<F extends AlgorithmFormula> = {
  readonly [Label in keyof F['laws']]: AlgorithmLaw;
};

/** One law for each label of the spec; a missing or a surplus one does not compile. */
export function algorithmLaws<const F extends AlgorithmFormula>(
  _spec: F,
  checks: AlgorithmLaws<F>,
): Readonly<Record<string, AlgorithmLaw>> {
  return checks as Readonly<Record<string, AlgorithmLaw>>;
}
