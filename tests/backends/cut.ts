/** Kernels whose jobs are done in parts, to see that it makes no difference. */
import { expect } from 'vitest';
import type { Floats, Kernels } from '../../backends/lib/kernels.ts';
import { type Engine, type Exports, instantiate, suffix } from '../../backends/wasm/engine.ts';
import { Heap } from '../../backends/wasm/heap.ts';
import { kernelsOn } from '../../backends/wasm/kernels.ts';
import { compileKernels } from '../../backends/wasm/module.ts';
import { wantedBuild } from '../../backends/wasm/wanted.ts';

const { module } = await compileKernels(wantedBuild());

/** Does the pieces from `cut` on first (a share of them), then those before. */
class CutEngine implements Engine {
  readonly heap = new Heap();
  private readonly kernels: Exports;
  private readonly cut: number;

  constructor(cut: number) {
    this.cut = cut;
    const { kernels, end } = instantiate(module, this.heap.memory);
    this.heap.keep(end);
    this.kernels = kernels;
  }

  run(kernel: string, like: Floats, args: readonly number[], pieces: number): void {
    const at = Math.floor(this.cut * pieces);
    const run = this.kernels[`${kernel}_${suffix(like)}`];
    if (at < pieces) run(...args, at, pieces);
    if (at > 0) run(...args, 0, at);
  }

  call<Result>(run: () => Result): Result {
    return this.heap.scope(run);
  }
}

const [whole, ...parts] = [0, 0.2, 0.5, 0.99].map((cut) => kernelsOn(new CutEngine(cut)));

/** The same numbers, NaN and the signs of zeros included. (`toEqual` takes long over long arrays.) */
export function expectSame(y: Floats, expected: Floats, what = 'it'): void {
  expect([y.constructor, y.length], what).toEqual([expected.constructor, expected.length]);
  const wrong = y.findIndex((value, n) => !Object.is(value, expected[n]));
  if (wrong >= 0) expect.fail(`${what}: number ${wrong} is ${y[wrong]}, not ${expected[wrong]}`);
}

/** The same whoever does which pieces. */
export function expectSameInParts(run: (k: Kernels) => readonly Floats[]): void {
  const expected = run(whole);
  for (const k of parts) for (const [n, y] of run(k).entries()) expectSame(y, expected[n], `array ${n}`);
}
