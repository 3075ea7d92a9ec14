import type { Ball } from '../../reference/arithmetic/ball.ts';
import { rounded } from '../../reference/arithmetic/rounded.ts';
import { tape } from '../../reference/arithmetic/tape.ts';
import { type AllValues, evaluate } from '../../reference/lib/evaluate.ts';
import { gradient, ShapeError } from '../../reference/lib/gradient.ts';
import type { Reading } from '../../reference/lib/prepare.ts';
import { gradientTolerance, tolerance } from '../../reference/lib/tolerance.ts';
import type { Variant } from '../../spec/lib/formula.ts';
import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import type { Case } from './case.ts';
import type { Subject } from './subject.ts';

/** A variant that gives the same answers as the implementation, right ones and wrong ones alike. */
export interface Diagnosis {
  readonly variant: string;
  readonly kind: Variant['kind'];
  readonly says: string;
  readonly who?: string;
  /** On how many cases it was compared. */
  readonly cases: number;
}

/** An answer of the implementation, to be explained. */
export interface Witness {
  readonly value: Case;
  readonly of: 'outputs' | 'gradients';
  readonly answer: Tensors;
}

/**
 * The variant that explains every answer; of several, the one that leaves the least room. One that explains outputs and
 * gradients together is preferred to one that explains only those that failed.
 */
export function diagnose(
  subject: Subject,
  failed: readonly Witness[],
  others: readonly Witness[],
): Diagnosis | undefined {
  if (failed.length === 0) return undefined;
  return closest(subject, [...failed, ...others]) ?? closest(subject, failed);
}

function closest(subject: Subject, witnesses: readonly Witness[]): Diagnosis | undefined {
  let best: { room: number; name: string } | undefined;
  for (const name of Object.keys(subject.prepared.spec.variants)) {
    if (name === subject.entry.variant) continue;
    const room = explains(subject, name, witnesses);
    if (room !== undefined && (!best || room < best.room)) best = { room, name };
  }
  if (!best) return undefined;
  const { kind, says, who } = subject.prepared.spec.variants[best.name]!;
  return { variant: best.name, kind, says, ...(who !== undefined && { who }), cases: witnesses.length };
}

/** The sum of the relative widths of the variant's balls, where every answer lies inside; undefined where one does not. */
function explains(subject: Subject, name: string, witnesses: readonly Witness[]): number | undefined {
  let room = 0;
  for (const witness of witnesses) {
    const width = fits(subject, name, witness);
    if (width === undefined) return undefined;
    room += width;
  }
  return room;
}

function fits(subject: Subject, name: string, { value, of, answer }: Witness): number | undefined {
  const reading = subject.prepared.variant(name);
  const options = { ...value.options, ...subject.prepared.spec.variants[name]!.force };
  const allowed = allowedBy(subject, reading, value, options, of);
  if (!allowed) return undefined;
  let plain: AllValues<number> | undefined;
  let room = 0;
  for (const [output, { data }] of Object.entries(allowed)) {
    const got = answer[output]?.data;
    if (!got || got.length !== data.length) return undefined;
    for (const [n, { v, e }] of data.entries()) {
      if (got[n] === v || (Math.abs(got[n]! - v) <= 2 * e && e < Infinity)) {
        room += e / (Math.abs(v) + e || 1);
        continue;
      }
      // The variant itself overflows or cancels here: then it must break in the same way.
      if (e < Infinity) return undefined;
      plain ??= plainly(subject, reading, value, options, of);
      if (!alike(got[n]!, plain[output]!.data[n]!)) return undefined;
      room += 1;
    }
  }
  return room;
}

/** Undefined where the variant's outputs have another shape. */
function allowedBy(
  { prepared, target }: Subject,
  { algorithms }: Reading,
  { inputs, cotangents }: Case,
  options: OptionValues,
  of: Witness['of'],
): AllValues<Ball> | undefined {
  if (of === 'outputs') return tolerance(prepared, algorithms, target, inputs, options);
  try {
    return gradientTolerance(prepared, algorithms, target, inputs, options, cotangents).gradients;
  } catch (thrown) {
    if (thrown instanceof ShapeError) return undefined;
    throw thrown;
  }
}

/** The variant computed step by step in the target's own arithmetic. */
export function plainly(
  { prepared, target }: Pick<Subject, 'prepared' | 'target'>,
  { algorithms: [text] }: Reading,
  { inputs, cotangents }: Pick<Case, 'inputs' | 'cotangents'>,
  options: OptionValues,
  of: Witness['of'],
): AllValues<number> {
  const { arithmetic, recorder } = plainArithmetic(target.dtype);
  if (of === 'outputs') return evaluate(prepared, text!, arithmetic, inputs, options);
  return gradient(prepared, text!, recorder, arithmetic.number, inputs, options, cotangents).gradients;
}

const plainArithmetics = new Map<string, ReturnType<typeof makePlain>>();

function plainArithmetic(dtype: Subject['target']['dtype']) {
  let found = plainArithmetics.get(dtype);
  if (!found) plainArithmetics.set(dtype, (found = makePlain(dtype)));
  return found;
}

function makePlain(dtype: Subject['target']['dtype']) {
  const arithmetic = rounded(dtype);
  return { arithmetic, recorder: tape(arithmetic, { ties: 'first' }) };
}

const alike = (a: number, b: number): boolean =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= 2 ** -6 * Math.max(Math.abs(a), Math.abs(b));
