import type { Sizes } from '../../reference/lib/compile.ts';
import { completed, count, evaluatePolynomial, outputShape } from '../../reference/lib/layout.ts';
import type { PreparedSignature } from '../../reference/lib/prepare.ts';
import { BATCH } from '../../spec/lib/lift.ts';
import type { Option } from '../../spec/lib/options.ts';
import type { OptionValue, OptionValues } from '../../spec/lib/tensor.ts';
import type { Random } from './random.ts';

/** Everything of a case but its numbers. */
export interface Geometry {
  readonly options: OptionValues;
  /** Sizes of the equations; undefined where the shape is free (elements, lanes). */
  readonly sizes: Sizes;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly outputShapes: Readonly<Record<string, readonly number[]>>;
}

/** What an implementation can do, where it cannot do all: option values, and conditions on sizes. */
export interface Limits {
  readonly supports?: Readonly<Record<string, readonly OptionValue[]>>;
  readonly requires?: readonly string[];
}

/** Enough to tell every index from every other; a case stays readable and its oracle fast. */
const MOST_ELEMENTS = 300;
const SIZES = [1, 5] as const;
const TRIES = 1000;

/** Random options and shapes that meet the formula's requirements. Throws if none are found. */
export function drawGeometry(
  prepared: PreparedSignature,
  random: Random,
  limits: Limits = {},
  scale = 1,
): Geometry {
  // Conditions are harder to meet the more sizes there are to draw from.
  for (let reach = scale; reach >= 1; reach = Math.floor(reach / 2)) {
    for (let tries = 0; tries < TRIES; tries++) {
      const options = drawOptions(prepared, random, limits);
      const geometry = isFree(prepared)
        ? freeShapes(prepared, random, options, reach)
        : boundShapes(prepared, options, drawSizes(prepared, random, options, reach), reach);
      if (geometry && prepared.meets(limits.requires ?? [], geometry.sizes, options)) return geometry;
    }
  }
  const conditions = [...(prepared.spec.requires ?? []), ...(limits.requires ?? [])].join(', ');
  throw new Error(`Cannot find sizes and options for '${prepared.spec.name}' that meet ${conditions}`);
}

function drawOptions(prepared: PreparedSignature, random: Random, { supports = {} }: Limits): OptionValues {
  const entries = Object.entries(prepared.options).map(([name, option]) => {
    const allowed = supports[name];
    return [name, allowed ? random.pick(allowed) : drawOption(option, random)] as const;
  });
  return Object.fromEntries(entries);
}

function drawOption(option: Option, random: Random): OptionValue {
  switch (option.type) {
    case 'int':
      return random.integer(option.min, option.max);
    case 'real':
    case 'choice':
      return random.pick<number | string>(option.values);
    case 'flag':
      return random.next() < 0.5;
  }
}

const isFree = ({ spec: { over } }: PreparedSignature): boolean =>
  over !== undefined && ('elements' in over || 'lanes' in over);

/** Elements and lanes take tensors of any rank. */
function freeShapes(
  prepared: PreparedSignature,
  random: Random,
  options: OptionValues,
  scale: number,
): Geometry | undefined {
  const { over, sizes: ranges } = prepared.spec;
  const names = over && 'elements' in over ? over.elements : over && 'lanes' in over ? over.lanes : [];
  const lanes = over !== undefined && 'lanes' in over;
  const rank = random.integer(lanes ? 1 : 0, 3);
  const shape = Array.from({ length: rank }, () => random.integer(1, scale * (rank === 1 ? 8 : 4)));
  const axis = Number(options.axis);
  if (lanes && (axis >= rank || axis < -rank)) return undefined;
  const [least] = Object.values(ranges ?? {})[0] ?? [1];
  if (lanes && shape.at(axis)! < least) return undefined;
  const sizes = Object.fromEntries(
    prepared.tensors.sizes.filter((name) => name !== BATCH).map((name) => [name, random.integer(...SIZES)]),
  );
  const shapes = Object.fromEntries(
    prepared.tensors.inputs.map(({ name, dims }) => [
      name,
      names.includes(name) ? shape : dims.map((dim) => evaluatePolynomial(dim, { ...options, ...sizes })),
    ]),
  );
  const outputShapes = Object.fromEntries(prepared.tensors.outputs.map(({ name }) => [name, shape]));
  return { options, sizes, shapes, outputShapes };
}

/** All sizes different where their ranges allow: equal ones hide transpositions. Sometimes they are left to chance. */
function drawSizes(
  { spec, tensors }: PreparedSignature,
  random: Random,
  options: OptionValues,
  scale: number,
): Record<string, number> {
  const sizes: Record<string, number> = {};
  const distinct = random.next() < 0.7;
  for (const name of tensors.sizes) {
    const [min, most] = name === BATCH ? [1, 3] : (spec.sizes?.[name] ?? SIZES);
    const max = min === most ? most : most * scale;
    const taken = Object.values(sizes);
    const open = Array.from({ length: max - min + 1 }, (_, n) => min + n).filter(
      (size) => !taken.includes(size),
    );
    sizes[name] = distinct && open.length > 0 ? random.pick(open) : random.integer(min, max);
  }
  // A size that an option fixes (the groups of a convolution) is the option's.
  for (const name of Object.keys(sizes)) if (name in options) sizes[name] = Number(options[name]);
  return sizes;
}

/** The shapes for given sizes, or undefined where a requirement is not met or the case would be too large. */
export function boundShapes(
  prepared: PreparedSignature,
  options: OptionValues,
  drawn: Sizes,
  scale = 1,
): Geometry | undefined {
  const { tensors } = prepared;
  if (!prepared.admits(drawn, options)) return undefined;
  const sizes = completed(tensors, drawn, options);
  const env = { ...options, ...sizes };
  const shapes = Object.fromEntries(
    tensors.inputs.map(({ name, dims }) => [name, dims.map((dim) => evaluatePolynomial(dim, env))]),
  );
  const outputShapes = Object.fromEntries(
    tensors.outputs.map(({ name }) => [name, outputShape(tensors, name, sizes, options)]),
  );
  const all = [...Object.values(shapes), ...Object.values(outputShapes)];
  const fits = all.every(
    (shape) => shape.every((size) => size >= 1) && count(shape) <= MOST_ELEMENTS * scale ** 2,
  );
  return fits ? { options, sizes, shapes, outputShapes } : undefined;
}
