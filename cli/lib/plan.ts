import type { Dtype } from '../../backends/lib/contract.ts';
import type { Description } from './description.ts';
import { fitsAny } from './glob.ts';

/** What one thread judges at a time. */
export interface Unit {
  readonly formula: string;
  readonly dtype: Dtype;
}

export interface Selection {
  /** Patterns; all formulas where there is none. */
  readonly formulas: readonly string[];
  readonly dtype?: Dtype;
  /** The i-th of n parts, from 1. */
  readonly shard: readonly [number, number];
}

export interface Plan {
  readonly present: readonly Unit[];
  /** Asked for, but the implementation does not have them. */
  readonly absent: readonly Unit[];
}

/** What of an implementation is judged, by formula and dtype. Names of its own that Assay does not know are present. */
export function plan(
  { formulas, dtypes }: Description,
  known: readonly string[],
  selection: Selection,
): Plan {
  const names = [...new Set([...known, ...Object.keys(formulas)])]
    .filter((name) => selection.formulas.length === 0 || fitsAny(selection.formulas, name))
    .sort();
  const wanted = (['f32', 'f64'] as const).filter(
    (dtype) => dtypes.includes(dtype) && (selection.dtype ?? dtype) === dtype,
  );
  const units = names.flatMap((formula) => wanted.map((dtype): Unit => ({ formula, dtype })));
  const has = ({ formula, dtype }: Unit) => {
    return Object.hasOwn(formulas, formula) && (formulas[formula]!.dtypes ?? dtypes).includes(dtype);
  };
  const [i, n] = selection.shard;
  const part = (_: Unit, k: number) => k % n === i - 1;
  return {
    present: units.filter(has).filter(part),
    absent: units.filter((unit) => !has(unit)).filter(part),
  };
}

/** By name, then dtype: the order of every report. */
export const inOrder = (a: Unit, b: Unit): number =>
  compare(a.formula, b.formula) || compare(a.dtype, b.dtype);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
