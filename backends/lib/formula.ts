import { bind, show, volume } from './bind.ts';
import type { FormulaImplementation, Options, Tensors } from './contract.ts';
import { type Floats, type Kernels, zeros } from './kernels.ts';
import { type OptionReader, optionReader } from './options.ts';
import { type InputsOf, type OutputsOf, parseSignature, type Shapes, type Sizes } from './signature.ts';

/** A formula still to be given its kernels: what each file of `backends/formulas` exports. */
export type OverKernels = (kernels: Kernels) => FormulaImplementation;

/** Reads the options of a call. Its numbers may also name sizes of the outputs. */
type Parameters<P> = (options: OptionReader, sizes: Sizes, shapes: Shapes) => P;

/** Row-major arrays in, new row-major arrays out; shapes are the signature's, checked before either is called. */
interface Body<Text extends string, P> {
  forward(inputs: InputsOf<Text>, sizes: Sizes, parameters: P): OutputsOf<Text>;
  /** The gradient of Σ ⟨cotangent, output⟩ by input. */
  vjp?(
    inputs: InputsOf<Text>,
    cotangents: OutputsOf<Text>,
    sizes: Sizes,
    parameters: P,
  ): { [Name in keyof InputsOf<Text>]?: Floats };
}

export function formula<const Text extends string>(
  text: Text,
  build: (kernels: Kernels) => Body<Text, object>,
): OverKernels;
export function formula<const Text extends string, P extends object>(
  text: Text,
  parameters: Parameters<P>,
  build: (kernels: Kernels) => Body<Text, P>,
): OverKernels;
export function formula(
  text: string,
  first: Parameters<object> | ((kernels: Kernels) => Body<string, object>),
  second?: (kernels: Kernels) => Body<string, object>,
): OverKernels {
  const [parameters, build] =
    second === undefined
      ? [() => ({}), first as (kernels: Kernels) => Body<string, object>]
      : [first as Parameters<object>, second];
  return checked(text, parameters, build);
}
