import { describe, expect, it } from 'vitest';
import { checkFormula } from '../../properties/lib/check-formula.ts';
import { equationSuite } from '../../properties/lib/equation-suite.ts';
import { formula } from '../../spec/lib/formula.ts';

/** A formula whose output is a count that the equations make of integers alone. */
const step = formula({
  name: 'step',
  family: 'activation',
  title: 'One where a number is positive, else zero',
  sources: ['any'],
  equations: 'step(x) -> y\ny = x > 0 ? 1 : 0',
  over: { elements: ['x'] },
  laws: {},
  examples: [{ says: 'three numbers', inputs: { x: [-1, 0, 2] }, outputs: { y: [0, 0, 1] } }],
  variants: { 'one-at-zero': { kind: 'convention', says: 'one at zero', edits: 'y = x >= 0 ? 1 : 0' } },
  mathjs: 'y = x > 0 ? 1 : 0',
});

describe('an output that is an integer by its equation', () => {
  const suite = equationSuite(step, {});
  const options = { seed: 1, runs: 50, pipeline: 1 };

  it.each(['f32', 'f64'] as const)('is judged as a number, %s', async (dtype) => {
    const { checks, verdict } = await checkFormula(suite, suite.plain(dtype), dtype, options);
    expect(checks.filter((check) => check.verdict !== 'conforming')).toEqual([]);
    expect(verdict).toBe('conforming');
  });

  it('is told from another', async () => {
    const { verdict } = await checkFormula(suite, suite.faulty('one-at-zero', 'f32'), 'f32', options);
    expect(verdict).toBe('wrong');
  });
});
