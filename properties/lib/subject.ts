import type { Call, Dtype, FormulaImplementation, Implementation } from '../../backends/lib/contract.ts';
import { ImplementationFailure } from '../../backends/lib/failure.ts';
import { type Expected, validateAnswer } from '../../backends/lib/validate-answer.ts';
import type { Ball } from '../../reference/arithmetic/ball.ts';
import type { AllValues } from '../../reference/lib/evaluate.ts';
import { differentiable, type Gradient } from '../../reference/lib/gradient.ts';
import { layout } from '../../reference/lib/layout.ts';
import type { Prepared, Reading } from '../../reference/lib/prepare.ts';
import { gradientTolerance, type Target, tolerance } from '../../reference/lib/tolerance.ts';
import { gradientTruth, truth } from '../../reference/lib/truth.ts';
import type { Checked } from '../../spec/lib/check.ts';
import type { OptionValues, Tensor, Tensors } from '../../spec/lib/tensor.ts';
import type { Case } from './case.ts';
import { enoughFor, lazily } from './enough.ts';
import type { Oracle } from './judge.ts';

/** What a gradient is asked for. */
type Question = Pick<Case, 'inputs' | 'options' | 'cotangents'>;

/** One formula of one implementation in one dtype: what a check puts its cases to, and the oracle beside it. */
export class Subject {
  readonly prepared: Prepared;
  private readonly implementation: Implementation;
  readonly entry: FormulaImplementation;
  readonly target: Target & { readonly dtype: Dtype };
  /** The convention that it declares, or the definition. */
  readonly reading: Reading;
  /** The inputs whose gradients it gives. */
  readonly differentiable: readonly string[];
  private readonly call: Call;

  constructor(
    prepared: Prepared,
    implementation: Implementation,
    entry: FormulaImplementation,
    dtype: Dtype,
  ) {
    this.prepared = prepared;
    this.implementation = implementation;
    this.entry = entry;
    const { functionUlp = 2, ftz = false } = implementation;
    this.target = { dtype, functionUlp, ftz };
    this.reading = entry.variant === undefined ? prepared.truth : prepared.variant(entry.variant);
    const { differentiates } = entry;
    this.differentiable = differentiable(prepared).filter((name) => differentiates?.includes(name) ?? true);
    this.call = { dtype };
  }

  /** The same subject with another function in its place. */
  with(entry: FormulaImplementation): Subject {
    return new Subject(this.prepared, this.implementation, entry, this.target.dtype);
  }

  get name(): string {
    return this.prepared.spec.name;
  }

  /** The implementation's outputs. Throws an ImplementationFailure where it gives none or breaks the contract. */
  async forward({ inputs, options }: Pick<Case, 'inputs' | 'options'>): Promise<Tensors> {
    this.demandSupport(inputs, options);
    return this.validOutputs(inputs, options, await this.entry.forward(inputs, options, this.call));
  }

  /** The implementation's gradients, for cotangents that stand for zero where they are left out. */
  async vjp({ inputs, options, cotangents }: Question): Promise<Tensors> {
    this.demandSupport(inputs, options);
    const all = this.completed(inputs, options, cotangents);
    const answer = await this.entry.vjp!(inputs, options, all, this.call);
    const expected: Expected = Object.fromEntries(
      this.differentiable.map((name) => [name, { shape: inputs[name]!.shape, dtype: this.target.dtype }]),
    );
    return validateAnswer(this.name, 'gradient', answer, expected);
  }

  /** What the outputs may be. */
  oracle({ inputs, options: asked }: Pick<Case, 'inputs' | 'options'>): Oracle {
    const { prepared, reading, target } = this;
    const options = this.options(asked);
    const allowed = tolerance(prepared, reading.algorithms, target, inputs, options);
    return {
      target,
      tolerance: allowed,
      kinked: false,
      definition: lazily(() => tolerance(prepared, [reading.definition], target, inputs, options)),
      truth: lazily(() => truth(prepared, this.texts, inputs, options, enoughFor(allowed))),
    };
  }

