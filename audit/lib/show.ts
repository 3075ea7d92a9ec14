import type { Case } from '../../properties/lib/case.ts';
import type { Tensors } from '../../spec/lib/tensor.ts';

const MOST = 64;

/** A case as one line: `axis=-1 · x[3] = 1 2 -0`; every double with the digits that it takes to have it again. */
export function show({ options, inputs, cotangents }: Case, withCotangents: boolean): string {
  const settings = Object.entries(options).map(([name, value]) => `${name}=${value}`);
  const dual = withCotangents ? tensors(cotangents).map((text) => `cotangent ${text}`) : [];
  return [...(settings.length > 0 ? [settings.join(' ')] : []), ...tensors(inputs), ...dual].join(' · ');
}

const tensors = (all: Tensors): string[] =>
  Object.entries(all).map(([name, { shape, data }]) => {
    const numbers = Array.from(data.slice(0, MOST), digits).join(' ');
    return `${name}[${shape}] = ${numbers}${data.length > MOST ? ` … (${data.length})` : ''}`;
  });

const digits = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));
