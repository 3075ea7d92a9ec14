import { formula, noOptions, type OverKernels } from '../../../backends/lib/formula.ts';
import { zeros } from '../../../backends/lib/kernels.ts';

/** log Σ exp of some logarithms. */
export type LogSum = (logs: readonly number[]) => number;

export const logSum: LogSum = (logs) => {
  const most = Math.max(...logs);
  return most === -Infinity ? most : most + Math.log(logs.reduce((sum, x) => sum + Math.exp(x - most), 0));
};

/**
 * The loss by a log-sum over the states that lead to each, and its gradient by the slopes of that sum, step
 * by step back.
 */
export const ctc = (total: LogSum, slopes?: (logs: readonly number[]) => readonly number[]): OverKernels =>
  formula('ctc-loss(l[N,T,C], t[N,S] in 1000000, length[N] in 1000000) -> loss[N]', noOptions, () => {
    type Sizes = Readonly<Record<string, number>>;
    const sample = (l: ArrayLike<number>, t: Int32Array, length: number, n: number, { T, C, S }: Sizes) => {
      const blank = C! - 1;
      const labels = [...t.subarray(n * S!, n * S! + length)];
      const states = [blank, ...labels.flatMap((label) => [label, blank])];
      const before = states.map((k, u) => {
        const skips = u % 2 === 1 && u > 1 && k !== states[u - 2];
        return [u, u - 1, ...(skips ? [u - 2] : [])].filter((from) => from >= 0);
      });
      const place = (s: number, u: number) => (n * T! + s) * C! + states[u]!;
      const alpha = [states.map((_, u) => (u < 2 ? l[place(0, u)]! : -Infinity))];
      for (let s = 1; s < T!; s++)
        alpha.push(before.map((from, u) => l[place(s, u)]! + total(from.map((v) => alpha[s - 1]![v]!))));
      const ends = [states.length - 1, states.length - 2].filter((u) => u >= 0);
      return { before, place, alpha, ends, loss: -total(ends.map((u) => alpha[T! - 1]![u]!)) };
    };

    return {
      forward: ({ l, t, length }, sizes) => ({
        loss: zeros(l, sizes.N!).map((_, n) => sample(l, t, length[n]!, n, sizes).loss),
      }),
      ...(slopes && {
        vjp({ l, t, length }, { loss }, sizes) {
          const dl = new Float64Array(l.length);
          for (let n = 0; n < sizes.N!; n++) {
            const { alpha, before, ends, place } = sample(l, t, length[n]!, n, sizes);
            const reached = alpha.map((row) => row.map(() => 0));
            const spread = (s: number, from: readonly number[], amount: number) => {
              const shares = slopes(from.map((u) => alpha[s]![u]!));
              for (const [i, u] of from.entries()) reached[s]![u]! += amount * shares[i]!;
            };
            spread(sizes.T! - 1, ends, -loss[n]!);
            for (let s = sizes.T! - 1; s >= 0; s--)
              for (const [u, amount] of reached[s]!.entries()) {
                if (s > 0) spread(s - 1, before[u]!, amount);
                if (s > 0 || u < 2) dl[place(s, u)]! += amount;
              }
          }
          return { l: zeros(l, l.length).map((_, at) => dl[at]!) };
        },
      }),
    };
  });