  /** What the gradients may be. */
  gradientOracle({ inputs, options: asked, cotangents }: Question): Oracle {
    const { prepared, reading, target } = this;
    const options = this.options(asked);
    // An implementation is handed zeros for the outputs left out, and multiplies them by its slopes too.
    const given = this.completed(inputs, asked, cotangents);
    const read = (texts: Reading['algorithms']) =>
      this.given(gradientTolerance(prepared, texts, target, inputs, options, given));
    const { gradients, kinked } = read(reading.algorithms);
    return {
      target,
      tolerance: gradients,
      kinked,
      definition: lazily(() => read([reading.definition]).gradients),
      // From an algorithm: at a kink of an intermediate maximum the definition has none.
      truth: lazily(() =>
        gradientTruth(prepared, this.texts, inputs, options, cotangents, enoughFor(gradients)),
      ),
    };
  }

  /** How far rounding may move the gradients of one choice at every kink. */
  gradientRounding({ inputs, options: asked, cotangents }: Question): AllValues<Ball> {
    const { prepared, reading, target } = this;
    const given = this.completed(inputs, asked, cotangents);
    const options = this.options(asked);
    return this.given(
      gradientTolerance(prepared, reading.algorithms, target, inputs, options, given, 'first'),
    ).gradients;
  }

  /** Without the gradients that the implementation does not give. */
  private given({ gradients, kinked }: Gradient<Ball>): Gradient<Ball> {
    const kept = Object.entries(gradients).filter(([name]) => this.differentiable.includes(name));
    return { gradients: Object.fromEntries(kept), kinked };
  }

  /** What the truth is read from: the definition, and where no precision is enough for it, an algorithm. */
  get texts(): readonly Checked[] {
    return [this.reading.definition, ...this.reading.algorithms];
  }

  /** The options that the reading sees: a declared convention may force some. */
  options(asked: OptionValues): OptionValues {
    const { variant } = this.entry;
    const force = variant === undefined ? undefined : this.prepared.spec.variants[variant]?.force;
    return force ? { ...asked, ...force } : asked;
  }

  /** Zero cotangents for the outputs that have none. */
  completed(inputs: Tensors, options: OptionValues, cotangents: Tensors): Tensors {
    const shapes = this.outputShapes(inputs, options);
    const zero = (shape: readonly number[]): Tensor => {
      const length = shape.reduce((product, size) => product * size, 1);
      return {
        shape,
        data: this.target.dtype === 'f32' ? new Float32Array(length) : new Float64Array(length),
      };
    };
    return Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [name, cotangents[name] ?? zero(shape)]),
    );
  }

  /** A law or an example may ask for what the implementation does not do. */
  private demandSupport(inputs: Tensors, options: OptionValues): void {
    const { supports = {}, requires = [] } = this.entry;
    for (const [name, values] of Object.entries(supports))
      if (!values.includes(options[name]!))
        throw new ImplementationFailure('skipped', `It does not support ${name} = ${options[name]}.`);
    if (requires.length === 0) return;
    const { sizes } = layout(this.prepared.spec, this.prepared.truth.definition, inputs, options);
    if (!this.prepared.meets(requires, sizes, options))
      throw new ImplementationFailure('skipped', `It requires ${requires.join(' and ')}.`);
  }

  private validOutputs(inputs: Tensors, options: OptionValues, answer: unknown): Tensors {
    const { dtype } = this.target;
    const expected: Expected = Object.fromEntries(
      Object.entries(this.outputShapes(inputs, options)).map(([name, shape]) => [name, { shape, dtype }]),
    );
    return validateAnswer(this.name, 'output', answer, expected);
  }

  private outputShapes(inputs: Tensors, options: OptionValues): Record<string, readonly number[]> {
    const { definition } = this.prepared.truth;
    const plan = layout(this.prepared.spec, definition, inputs, options);
    return Object.fromEntries(definition.outputs.map(({ name }) => [name, plan.outputShape(name)]));
  }
}
