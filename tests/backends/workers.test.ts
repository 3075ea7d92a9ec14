import { afterAll, describe, expect, it } from 'vitest';
import type { Dtype, Tensors } from '../../backends/lib/contract.ts';
import { formulas } from '../../backends/lib/formulas.ts';
import type { Kernels } from '../../backends/lib/kernels.ts';
import { onHeap } from '../../backends/wasm/call.ts';
import { kernelsOn } from '../../backends/wasm/kernels.ts';
import { compileKernels } from '../../backends/wasm/module.ts';
import { Board } from '../../backends/workers/board.ts';
import { ThreadsEngine } from '../../backends/workers/engine.ts';
import { type StartThread, threadStarter } from '../../backends/workers/threads.ts';
import { drawCase } from '../../properties/lib/draw-case.ts';
import { loadSuite } from '../../properties/lib/listing.ts';
import { formulaNames } from '../../spec/lib/listing.ts';

const { module } = await compileKernels();
const startThread = await threadStarter();
const engines: ThreadsEngine[] = [];
afterAll(() => {
  for (const engine of engines) engine.close();
});

/** With every job shared out, however small. */
function open(workers: number, start: StartThread = startThread, patience?: number): ThreadsEngine {
  const options = { workers, alone: 0, ...(patience !== undefined && { patience }) };
  const engine = new ThreadsEngine(module, start, options);
  engines.push(engine);
  return engine;
}

const bits = (tensors: Tensors) =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, { data }]) => [
      name,
      Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex'),
    ]),
  );

describe('every formula is the same, bit for bit, with any number of workers', async () => {
  const byCount = await Promise.all(
    [0, 1, 3].map(async (workers) => {
      const engine = open(workers);
      return onHeap(engine, await formulas(kernelsOn(engine)));
    }),
  );

  it.each(formulaNames())('%s', async (name) => {
    const { prepared } = await loadSuite(name);
    for (const dtype of ['f32', 'f64'] satisfies Dtype[])
      for (let seed = 1; seed <= 4; seed++) {
        const { inputs, options, cotangents } = drawCase(prepared, { dtype, scale: 4 }, seed);
        const [alone, ...shared] = await Promise.all(
          byCount.map(async (entry) => {
            const { forward, vjp } = entry[name]!;
            const outputs = bits(await forward(inputs, options, { dtype }));
            return [outputs, vjp && bits(await vjp(inputs, options, cotangents, { dtype }))];
          }),
        );
        for (const result of shared) expect(result).toEqual(alone);
      }
  });
});

describe('a large job', () => {
  const x = Float32Array.from({ length: 200_003 }, (_, n) => Math.sin(n));
  const sum = (k: Kernels) => k.combine(0.3, x, 0.7, x.toReversed());
  const expected = sum(kernelsOn(open(0)));

  it('is done by the workers too', async () => {
    const engine = open(2);
    const k = kernelsOn(engine);
    await engine.ready();
    let shared = false;
    const { share } = Board.prototype;
    Board.prototype.share = function (job, run) {
      // The caller leaves the pieces to them for a moment.
      const until = performance.now() + 50;
      while (!this.isBusy() && performance.now() < until);
      let own = 0;
      share.call(this, job, (...args) => {
        const [from, to] = args.slice(-2) as [number, number];
        own += to - from;
        run(...args);
      });
      shared ||= own < job.pieces;
    };
    try {
      // They may need their time to wake where the machine is busy.
      for (let turn = 0; turn < 200 && !shared; turn++)
        expect(engine.call(() => sum(k).slice())).toEqual(expected.slice());
    } finally {
      Board.prototype.share = share;
    }
    expect(shared).toBe(true);
  }, 60_000);

  it('comes out right while workers are ended at any time, and new ones take their place', async () => {
    let started = 0;
    const last: (() => void)[] = [];
    const engine = open(
      2,
      (start, onEnd) => {
        started++;
        const thread = startThread(start, onEnd);
        last.push(() => {
          thread.end();
          onEnd();
        });
        return thread;
      },
      200,
    );
    const k = kernelsOn(engine);
    for (let turn = 0; turn < 20; turn++) {
      expect(engine.call(() => sum(k).slice())).toEqual(expected.slice());
      await new Promise((resolve) => setTimeout(resolve, 5 * turn));
      if (turn % 3 === 0) last.at(-1)!();
    }
    expect(started).toBeGreaterThan(2);
  });

  it('is done again when a worker does not come back', () => {
    let started = 0;
    // A worker that is at something for ever.
    const engine = open(
      1,
      ({ buffer, workers }) => {
        started++;
        if (started === 1) {
          const { words } = new Board(workers, buffer) as unknown as { words: Int32Array };
          words.fill(1, 8 * 16, 9 * 16);
        }
        return { ready: Promise.resolve(), end: () => {} };
      },
      50,
    );
    expect(engine.call(() => sum(kernelsOn(engine)).slice())).toEqual(expected.slice());
    expect(started).toBe(2);
  });

  it('fails clearly where a kernel breaks down, and the next call is answered', () => {
    const engine = open(1);
    const k = kernelsOn(engine);
    const beyond = 2 ** 32 - 64;
    expect(() => engine.call(() => engine.run('affine', x, [beyond, beyond, 1, 0], 200_003, 1e9))).toThrow(
      /out of bounds/u,
    );
    expect(engine.call(() => sum(k).slice())).toEqual(expected.slice());
  });
});
