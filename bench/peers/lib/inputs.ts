import type { Floats } from '../../../backends/lib/kernels.ts';
import { hash, Random } from '../../../properties/lib/random.ts';
import type { Case } from './cases.ts';

export type Inputs = Readonly<Record<string, Floats>>;

/** The same numbers in every process: each input has a seed from its case's name and its own. */
export function inputsOf({ name, kind, inputs }: Case): Inputs {
  return Object.fromEntries(
    Object.entries(inputs).map(([input, { shape, scale = 1 }]) => {
      const random = new Random(hash(`${name} ${input}`));
      const length = shape.reduce((product, n) => product * n, 1);
      const data = kind === 'doubleMatmul' ? new Float64Array(length) : new Float32Array(length);
      for (let n = 0; n < length; n++) data[n] = scale * random.normal();
      return [input, data];
    }),
  );
}
