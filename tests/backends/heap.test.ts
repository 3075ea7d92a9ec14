import { describe, expect, it } from 'vitest';
import { LocalEngine } from '../../backends/wasm/engine.ts';
import { Heap } from '../../backends/wasm/heap.ts';
import { kernelsOn } from '../../backends/wasm/kernels.ts';
import { compileKernels } from '../../backends/wasm/module.ts';
import { Random } from '../../properties/lib/random.ts';

const { module } = await compileKernels();
const MiB = 2 ** 20;

describe('the heap', () => {
  it('grows under the arrays that lie on it', () => {
    const heap = new Heap();
    const early = heap.place(Float64Array.of(1, 2, 3));
    const { size } = heap;
    const late = heap.zeros(new Float32Array(), 8 * MiB);
    expect(heap.size).toBeGreaterThan(size);
    expect([...early]).toEqual([1, 2, 3]);
    expect(heap.holds(early)).toBe(true);
    early[0] = 7;
    late.fill(5);
    expect([...early]).toEqual([7, 2, 3]);
  });

  it('gives what a scope held to the next, also when it throws', () => {
    const heap = new Heap();
    const place = () => heap.scope(() => heap.reserve(new Int32Array(), 100).byteOffset);
    const first = place();
    expect(() =>
      heap.scope(() => {
        heap.reserve(new Int32Array(), 100);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(place()).toBe(first);
  });

  it('copies in what is elsewhere, once', () => {
    const heap = new Heap();
    const outside = Float32Array.of(1, 2);
    const inside = heap.place(outside);
    outside[0] = 9;
    expect([...inside]).toEqual([1, 2]);
    expect(heap.place(inside.subarray(1)).byteOffset).toBe(inside.byteOffset + 4);
  });
});

describe('the kernels in WebAssembly', () => {
  it('take no more memory after ten thousand calls than after the first hundred', () => {
    const engine = new LocalEngine(module);
    const k = kernelsOn(engine);
    const random = new Random(5);
    const numbers = (length: number) => Float32Array.from({ length }, () => random.normal());
    const [rows, columns] = [24, 40];
    const [a, b, w] = [numbers(rows * columns), numbers(columns), numbers(columns * columns)];
    const [image, filter, none] = [numbers(3 * 12 * 12), numbers(4 * 3 * 9), new Float32Array(4)];
    const planes = { N: 1, G: 1, D: 3, E: 4, H: 12, W: 12, R: 3, S: 3, P: 12, Q: 12 };
    const calls = [
      () => k.map('tanh', a),
      () => k.multiply(a, b),
      () => k.softmax(a, columns),
      () => k.layerNorm(a, b, b, columns, 1e-5),
      () => k.matmul(a, w, { rows, inner: columns, columns }),
      () => k.convolve(image, filter, none, { ...planes, stride: 1, pad: 1, dilation: 1 }),
      () => k.maxPool(image, { planes: 3, H: 12, W: 12, P: 6, Q: 6, kernel: 2, stride: 2, pad: 0 }),
      () => k.swapAxes(a, 1, rows, columns, 1),
      () => k.lstmGates(a, a.subarray(0, (rows * columns) / 4), rows, columns / 4).h1,
      () => k.attend(a, a, a, { batch: 1, N: rows, M: rows, D: columns, E: columns }),
      () => k.gather(a, Int32Array.of(3, 1, 2), columns),
    ];
    const sizes: number[] = [];
    for (let n = 0; n < 10_000; n++) {
      engine.call(() => expect(calls[n % calls.length]!()[0]).not.toBeNaN());
      if (n % 100 === 99) sizes.push(engine.heap.size);
    }
    expect(new Set(sizes).size).toBe(1);
  });

  it('say when the heap is full, and go on', () => {
    const engine = new LocalEngine(module, 16 * MiB);
    const k = kernelsOn(engine);
    const [small, large] = [new Float32Array(1000).fill(2), new Float32Array(3 * MiB)];
    expect(() => engine.call(() => k.multiply(large, large))).toThrow(
      /heap of the WebAssembly kernels is full: the call needs \d+ MiB, 16 MiB are the most/u,
    );
    expect(engine.call(() => k.multiply(small, small)[999])).toBe(4);
  });
});
