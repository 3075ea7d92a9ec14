import { drawCase } from '../properties/lib/draw-case.ts';
import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import { ball } from '../reference/arithmetic/ball.ts';
import { bigBall } from '../reference/arithmetic/bigball.ts';
import { float64 } from '../reference/arithmetic/float64.ts';
import { tape } from '../reference/arithmetic/tape.ts';
import { type Dialect, plain } from '../reference/lib/dialect.ts';
import { compiledFor, leavesOf } from '../reference/lib/evaluate.ts';
import { gradient } from '../reference/lib/gradient.ts';
import { layout } from '../reference/lib/layout.ts';
import { prepare } from '../reference/lib/prepare.ts';
import { loadFormula } from '../spec/lib/listing.ts';
import { measure } from './lib/measure.ts';
import type { Cell, Table } from './lib/table.ts';

const FORMULAS = ['softmax', 'lstm-cell', 'scaled-dot-product-attention', 'conv2d'];

/** One text in every arithmetic: how many times longer each reading takes than compiled doubles. */
export async function readings(): Promise<Table> {
  const rows: Cell[][] = [];
  for (const name of FORMULAS) rows.push([name, ...(await readingsOf(name))]);
  return {
    title: 'Readings of one case of normal numbers: µs in doubles, and how many times that',
    columns: ['formula', 'doubles', ...COLUMNS],
    rows,
  };
}

const COLUMNS = ['ball f32', 'ball f64', 'tape of ball f32', 'ball of 128 bits', 'tape of 128 bits'];

async function readingsOf(name: string): Promise<number[]> {
  const prepared = prepare(await loadFormula(name));
  const [checked] = prepared.truth.algorithms;
  const { inputs, options, cotangents } = drawCase(prepared, { dtype: 'f32', regime: 'normal' }, 7);
  const plan = layout(prepared.spec, checked, inputs, options);
  const values = <T>(A: Arithmetic<T>, dialect?: Dialect) => {
    const evaluate = compiledFor(checked, A, dialect);
    const leaves = leavesOf(checked, plan, inputs, (x) => A.number(x));
    return () => evaluate(leaves, plan.sizes, options);
  };
  const slopes = <T>(A: Arithmetic<T>, ties: 'hull' | 'first') => {
    const recorder = tape(A, { ties });
    return () => gradient(prepared, checked, recorder, (x) => A.number(x), inputs, options, cotangents);
  };
  const [small, fine, big] = [ball({ dtype: 'f32' }), ball({ dtype: 'f64' }), bigBall(128)];
  const doubles = await measure(values(float64, plain));
  const times = [doubles];
  for (const reading of [
    values(small),
    values(fine),
    slopes(small, 'hull'),
    values(big),
    slopes(big, 'first'),
  ])
    times.push((await measure(reading)) / doubles);
  return times;
}
