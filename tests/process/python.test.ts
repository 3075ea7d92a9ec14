/**
 * The Python helper. Its tests need a `python3` of the standard kind; who has none says so with ASSAY_NO_PYTHON=1, and
 * they are shown as skipped. NumPy and PyTorch are optional: with them the adapters must answer, without them they must
 * say what is missing, and one of the two is always checked.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { FormulaImplementation } from '../../backends/lib/contract.ts';
import { loadImplementation } from '../../backends/lib/load.ts';
import { processImplementation } from '../../backends/process/process-implementation.ts';

const program = fileURLToPath(new URL('programs/plain.py', import.meta.url));
const values = Float32Array.of(1.5, -0, Number.NaN, Infinity, 1e-45);
const x = { shape: [5], data: values };

async function withPlain<T>(use: (formulas: Readonly<Record<string, FormulaImplementation>>) => Promise<T>) {
  const implementation = await processImplementation({ command: ['python3', program], timeoutMs: 5000 });
  return use(implementation.formulas).finally(() => implementation.close?.());
}

function hasModule(name: string): boolean {
  return spawnSync('python3', ['-c', `import ${name}`]).status === 0;
}

describe.skipIf(process.env.ASSAY_NO_PYTHON === '1')('the Python helper', () => {
  it('says hello with all that was declared', async () => {
    const implementation = await processImplementation({ command: ['python3', program] });
    await implementation.close?.();
    const { formulas, close: _, ...rest } = implementation;
    const facts = {
      name: 'plain',
      version: '3',
      ftz: false,
      functionUlp: 1.5,
      issues: 'https://example.org',
    };
    expect(rest).toEqual({ ...facts, dtypes: ['f32', 'f64'] });
    expect(formulas.echo.vjp).toBeTypeOf('function');
    expect(formulas.split).toMatchObject({ variant: 'low-first', supports: { at: [0] }, dtypes: ['f32'] });
    expect(formulas.split.vjp).toBeUndefined();
  });

  it('gives values and gradients back bit for bit, in both dtypes', async () => {
    await withPlain(async ({ echo }) => {
      for (const data of [values, Float64Array.of(-0, 5e-324, Number.NaN)]) {
        const tensor = { shape: [data.length], data };
        const dtype = data instanceof Float64Array ? 'f64' : 'f32';
        expect(await echo.forward({ x: tensor }, {}, { dtype })).toEqual({ y: tensor });
        expect(await echo.vjp?.({ x: tensor }, {}, { y: tensor }, { dtype })).toEqual({ x: tensor });
      }
    });
  });

  it('names several outputs in the order of the declaration', async () => {
    await withPlain(async ({ split }) => {
      const { low, high } = await split.forward(
        { x: { shape: [2], data: Float32Array.of(-1, 2) } },
        { at: 0 },
        { dtype: 'f32' },
      );
      expect([...low.data, ...high.data]).toEqual([-1, 0, 0, 2]);
    });
  });

  it('keeps what user code prints, in Python or below it, off the protocol', async () => {
    await withPlain(async ({ echo }) => {
      expect(await echo.forward({ x }, { how: 'prints' }, { dtype: 'f32' })).toEqual({ y: x });
    });
  });

  it.each([
    ['raises', 'error', /ZeroDivisionError: division by zero \(plain\.py, line \d+, in echo\)/],
    ['skips', 'skipped', /only for the brave/],
    ['two', 'error', /2 outputs were returned, must be 1: y/],
    ['type', 'error', /y has type d, must have f/],
    ['exits', 'crash', /exit code 9/],
    ['', 'error', /unexpected keyword argument 'axis'/],
  ])('a case that %s costs itself only', async (how, kind, message) => {
    await withPlain(async ({ echo }) => {
      const bad = echo.forward({ x }, how === '' ? { axis: 1 } : { how }, { dtype: 'f32' });
      const good = echo.forward({ x }, {}, { dtype: 'f32' });
      await expect(bad).rejects.toMatchObject({ kind, message: expect.stringMatching(message) });
      expect(await good).toEqual({ y: x });
    });
  });

  it.each([
    ['example-numpy', 'numpy'],
    ['pytorch', 'torch'],
  ])('the adapter %s computes, or says that %s is missing', async (name, module) => {
    const loading = loadImplementation(name);
    if (!hasModule(module)) {
      await expect(loading).rejects.toThrow(new RegExp(`No module named '${module}'`));
      return;
    }
    const { formulas, close } = await loading;
    const inputs = {
      x: { shape: [1, 2], data: Float32Array.of(1, 2) },
      W: { shape: [1, 2], data: Float32Array.of(3, 4) },
      b: { shape: [1], data: Float32Array.of(5) },
    };
    expect(await formulas.linear.forward(inputs, {}, { dtype: 'f32' })).toEqual({
      y: { shape: [1, 1], data: Float32Array.of(16) },
    });
    await close?.();
  });
});
