import type { Tensors } from '../../../spec/lib/tensor.ts';
import type { Case } from '../case.ts';
import type { EquationSubject } from '../equation-subject.ts';
import { slice } from '../tensors.ts';
import { type Check, CONFORMS } from './check.ts';
import { A, outputs } from './measured.ts';

/** Every sample of a batch is computed as if it were alone. */
export function batch(subject: EquationSubject): Check | undefined {
  const { over } = subject.prepared.spec;
  if (!over || !('batch' in over)) return undefined;
  return {
    kind: 'batch',
    title: 'each sample of a batch is computed on its own',
    cases: {},
    share: 0.2,
    async try(value) {
      const whole = await outputs(subject, value);
      const samples = value.inputs[over.batch[0]!]!.shape[0]!;
      for (let n = 0; n < samples; n++) {
        const alone = await outputs(subject, sample(value, over.batch, n));
        for (const [name, values] of Object.entries(alone)) {
          const row = slice(whole[name]!, 0, n, n + 1);
          const k = row.data.findIndex((x, index) => A.equal(x, values.data[index]!) === false);
          if (k < 0) continue;
          const [together, single] = [row.data[k]!, values.data[k]!].map((x) => A.toNumber(x));
          return {
            verdict: 'wrong',
            says: `sample ${n} of ${name} is ${together} in the batch and ${single} alone`,
          };
        }
      }
      return CONFORMS;
    },
  };
}

function sample(value: Case, over: readonly string[], n: number): Case {
  const cut = (tensors: Tensors): Tensors =>
    Object.fromEntries(
      Object.entries(tensors).map(([name, tensor]) => [
        name,
        over.includes(name) ? slice(tensor, 0, n, n + 1) : tensor,
      ]),
    );
  return { ...value, inputs: cut(value.inputs), cotangents: {} };
}
