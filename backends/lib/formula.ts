import { bind, show, volume } from './bind.ts';
import type { Call, FormulaImplementation, Options, Tensor, Tensors } from './contract.ts';
import { type Floats, type Kernels, zeros } from './kernels.ts';
import { type OptionReader, optionReader } from './options.ts';
import {
  type Argument,
  type InputsOf,
  type OutputsOf,
  parseSignature,
  type Shapes,
  type Signature,
  type Sizes,
} from './signature.ts';

/** A formula still to be given its kernels: what each file of `backends/formulas` exports. */
export type OverKernels = (kernels: Kernels) => FormulaImplementation;

/** Row-major arrays in, new row-major arrays out. Shapes and options have been checked before either is called. */
export interface Body<Inputs, Outputs, P> {
  forward(inputs: Inputs, sizes: Sizes, parameters: P, call: Call): Outputs;
  /** The gradient of Σ ⟨cotangent, output⟩, by input. A cotangent that was not given is zero. */
  vjp?(
    inputs: Inputs,
    cotangents: Outputs,
    sizes: Sizes,
    parameters: P,
  ): { readonly [Name in keyof Inputs]?: Floats };
}

/** Reads the options of a call. Its numbers may name sizes of the outputs. */
export type ReadParameters<P> = (options: OptionReader, sizes: Sizes, shapes: Shapes) => P;

export const noOptions = (): object => ({});

/**
 * A formula's forward and backward, written once over the kernels. `text` is its signature,
 * `name(x[N,D], t[N] in K) -> y[N]`; letters take their sizes from the inputs, `...` is any shape, `in K` an integer
 * tensor with values 0 … K−1. Calls that do not fit get an Error saying what was expected and what came.
 */
export function formula<const Text extends string, P extends object>(
  text: Text,
  parameters: ReadParameters<P>,
  build: (kernels: Kernels) => Body<InputsOf<Text>, OutputsOf<Text>, P>,
): OverKernels {
  const signature = parseSignature(text);

  const open = (inputs: Tensors, options: Options) => {
    const { arrays, sizes, shapes } = bind(signature, inputs);
    const reader = optionReader(signature.name, options);
    const read = parameters(reader, sizes, shapes);
    reader.rejectUnread();
    const shapeOf = ({ dimensions }: Argument): readonly number[] =>
      dimensions[0] === '...'
        ? anyShape(signature, shapes)
        : dimensions.map((d) => sizeOf(d, { ...read, ...sizes }));
    return { arrays: arrays as InputsOf<Text>, sizes, shapes, read, shapeOf };
  };

  return (kernels) => {
    const { forward, vjp } = build(kernels);
    return {
      forward(inputs, options, call) {
        const { arrays, sizes, read, shapeOf } = open(inputs, options);
        const outputs = forward(arrays, sizes, read, call) as Record<string, Tensor['data']>;
        return Object.fromEntries(
          signature.outputs.map((output) => [
            output.name,
            { shape: shapeOf(output), data: outputs[output.name] },
          ]),
        );
      },
      ...(vjp && {
        vjp(inputs: Tensors, options: Options, cotangents: Tensors) {
          const { arrays, sizes, shapes, read, shapeOf } = open(inputs, options);
          const given = signature.outputs.map((output) => {
            const shape = shapeOf(output);
            return [output.name, cotangentOf(signature, output.name, shape, cotangents, inputs)] as const;
          });
          const gradients = vjp(arrays, Object.fromEntries(given) as OutputsOf<Text>, sizes, read);
          return Object.fromEntries(
            Object.entries(gradients).map(([name, data]) => [
              name,
              { shape: shapes[name], data: data as Floats },
            ]),
          );
        },
      }),
    };
  };
}

const sizeOf = (dimension: string, sizes: Record<string, unknown>): number =>
  Number(dimension in sizes ? sizes[dimension] : dimension);

function anyShape({ inputs }: Signature, shapes: Shapes): readonly number[] {
  const [any] = inputs.filter(({ dimensions }) => dimensions[0] === '...');
  return shapes[any.name];
}

function cotangentOf(
  signature: Signature,
  name: string,
  shape: readonly number[],
  cotangents: Tensors,
  inputs: Tensors,
): Floats {
  const [dtype] = signature.inputs.filter(({ below }) => below === undefined);
  const like = inputs[dtype.name].data as Floats;
  const cotangent = cotangents[name];
  if (cotangent === undefined) return zeros(like, volume(shape));

  const { shape: came, data } = cotangent;
  if (show(came) !== show(shape) || data.length !== volume(shape) || data.constructor !== like.constructor)
    throw new Error(
      `${signature.name}: expected the cotangent of ${name} to be ${like.constructor.name} of shape ${show(shape)}, ` +
        `got ${data.length} numbers of ${data.constructor.name} of shape ${show(came)}`,
    );
  return data as Floats;
}
