import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { adapters } from '../../backends/lib/adapters.ts';
import { loadImplementation } from '../../backends/lib/load.ts';

const require = createRequire(import.meta.url);

function isInstalled(name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}

it('the listing of the folder is the index', () => {
  const names = ['example-numpy', 'example-typescript', 'pytorch', 'tfjs-cpu', 'tfjs-wasm'];
  expect([...adapters().keys()].sort()).toEqual(expect.arrayContaining(names));
});

it('the example in TypeScript computes, and its gradient too', async () => {
  const { formulas } = await loadImplementation('example-typescript');
  expect(Object.keys(formulas)).toHaveLength(10);
  const K = { shape: [1, 2, 2], data: Float64Array.of(1, 0, 1, 1) };
  const q = { shape: [1, 2], data: Float64Array.of(3, 4) };
  const scores = await formulas['dot-score'].forward({ q, K }, {}, { dtype: 'f32' });
  expect(scores).toEqual({ s: { shape: [1, 2], data: Float64Array.of(3, 7) } });
  const zero = { shape: [1], data: Float64Array.of(0) };
  const one = { shape: [1], data: Float64Array.of(1) };
  expect(await formulas.tanh.vjp?.({ x: zero }, {}, { y: one }, { dtype: 'f32' })).toEqual({ x: one });
});

describe('an adapter for an optional package computes, or says what to install', () => {
  it.each([
    ['tfjs-cpu', '@tensorflow/tfjs'],
    ['tfjs-wasm', '@tensorflow/tfjs-backend-wasm'],
  ])('%s', async (name, packageName) => {
    const loading = loadImplementation(name);
    if (!isInstalled(packageName)) {
      await expect(loading).rejects.toThrow(
        /@tensorflow\/tfjs\S* is not installed .* npm install @tensorflow\/tfjs/,
      );
      return;
    }
    const { formulas } = await loading;
    const x = { shape: [2], data: Float32Array.of(-1, 2) };
    expect(await formulas.relu.forward({ x }, {}, { dtype: 'f32' })).toEqual({
      y: { shape: [2], data: Float32Array.of(0, 2) },
    });
  });
});
