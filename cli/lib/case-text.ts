import type { Counterexample } from '../../properties/lib/report.ts';
import { numberText } from './number-text.ts';

type Printed = Counterexample['inputs'][string];

/** So many numbers of a tensor are printed in full. */
const FULL = 64;
/** A tensor with more elements than this, and so few that are not zero, is printed as those few. */
const SPARSE = { elements: 8, nonZero: 3 };

/** A case on one line: `axis=-1 x=[1, 0] (all others 0: b[2])`. */
export function caseText({ options, inputs, cotangents = {} }: Counterexample, dtype: string): string {
  const parts = Object.entries(options).map(([name, value]) => `${name}=${value}`);
  const zero: string[] = [];
  const add = (name: string, tensor: Printed) => {
    if (tensor.data.length > 0 && tensor.data.every((x) => x === 0)) zero.push(`${name}[${tensor.shape}]`);
    else parts.push(tensorText(name, tensor, dtype));
  };
  for (const [name, tensor] of Object.entries(inputs)) add(name, tensor);
  for (const [name, tensor] of Object.entries(cotangents)) add(`d${name}`, tensor);
  if (zero.length > 0) parts.push(`(${parts.length > 0 ? 'all others' : 'all'} 0: ${zero.join(' ')})`);
  return parts.join(' ');
}

function tensorText(name: string, { shape, data }: Printed, dtype: string): string {
  const number = (n: number) => numberText(data[n]!, dtype);
  const nonZero = [...data.keys()].filter((n) => data[n] !== 0);
  const few = data.length > SPARSE.elements && nonZero.length <= SPARSE.nonZero;
  if (few || data.length > FULL) {
    const shown = nonZero.slice(0, FULL).map((n) => `[${indexOf(n, shape)}]=${number(n)}`);
    const more = nonZero.length - shown.length;
    return `${name}[${shape}] with ${shown.join(' ')}${more > 0 ? ` and ${more} more` : ''}, else 0`;
  }
  return `${name}=${nested(shape, 0, number)}`;
}

function nested(shape: readonly number[], offset: number, number: (n: number) => string): string {
  const [size, ...rest] = shape;
  if (size === undefined) return number(offset);
  const stride = rest.reduce((product, length) => product * length, 1);
  return `[${Array.from({ length: size }, (_, k) => nested(rest, offset + k * stride, number)).join(', ')}]`;
}

export function indexOf(n: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = n;
  for (const size of [...shape].reverse()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}
