import { layout } from '../../reference/lib/layout.ts';
import type { PreparedSignature } from '../../reference/lib/prepare.ts';
import { BATCH } from '../../spec/lib/lift.ts';
import type { OptionValue, Tensor, Tensors } from '../../spec/lib/tensor.ts';
import type { Case } from './case.ts';
import { type Corner, crop, like } from './crop.ts';
import { isAdmissible } from './domain.ts';
import { boundShapes, type Geometry, type Limits } from './geometry.ts';

/** Cases that are simpler than the given one, the boldest first: fewer elements, default options, more zeros, rounder numbers. */
export function* smaller(prepared: PreparedSignature, value: Case, limits: Limits = {}): Generator<Case> {
  for (const candidate of candidates(prepared, value, limits))
    if (isAdmissible(prepared, candidate, limits)) yield candidate;
}

function* candidates(prepared: PreparedSignature, value: Case, limits: Limits): Generator<Case> {
  yield* smallerShapes(prepared, value);
  yield* plainerOptions(prepared, value, limits);
  yield* zeroedTensors(value);
  yield* sparserTensors(value);
  yield* rounderNumbers(value);
}

function* smallerShapes(prepared: PreparedSignature, value: Case): Generator<Case> {
  const { over } = prepared.spec;
  if (over && ('elements' in over || 'lanes' in over)) {
    const names = 'elements' in over ? over.elements : over.lanes;
    yield* smallerFree(names, value, 'lanes' in over);
    return;
  }
  const { sizes } = layout(prepared.spec, prepared.tensors, value.inputs, value.options);
  for (const name of prepared.tensors.sizes) {
    const least = name === BATCH ? 1 : (prepared.spec.sizes?.[name]?.[0] ?? 1);
    for (const size of new Set([least, Math.ceil(sizes[name]! / 2), sizes[name]! - 1])) {
      if (size < least || size >= sizes[name]!) continue;
      const own = Object.fromEntries(prepared.tensors.sizes.map((other) => [other, sizes[other]!]));
      const geometry = boundShapes(prepared, value.options, { ...own, [name]: size });
      if (!geometry) continue;
      yield cut(value, geometry);
      // What fails may stand at the end.
      if (size === sizes[name]! - 1) yield cut(value, geometry, 'end');
    }
  }
}

/** Any shape will do: drop an axis of length one, halve another. */
function* smallerFree(names: readonly string[], value: Case, lanes: boolean): Generator<Case> {
  const { shape } = value.inputs[names[0]!]!;
  const axis = lanes ? Number(value.options.axis) : undefined;
  const along = axis === undefined ? undefined : axis < 0 ? axis + shape.length : axis;
  for (let n = 0; n < shape.length; n++) {
    const shapes: { shape: number[]; axis: number | undefined }[] = [];
    if (shape[n]! > 1) {
      shapes.push({ shape: shape.with(n, 1) as number[], axis });
      shapes.push({ shape: shape.with(n, Math.ceil(shape[n]! / 2)) as number[], axis });
      shapes.push({ shape: shape.with(n, shape[n]! - 1) as number[], axis });
    } else if (n !== along)
      shapes.push({ shape: shape.toSpliced(n, 1), axis: moved(along, n, shape.length) });
    for (const next of shapes) {
      const cropped = (tensor: Tensor) =>
        next.shape.length === shape.length ? crop(tensor, next.shape) : { ...tensor, shape: next.shape };
      const inputs = mapTensors(value.inputs, (tensor, name) =>
        names.includes(name) ? cropped(tensor) : tensor,
      );
      const cotangents = mapTensors(value.cotangents, cropped);
      const options = next.axis === undefined ? value.options : { ...value.options, axis: next.axis };
      yield { ...value, inputs, cotangents, options };
    }
  }
}

/** The axis after axis `gone` is dropped, counted from the end as generated cases mostly do. */
const moved = (along: number | undefined, gone: number, rank: number): number | undefined =>
  along === undefined ? undefined : (along > gone ? along - 1 : along) - (rank - 1);

function cut(value: Case, { shapes, outputShapes }: Geometry, kept: Corner = 'start'): Case {
  return {
    ...value,
    inputs: mapTensors(value.inputs, (tensor, name) => crop(tensor, shapes[name]!, kept)),
    cotangents: mapTensors(value.cotangents, (tensor, name) => crop(tensor, outputShapes[name]!, kept)),
  };
}

