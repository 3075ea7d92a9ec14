import { describe, expect, it } from 'vitest';
import { loadMeasures, readFigure, readmeWithFigures } from './lib/figures.ts';

it('the README shows the figures that were measured', async () => {
  const { was, must } = await readmeWithFigures();
  expect(was).toBe(must);
});

describe.each([...(await loadMeasures())])('%s', (name, { says }) => {
  it('was measured, and can be said', () => {
    const figure = readFigure(name);
    expect(figure).toBeDefined();
    expect(says(figure!.result)).toMatch(/\d/u);
    expect(says(figure!.result)).not.toMatch(/undefined|NaN/u);
  });
});
