import { count, evaluatePolynomial } from '../../reference/lib/layout.ts';
import type { PreparedSignature } from '../../reference/lib/prepare.ts';
import type { Tensor, Tensors } from '../../spec/lib/tensor.ts';
import { type Case, integer, type Judged, real } from './case.ts';
import { drawGeometry, type Geometry, type Limits } from './geometry.ts';
import { Random } from './random.ts';
import { drawNumbers, drawRegime, type RegimeName } from './regimes.ts';

export interface CaseOptions {
  readonly dtype: Judged;
  /** Of the implementation that will be asked. */
  readonly limits?: Limits;
  /** One regime for all cases; mixed unless stated. */
  readonly regime?: RegimeName;
  /** How many times larger than usual the tensors' axes may be. */
  readonly scale?: number;
}

/** The case of a seed: the same on every machine. */
export function drawCase(
  prepared: PreparedSignature,
  { dtype, limits, regime, scale }: CaseOptions,
  seed: number,
): Case {
  const random = new Random(seed);
  const geometry = drawGeometry(prepared, random, limits, scale);
  const all = prepared.tensors.inputs;
  const wanted = all.every(({ within }) => within) ? 'integers' : regime;
  const shared = wanted ?? drawRegime(random);
  const each = wanted === undefined && random.next() < 0.3;
  const inputs: Record<string, Tensor> = {};
  const one = all.length > 0 ? random.pick(all) : undefined;
  for (const input of all) {
    const own = each ? drawRegime(random) : shared;
    // Two huge factors overflow in one order of multiplying and not in another: only one input is huge.
    const calm = own === 'huge' && input !== one ? 'normal' : own;
    inputs[input.name] = drawInput(prepared, geometry, input, calm, dtype, random);
  }
  const cotangents = drawCotangents(prepared, geometry, dtype, random);
  return { dtype, regime: each ? 'mixed' : shared, options: geometry.options, inputs, cotangents, seed };
}

function drawInput(
  { spec }: PreparedSignature,
  { options, sizes, shapes }: Geometry,
  { name, within }: PreparedSignature['tensors']['inputs'][number],
  regime: RegimeName,
  dtype: Judged,
  random: Random,
): Tensor {
  const shape = shapes[name]!;
  const length = count(shape);
  const domain = spec.inputs?.[name] ?? 'real';
  const lane = shape.at(-1) ?? 1;
  if (!within) return real(dtype, shape, drawNumbers(random, dtype, regime, domain, length, lane));
  if (domain === 'mask') return integer(shape, drawNumbers(random, dtype, regime, domain, length, lane));
  const [least, most] = spec.values?.[name] ?? [0, evaluatePolynomial(within, { ...options, ...sizes }) - 1];
  return integer(
    shape,
    Array.from({ length }, () => random.integer(least, most)),
  );
}

/** One output alone, or all of them: a mistake in one gradient must not hide behind another. */
function drawCotangents(
  { tensors }: PreparedSignature,
  { outputShapes }: Geometry,
  dtype: Judged,
  random: Random,
): Tensors {
  const names = tensors.outputs.filter(({ type }) => type === 'real').map(({ name }) => name);
  const wanted = names.length > 1 && random.next() < 0.7 ? [random.pick(names)] : names;
  const regime = random.pick(['integers', 'eighths', 'normal', 'one-hot'] as const);
  return Object.fromEntries(
    wanted.map((name) => {
      const shape = outputShapes[name]!;
      return [name, real(dtype, shape, drawNumbers(random, dtype, regime, 'real', count(shape), 1))];
    }),
  );
}
