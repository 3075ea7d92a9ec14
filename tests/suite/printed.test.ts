import { describe, expect, it } from 'vitest';
import { equationSuite } from '../../properties/lib/equation-suite.ts';
import { firstFault } from '../../properties/lib/run-check.ts';
import type { Expected } from '../../spec/lib/formula.ts';
import { loadFormula } from '../../spec/lib/listing.ts';

const tanh = await loadFormula('tanh');

/** What an example with such printed figures finds in a right implementation. */
async function finding(printed: Expected): Promise<string | undefined> {
  const example = {
    says: 'printed',
    inputs: { x: [0.5, 2] },
    outputs: { y: ['0.4621', '0.9640'] },
    printed: { y: printed },
  };
  const suite = equationSuite({ ...tanh, laws: {}, examples: [example] }, {});
  const plain = suite.plain('f32');
  const { subject, checks } = suite.examine(plain, plain.formulas.tanh!, 'f32');
  const check = checks.find(({ kind }) => kind === 'example printed')!;
  return (await firstFault(subject, check, { seed: 1, runs: 1 }))?.says;
}

describe('what the notes print and is wrong', () => {
  it('differs from what is right in one number at least', async () => {
    expect(await finding(['0.4621', '0.9741'])).toBeUndefined();
    expect(await finding(['0.4621'])).toBeUndefined();
  });

  it('must not be right after all', async () => {
    expect(await finding(['0.4621', '0.9640'])).toMatch(/what the notes print/u);
    expect(await finding(['0.46', '0.96'])).toMatch(/what the notes print/u);
  });
});
