import type { Dtype, FormulaImplementation, Implementation } from '../../backends/lib/contract.ts';
import { type Expected, validateAnswer } from '../../backends/lib/validate-answer.ts';
import type { Ball } from '../../reference/arithmetic/ball.ts';
import type { AllValues } from '../../reference/lib/evaluate.ts';
import { differentiable, type Gradient } from '../../reference/lib/gradient.ts';
import type { Prepared, Reading } from '../../reference/lib/prepare.ts';
import { gradientTolerance, tolerance, widest } from '../../reference/lib/tolerance.ts';
import { gradientTruth, truth } from '../../reference/lib/truth.ts';
import type { Checked } from '../../spec/lib/check.ts';
import type { Variant } from '../../spec/lib/formula.ts';
import type { OptionValues, Tensor, Tensors } from '../../spec/lib/tensor.ts';
import type { Case } from './case.ts';
import { crop } from './crop.ts';
import type { Explanation, Witness } from './diagnose.ts';
import { enoughFor, lazily } from './enough.ts';
import { fits } from './fits.ts';
import { type Judgement, judge, type Oracle } from './judge.ts';
import { mutantsOf } from './mutants.ts';
import { plainly } from './plainly.ts';
import { Subject } from './subject.ts';

/** So many slips of each text a diagnosis looks at. */
const MOST_SLIPS = 200;

/** What a gradient is asked for. */
type Question = Pick<Case, 'inputs' | 'options' | 'cotangents'>;

/** Judged by equations. */
export class EquationSubject extends Subject<Prepared> {
  /** The convention that it declares, or the definition. */
  readonly reading: Reading;
  /** The inputs whose gradients it gives. */
  readonly differentiable: readonly string[];
  /** Forms that give accuracy up on purpose, and are not held against what computes so. */
  private readonly lossy: readonly Checked[];

  constructor(
    prepared: Prepared,
    implementation: Implementation,
    entry: FormulaImplementation,
    dtype: Dtype,
    lossy: readonly Checked[] = [],
  ) {
    super(prepared, implementation, entry, dtype);
    this.lossy = lossy;
    this.reading = entry.variant === undefined ? prepared.truth : prepared.variant(entry.variant);
    const { differentiates } = entry;
    this.differentiable = differentiable(prepared).filter((name) => differentiates?.includes(name) ?? true);
  }

  override with(entry: FormulaImplementation): EquationSubject {
    return new EquationSubject(this.prepared, this.implementation, entry, this.target.dtype, this.lossy);
  }

  /** The same, held only to what the known forms keep that give accuracy up on purpose; undefined where there are none. */
  get lenient(): EquationSubject | undefined {
    const { prepared, implementation, entry, target } = this;
    if (entry.variant !== undefined) return undefined;
    const lossy = Object.entries<Partial<Variant>>(prepared.spec.variants)
      .filter(([, { imprecise }]) => imprecise)
      .flatMap(([variant]) => prepared.variant(variant).algorithms);
    if (lossy.length === 0) return undefined;
    return new EquationSubject(prepared, implementation, entry, target.dtype, lossy);
  }

  override get known(): Explanation[] {
    const { prepared, entry } = this;
    const variants = Object.entries(prepared.spec.variants)
      .filter(([variant]) => variant !== entry.variant)
      .map(
        ([variant, { kind, says, who, force, shows }]): Explanation => ({
          ...{ variant, kind, says, ...(who !== undefined && { who }) },
          gradientOnly: shows === 'in the gradient',
          fits: (witness) =>
            fits(this, prepared.variant(variant), { ...witness.value.options, ...force }, witness),
        }),
      );
    if (entry.variant === undefined) return variants;
    const definition: Explanation = {
      kind: 'convention',
      says: `the definition itself, not the declared '${entry.variant}'`,
      fits: (witness) => fits(this, prepared.truth, witness.value.options, witness),
    };
    return [definition, ...variants];
  }

  override get slips(): Explanation[] {
    return [...new Set(this.texts)].flatMap((text) =>
      Array.from(mutantsOf(text, MOST_SLIPS), ({ says, equations }) => ({
        kind: 'slip',
        says,
        fits: (witness) =>
          fits(this, { algorithms: [equations] }, this.options(witness.value.options), witness),
      })),
    );
  }

  protected override get outputDtype(): Dtype {
    return this.target.dtype;
  }

  override judge(value: Case, outputs: Tensors): Judgement {
    return judge(this.oracle(value), outputs);
  }

  override plain(value: Case): AllValues<number> {
    return plainly(this, this.reading, value, this.options(value.options), 'outputs');
  }

  override slack(value: Case): (output: string, n: number) => number {
    const { tolerance: allowed } = this.oracle(value);
    return (output, n) => allowed[output]!.data[n]!.e;
  }

  override async answer(value: Case, of: Witness['of']): Promise<Tensors | undefined> {
    if (of === 'outputs') return this.forward(value);
    return this.entry.vjp && this.differentiable.length > 0 ? this.vjp(value) : undefined;
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
    const texts = [...reading.algorithms, ...this.lossy];
    const allowed = tolerance(prepared, texts, target, inputs, options);
    return {
      target,
      tolerance: allowed,
      kinked: false,
      definition: lazily(() => tolerance(prepared, [reading.definition], target, inputs, options)),
      truth: lazily(() => truth(prepared, this.texts, inputs, options, enoughFor(allowed))),
    };
  }

  /** What the gradients may be. */
  gradientOracle(question: Question): Oracle {
    const { inputs, options: asked, cotangents } = question;
    const { prepared, reading, target } = this;
    const options = this.options(asked);
    // An implementation is handed zeros for the outputs left out, and multiplies them by its slopes too.
    const given = this.completed(inputs, asked, cotangents);
    const read = (texts: Reading['algorithms']) =>
      this.given(gradientTolerance(prepared, texts, target, inputs, options, given));
    const { gradients: sound, kinked } = read(reading.algorithms);
    const gradients = this.lossy.length === 0 ? sound : widest([sound, this.gradientRounding(question)]);
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
    const texts = [...reading.algorithms, ...this.lossy];
    return this.given(gradientTolerance(prepared, texts, target, inputs, options, given, 'first')).gradients;
  }

  /** Without the gradients that the implementation does not give. */
  private given({ gradients, kinked }: Gradient<Ball>): Gradient<Ball> {
    const kept = Object.entries(gradients).filter(([name]) => this.differentiable.includes(name));
    return { gradients: Object.fromEntries(kept), kinked };
  }

  override fitted(value: Case): Case {
    if (this.entry.variant === undefined) return value;
    const shapes = this.outputShapes(value.inputs, value.options);
    const cotangents = Object.entries(value.cotangents).map(([name, cotangent]): [string, Tensor] => {
      const shape = shapes[name]!;
      return [name, String(cotangent.shape) === String(shape) ? cotangent : crop(cotangent, shape)];
    });
    return { ...value, cotangents: Object.fromEntries(cotangents) };
  }

  protected override get shapes(): Checked {
    return this.reading.definition;
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
}