function* plainerOptions(prepared: PreparedSignature, value: Case, limits: Limits): Generator<Case> {
  for (const [name, option] of Object.entries(prepared.options)) {
    const standard: OptionValue = option.default;
    if (name === 'axis' || value.options[name] === standard) continue;
    if (limits.supports?.[name] && !limits.supports[name].includes(standard)) continue;
    const fitted = refitted(prepared, { ...value, options: { ...value.options, [name]: standard } });
    if (fitted) yield fitted;
  }
}

/** Other options may mean other outputs, and so cotangents of other shapes. */
function refitted({ spec, tensors }: PreparedSignature, value: Case): Case | undefined {
  try {
    const plan = layout(spec, tensors, value.inputs, value.options);
    const cotangents = mapTensors(value.cotangents, (tensor, name) => crop(tensor, plan.outputShape(name)));
    return { ...value, cotangents };
  } catch {
    return undefined;
  }
}

function* zeroedTensors(value: Case): Generator<Case> {
  for (const [name, tensor] of Object.entries(value.inputs))
    if (tensor.data.some((x) => x !== 0)) yield withInput(value, name, zeroed(tensor));
}

/** Halves, quarters … of the non-zero elements to zero (delta debugging). */
function* sparserTensors(value: Case): Generator<Case> {
  for (const [name, tensor, put] of tensors(value)) {
    const nonZero = [...tensor.data.keys()].filter((n) => tensor.data[n] !== 0);
    for (let size = Math.ceil(nonZero.length / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0)
      for (let start = 0; start < nonZero.length; start += size) {
        const gone = new Set(nonZero.slice(start, start + size));
        yield put(
          name,
          like(
            tensor,
            tensor.shape,
            Array.from(tensor.data, (x, n) => (gone.has(n) ? 0 : x)),
          ),
        );
      }
  }
}

function* rounderNumbers(value: Case): Generator<Case> {
  for (const [name, tensor, put] of tensors(value)) {
    if (tensor.data instanceof Int32Array) continue;
    for (const denominator of [1, 8, 64]) {
      const rounded = Array.from(tensor.data, (x) => Math.round(x * denominator) / denominator);
      if (rounded.some((x, n) => x !== tensor.data[n])) yield put(name, like(tensor, tensor.shape, rounded));
    }
    for (const n of tensor.data.keys())
      for (const x of simpler(tensor.data[n]!))
        yield put(name, like(tensor, tensor.shape, Array.from(tensor.data).with(n, x)));
  }
}

/** Numbers that read more easily, none of them zero. */
function* simpler(x: number): Generator<number> {
  if (x === 0 || x === 1) return;
  const seen = new Set<number>();
  for (const y of [
    1,
    -1,
    Math.abs(x),
    Math.trunc(x),
    Math.round(x * 2) / 2,
    Math.round(x * 8) / 8,
    Math.trunc(x / 2),
  ])
    if (Number.isFinite(y) && y !== 0 && complexity(y) < complexity(x) && !seen.has(y)) {
      seen.add(y);
      yield y;
    }
}

function complexity(x: number): number {
  if (x === 1) return 0;
  const sign = x < 0 ? 1 : 0;
  if (Number.isInteger(x)) return 1 + Math.min(Math.abs(x), 1000 + Math.log2(Math.abs(x))) * 2 + sign;
  let digits = 0;
  for (let y = Math.abs(x); !Number.isInteger(y) && digits < 60; y *= 2) digits++;
  return 5000 + digits * 10 + sign;
}

function* tensors(value: Case): Generator<[string, Tensor, (name: string, tensor: Tensor) => Case]> {
  for (const [name, tensor] of Object.entries(value.inputs))
    yield [name, tensor, (n, t) => withInput(value, n, t)];
  for (const [name, tensor] of Object.entries(value.cotangents))
    yield [name, tensor, (n, t) => ({ ...value, cotangents: { ...value.cotangents, [n]: t } })];
}

const withInput = (value: Case, name: string, tensor: Tensor): Case => ({
  ...value,
  inputs: { ...value.inputs, [name]: tensor },
});

const zeroed = (tensor: Tensor): Tensor => like(tensor, tensor.shape, new Array(tensor.data.length).fill(0));

const mapTensors = (all: Tensors, f: (tensor: Tensor, name: string) => Tensor): Tensors =>
  Object.fromEntries(Object.entries(all).map(([name, tensor]) => [name, f(tensor, name)]));
