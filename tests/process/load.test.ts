import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Tensors } from '../../backends/lib/contract.ts';
import { ImplementationFailure } from '../../backends/lib/failure.ts';
import { loadImplementation } from '../../backends/lib/load.ts';

const cwd = fileURLToPath(new URL('modules/', import.meta.url));
const x = (...values: number[]): Tensors => ({
  x: { shape: [values.length], data: Float32Array.from(values) },
});

it('a TypeScript module, by a relative path', async () => {
  const { name, version, formulas } = await loadImplementation('./typed.ts', { cwd });
  expect([name, version, Object.keys(formulas)]).toEqual(['typed', '0', ['relu', 'tanh']]);
  expect(await formulas.relu?.forward(x(2, -1), {}, { dtype: 'f32' })).toEqual({ y: x(2, 0).x });
  expect(formulas.tanh?.variant).toBe('late');
});

it('a JavaScript module, by an absolute path', async () => {
  const { dtypes, formulas } = await loadImplementation(`${cwd}plain.mjs`);
  expect(dtypes).toEqual(['f32', 'f64']);
  expect(await formulas.relu?.forward(x(3), {}, { dtype: 'f32' })).toEqual({ y: x(3).x });
});

it('a built-in backend, by its name', async () => {
  const { name, formulas } = await loadImplementation('js');
  expect(name).toBe('js');
  expect(await formulas.relu?.forward(x(2, -1), {}, { dtype: 'f32' })).toEqual({ y: x(2, 0).x });
});

describe('what a module throws names the formula and the place', () => {
  it.each([
    ['relu', 'forward', /^The function for relu threw RangeError: no zeros here \(at .*typed\.ts.*\)/],
    ['tanh', 'forward', /^The function for tanh threw TypeError: not today/],
    ['tanh', 'vjp', /^The function for the gradient of tanh threw a bare text/],
  ] as const)('%s %s', async (formula, role, message) => {
    const { formulas } = await loadImplementation('./typed.ts', { cwd });
    const call = async () =>
      role === 'vjp'
        ? formulas[formula]?.vjp?.(x(0), {}, {}, { dtype: 'f32' })
        : formulas[formula]?.forward(x(0), {}, { dtype: 'f32' });
    await expect(call).rejects.toMatchObject({
      name: 'ImplementationFailure',
      kind: 'error',
      message: expect.stringMatching(message),
    });
  });
});

it('a case that a module skips is a skipped case, whichever copy of the class it throws', async () => {
  const { formulas } = await loadImplementation('./typed.ts', { cwd });
  const call = async () => formulas.relu.forward(x(-10), {}, { dtype: 'f32' });
  await expect(call).rejects.toBeInstanceOf(ImplementationFailure);
  await expect(call).rejects.toMatchObject({
    kind: 'skipped',
    message: 'The implementation skips this case of relu: too small',
  });
});

describe('a module that breaks the contract is refused with the fault', () => {
  it.each([
    ['no-default.mjs', /has no default export \(it exports formulas\)\. Write `export default/],
    ['formulas-list.mjs', /formulas must be an object .*not \["relu"\]/],
    ['unknown-dtype.mjs', /dtypes must be a list of 'f32' and 'f64', not \["float32"\]/],
    ['no-function.mjs', /formulas\['relu'\]\.forward must be a function, not "relu"/],
    ['no-name.mjs', /name must be a text, not absent/],
    ['throws.mjs', /could not be loaded\. Error: the GPU is on fire/],
    ['missing-package.mjs', /could not be loaded\. Error: Cannot find package 'no-such-package-anywhere'/],
    ['absent.ts', /There is no file .*absent\.ts/],
    ['kernel.cu', /There is no implementation "kernel\.cu"\. Expected a name \(js, .*tfjs-cpu.*--exec/],
  ])('%s', async (file, message) => {
    await expect(loadImplementation(file, { cwd })).rejects.toThrow(message);
  });
});
