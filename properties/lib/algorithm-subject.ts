import type { Dtype, FormulaImplementation, Implementation } from '../../backends/lib/contract.ts';
import type { AllValues } from '../../reference/lib/evaluate.ts';
import type { Reference } from '../../reference/lib/listing.ts';
import { prepareAlgorithm } from '../../reference/lib/prepare-algorithm.ts';
import type { AlgorithmFormula } from '../../spec/lib/algorithm.ts';
import type { Tensors } from '../../spec/lib/tensor.ts';
import type { Case } from './case.ts';
import type { Explanation, Witness } from './diagnose.ts';
import type { Judgement } from './judge.ts';
import { judgeExactly } from './judge-exactly.ts';
import { Subject } from './subject.ts';

/** Judged by a reference, whose integers it must equal. */
export class AlgorithmSubject extends Subject {
  readonly spec: AlgorithmFormula;
  private readonly reference: Reference;

  constructor(
    spec: AlgorithmFormula,
    reference: Reference,
    implementation: Implementation,
    entry: FormulaImplementation,
    dtype: Dtype,
  ) {
    super(prepareAlgorithm(spec), implementation, entry, dtype);
    this.spec = spec;
    this.reference = reference;
    if (entry.variant !== undefined) this.rule(entry.variant);
  }

  override with(entry: FormulaImplementation): AlgorithmSubject {
    return new AlgorithmSubject(this.spec, this.reference, this.implementation, entry, this.target.dtype);
  }

  override get known(): Explanation[] {
    return Object.entries(this.spec.variants)
      .filter(([variant]) => variant !== this.entry.variant)
      .map(([variant, { kind, says, who }]) => ({
        ...{ variant, kind, says, ...(who !== undefined && { who }) },
        fits: (witness) => this.fits(variant, witness),
      }));
  }

  /** Whatever the dtype under judgement. */
  protected override get outputDtype(): 'i32' {
    return 'i32';
  }

  override judge(value: Case, outputs: Tensors): Judgement {
    return judgeExactly(this.truth(value, this.entry.variant), outputs);
  }

  override plain(value: Case): AllValues<number> {
    const outputs = Object.entries(this.truth(value, this.entry.variant));
    return Object.fromEntries(outputs.map(([name, { shape, data }]) => [name, { shape, data: [...data] }]));
  }

  override slack(): () => number {
    return () => 0;
  }

  private fits(variant: string, { value, answer }: Witness): number | undefined {
    const truth = this.truth(value, variant);
    const comparable = Object.entries(truth).every(
      ([name, { data }]) => answer[name]?.data?.length === data.length,
    );
    return comparable && judgeExactly(truth, answer).verdict === 'conforming' ? 0 : undefined;
  }

  /** By the definition, or by a variant's rule. */
  private truth({ inputs, options }: Case, variant: string | undefined): Tensors {
    return this.reference(inputs, options, variant === undefined ? undefined : this.rule(variant));
  }

  private rule(name: string): AlgorithmFormula['variants'][string]['rule'] {
    const variant = this.spec.variants[name];
    if (!variant) throw new Error(`'${this.spec.name}' has no variant '${name}'`);
    return variant.rule;
  }
}
