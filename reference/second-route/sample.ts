/** Single samples out of whole tensors, found by their indices and not by the layout that the first route reads. */
import type { Checked } from '../../spec/lib/check.ts';
import type { Formula } from '../../spec/lib/formula.ts';
import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';

type Shape = readonly number[];

/** Where a sample stands in the tensors of a case. */
export interface Samples {
  readonly count: number;
  /** Row-major places of the sample's elements in a tensor of this shape, in the order of the equations. */
  places(name: string, shape: Shape, sample: number): number[];
  /** The shape of one sample of an input or output. */
  shape(name: string, shape: Shape): Shape;
}

/** `single` has the equations for one sample, `whole` those for the tensors that a case has. */
export function samplesOf(
  { over }: Formula,
  single: Checked,
  whole: Checked,
  inputs: Tensors,
  options: OptionValues,
): Samples {
  const axes = (checked: Checked) =>
    new Map([...checked.inputs, ...checked.outputs].map(({ name, dims }) => [name, dims.length]));
  const [before, after] = [axes(single), axes(whole)];
  const stretched = (name: string) => before.get(name) !== after.get(name);
  const first = inputs[Object.values(over ?? {}).flat()[0] ?? '']?.shape;
  if (!over || !first) return { count: 1, places: (_, shape) => all(shape), shape: (_, shape) => shape };
  if ('lanes' in over) {
    const axis = Number(options.axis);
    const along = axis < 0 ? axis + first.length : axis;
    return {
      count: size(first) / first[along]!,
      places: (name, shape, sample) => (stretched(name) ? lane(shape, along, sample) : all(shape)),
      shape: (name, shape) => (stretched(name) ? [shape[along]!] : shape),
    };
  }
  const own = (name: string, shape: Shape) =>
    !stretched(name) ? shape : 'elements' in over ? [] : shape.slice(1);
  return {
    count: 'elements' in over ? size(first) : first[0]!,
    places: (name, shape, sample) => {
      const length = size(own(name, shape));
      return all(own(name, shape)).map((n) => (stretched(name) ? sample * length + n : n));
    },
    shape: own,
  };
}

const size = (shape: Shape): number => shape.reduce((product, n) => product * n, 1);

const all = (shape: Shape): number[] => Array.from({ length: size(shape) }, (_, n) => n);

/** The `sample`-th line of elements along an axis. */
function lane(shape: Shape, axis: number, sample: number): number[] {
  const found: number[] = [];
  let lines = 0;
  const walk = (level: number, place: number): void => {
    if (level === shape.length) {
      if (lines++ !== sample) return;
      const stride = size(shape.slice(axis + 1));
      for (let k = 0; k < shape[axis]!; k++) found.push(place + k * stride);
      return;
    }
    const stride = size(shape.slice(level + 1));
    const steps = level === axis ? 1 : shape[level]!;
    for (let k = 0; k < steps; k++) walk(level + 1, place + k * stride);
  };
  walk(0, 0);
  return found;
}
