import type { Call, Dtype, FormulaImplementation, Implementation } from '../../backends/lib/contract.ts';
import type { AnyDtype } from '../../backends/lib/dtype-of.ts';
import { ImplementationFailure } from '../../backends/lib/failure.ts';
import { type Expected, validateAnswer } from '../../backends/lib/validate-answer.ts';
import type { AllValues } from '../../reference/lib/evaluate.ts';
import { layout } from '../../reference/lib/layout.ts';
import type { PreparedSignature } from '../../reference/lib/prepare.ts';
import type { Target } from '../../reference/lib/tolerance.ts';
import type { Checked } from '../../spec/lib/check.ts';
import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import type { Case } from './case.ts';
import type { Explanation, Witness } from './diagnose.ts';
import type { Judgement } from './judge.ts';

/** One formula of one implementation in one dtype: what a check puts its cases to, and the truth beside it. */
export abstract class Subject<Signature extends PreparedSignature = PreparedSignature> {
  readonly prepared: Signature;
  protected readonly implementation: Implementation;
  readonly entry: FormulaImplementation;
  readonly target: Target & { readonly dtype: Dtype };
  protected readonly call: Call;

  constructor(
    prepared: Signature,
    implementation: Implementation,
    entry: FormulaImplementation,
    dtype: Dtype,
  ) {
    this.prepared = prepared;
    this.implementation = implementation;
    this.entry = entry;
    const { functionUlp = 2, ftz = false } = implementation;
    this.target = { dtype, functionUlp, ftz };
    this.call = { dtype };
  }

  get name(): string {
    return this.prepared.spec.name;
  }

  /** The same with another function in its place. */
  abstract with(entry: FormulaImplementation): Subject;

  /** The variants that a diagnosis may name, without the one that is declared. */
  abstract get known(): Iterable<Explanation>;

  /** Small mistakes that nobody has declared, where there are equations to make them in. */
  get slips(): Iterable<Explanation> {
    return [];
  }

  /** Where the shapes of the outputs are read: another convention may give others. */
  protected get shapes(): Checked {
    return this.prepared.tensors;
  }

  protected abstract get outputDtype(): AnyDtype;

  /** Holds outputs to the truth. */
  abstract judge(value: Case, outputs: Tensors): Judgement;

  /** What a plain program gives that does what this one declares to do. */
  abstract plain(value: Case): AllValues<number>;

  /** How far rounding may move an element of an output. */
  abstract slack(value: Case): (output: string, n: number) => number;

  /** The implementation's outputs. Throws an ImplementationFailure where it gives none or breaks the contract. */
  async forward({ inputs, options }: Pick<Case, 'inputs' | 'options'>): Promise<Tensors> {
    this.demandSupport(inputs, options);
    const answer = await this.entry.forward(inputs, options, this.call);
    const expected: Expected = Object.fromEntries(
      Object.entries(this.outputShapes(inputs, options)).map(([name, shape]) => [
        name,
        { shape, dtype: this.outputDtype },
      ]),
    );
    return validateAnswer(this.name, 'output', answer, expected);
  }

  /** Outputs or gradients; undefined where it has no gradients. Throws an ImplementationFailure as `forward` does. */
  async answer(value: Case, of: Witness['of']): Promise<Tensors | undefined> {
    return of === 'outputs' ? this.forward(value) : undefined;
  }

  /** The implementation's outputs as they came. */
  async unchecked({ inputs, options }: Case): Promise<Tensors> {
    return { ...(await this.entry.forward(inputs, options, this.call)) };
  }

  /** The case, with cotangents of the shapes that the outputs have under the declared convention. */
  fitted(value: Case): Case {
    return value;
  }

  /** A law or an example may ask for what the implementation does not do. */
  protected demandSupport(inputs: Tensors, options: OptionValues): void {
    const { supports = {}, requires = [] } = this.entry;
    for (const [name, values] of Object.entries(supports))
      if (!values.includes(options[name]!))
        throw new ImplementationFailure('skipped', `It does not support ${name} = ${options[name]}.`);
    if (requires.length === 0) return;
    const { sizes } = layout(this.prepared.spec, this.prepared.tensors, inputs, options);
    if (!this.prepared.meets(requires, sizes, options))
      throw new ImplementationFailure('skipped', `It requires ${requires.join(' and ')}.`);
  }

  protected outputShapes(inputs: Tensors, options: OptionValues): Record<string, readonly number[]> {
    const { shapes } = this;
    const plan = layout(this.prepared.spec, shapes, inputs, options);
    return Object.fromEntries(shapes.outputs.map(({ name }) => [name, plan.outputShape(name)]));
  }
}
