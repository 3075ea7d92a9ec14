import type { BigNumber, EvalFunction } from 'mathjs';
import type { Checked } from '../../spec/lib/check.ts';
import type { Formula } from '../../spec/lib/formula.ts';
import type { OptionValues } from '../../spec/lib/tensor.ts';
import { type Decimals, decimals } from './decimals.ts';

/** The inputs of one sample, flat and row major. */
export type SampleInputs = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>
>;

/** A formula's own statements of mathjs, for one sample: written by hand beside the equations, never read from them. */
export class Statements {
  private readonly spec: Formula;
  private readonly single: Checked;
  private readonly compiled = new Map<number, EvalFunction>();

  constructor(spec: Formula, single: Checked) {
    this.spec = spec;
    this.single = single;
  }

  /** The outputs, flat and row major. Throws an Error where the statements do not run or leave an output out. */
  outputs(
    inputs: SampleInputs,
    sizes: Readonly<Record<string, number>>,
    options: OptionValues,
    digits: number,
  ): Record<string, BigNumber[]> {
    const D = decimals(digits);
    let program = this.compiled.get(digits);
    if (!program) this.compiled.set(digits, (program = D.math.compile(this.spec.mathjs)));
    const scope: Record<string, unknown> = {};
    for (const name of this.single.sizes) scope[name] = D.number(sizes[name]!);
    for (const [name, value] of Object.entries(options))
      scope[name] = typeof value === 'number' ? D.number(value) : value;
    for (const [name, { shape, data }] of Object.entries(inputs)) scope[name] = nested(D, shape, data);
    program.evaluate(scope);
    return Object.fromEntries(
      this.single.outputs.map(({ name }) => {
        if (!(name in scope)) throw new Error(`The mathjs statements assign no '${name}'`);
        return [name, flat(D, name, scope[name])];
      }),
    );
  }
}

/** A matrix, or the scalar alone. */
function nested(D: Decimals, shape: readonly number[], data: readonly number[]): unknown {
  if (shape.length === 0) return D.number(data[0]!);
  const build = (level: number, start: number, length: number): unknown[] => {
    const each = length / shape[level]!;
    return Array.from({ length: shape[level]! }, (_, k) =>
      level === shape.length - 1 ? D.number(data[start + k]!) : build(level + 1, start + k * each, each),
    );
  };
  return D.math.matrix(build(0, 0, data.length) as number[]);
}

/** The numbers of a result, however mathjs has nested them. */
function flat(D: Decimals, name: string, value: unknown): BigNumber[] {
  if (D.math.isMatrix(value)) return flat(D, name, value.toArray());
  if (Array.isArray(value)) return value.flatMap((part) => flat(D, name, part));
  if (typeof value === 'number' || typeof value === 'boolean') return [D.number(Number(value))];
  if (D.math.isBigNumber(value)) return [value];
  throw new Error(`mathjs gives '${name}' as ${D.math.typeOf(value)}, not as numbers`);
}
