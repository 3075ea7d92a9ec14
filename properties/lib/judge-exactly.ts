import type { Tensors } from '../../spec/lib/tensor.ts';
import type { Judgement } from './judge.ts';

/** Holds every element to the one right value; the fault is the first that has another. */
export function judgeExactly(truth: Tensors, answer: Tensors): Judgement {
  for (const [output, { shape, data }] of Object.entries(truth))
    for (const [index, must] of data.entries()) {
      const got = answer[output]!.data[index]!;
      if (got === must) continue;
      const fault = { verdict: 'wrong', output, index, shape, got, must, tolerance: 0 } as const;
      return { verdict: 'wrong', fault, ulps: [] };
    }
  return { verdict: 'conforming', ulps: [] };
}
