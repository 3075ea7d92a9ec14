import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kernels } from '../../backends/js/kernels.ts';
import { formulas } from '../../backends/lib/formulas.ts';

describe('the formulas over the kernels', () => {
  it('are the files of backends/formulas', async () => {
    const files = readdirSync(new URL('../../backends/formulas/', import.meta.url));
    const loaded = await formulas(kernels);
    expect(Object.keys(loaded).sort()).toEqual(files.map((file) => file.replace('.ts', '')).sort());
  });

  it('say what was expected and what came', async () => {
    const { linear, softmax } = await formulas(kernels);
    const tensor = (...shape: number[]) => ({
      shape,
      data: new Float64Array(shape.reduce((a, b) => a * b, 1)),
    });
    expect(() =>
      linear.forward({ x: tensor(1, 2), W: tensor(4, 3), b: tensor(4) }, {}, { dtype: 'f32' }),
    ).toThrow('linear: expected W to be of shape [O,D=2], got [4,3]');
    expect(() => softmax.forward({ x: tensor(2, 3) }, { axis: 2 }, { dtype: 'f32' })).toThrow(
      'softmax: expected option axis to be an integer from -2 to 1, got 2',
    );
  });
});
