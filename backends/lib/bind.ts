import type { Tensor, Tensors } from './contract.ts';
import type { Floats } from './kernels.ts';
import type { Argument, Shapes, Signature, Sizes } from './signature.ts';

export interface Bound {
  readonly arrays: Record<string, Floats | Int32Array>;
  readonly sizes: Sizes;
  readonly shapes: Shapes;
}

/** The arrays and sizes of a call. Throws an Error naming the tensor, what was expected and what came. */
export function bind(signature: Signature, tensors: Tensors): Bound {
  const bound: Bound = { arrays: {}, sizes: {}, shapes: {} };
  let anyShape: readonly number[] | undefined;
  let dtype: string | undefined;
  for (const argument of signature.inputs) {
    const tensor = tensors[argument.name];
    const fail = (expected: string, came: string): never => {
      throw new Error(`${signature.name}: expected ${argument.name} to be ${expected}, got ${came}`);
    };
    if (tensor === undefined) return fail('a tensor', 'nothing');

    const { shape, data } = tensor;
    const type = data.constructor.name;
    if ((argument.below === undefined) === data instanceof Int32Array)
      fail(argument.below === undefined ? 'Float32Array or Float64Array' : 'Int32Array', type);
    if (argument.below === undefined && (dtype ??= type) !== type) fail(dtype, type);

    if (argument.dimensions[0] === '...') anyShape = matchAny(tensor, anyShape, fail);
    else matchDimensions(argument, tensor, bound.sizes, fail);
    if (data.length !== volume(shape))
      fail(`${volume(shape)} numbers of shape ${show(shape)}`, `${data.length}`);

    bound.arrays[argument.name] = data;
    bound.shapes[argument.name] = shape;
  }
  for (const { name, below } of signature.inputs)
    if (below !== undefined) checkIntegers(signature.name, name, bound, below);
  return bound;
}

export const volume = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
export const show = (shape: readonly unknown[]): string => `[${shape.join(',')}]`;

type Fail = (expected: string, came: string) => never;

function matchAny({ shape }: Tensor, seen: readonly number[] | undefined, fail: Fail): readonly number[] {
  if (seen !== undefined && show(seen) !== show(shape)) fail(`of shape ${show(seen)}`, show(shape));
  return shape;
}

/** Gives each letter met for the first time its size; all others must have the size they have. */
function matchDimensions({ dimensions }: Argument, { shape }: Tensor, sizes: Sizes, fail: Fail): void {
  const expected = dimensions.map((dimension) =>
    dimension in sizes ? `${dimension}=${sizes[dimension]}` : dimension,
  );
  const fits = dimensions.every((dimension, axis) => {
    if (Number.isNaN(Number(dimension))) sizes[dimension] ??= shape[axis];
    return (sizes[dimension] ?? Number(dimension)) === shape[axis];
  });
  if (!fits || shape.length !== dimensions.length) fail(`of shape ${show(expected)}`, show(shape));
}

function checkIntegers(formula: string, name: string, { arrays, sizes }: Bound, below: string): void {
  const limit = sizes[below] ?? Number(below);
  const wrong = arrays[name].find((value) => value < 0 || value >= limit);
  if (wrong !== undefined)
    throw new Error(`${formula}: expected ${name} to hold integers from 0 to ${limit - 1}, got ${wrong}`);
}
