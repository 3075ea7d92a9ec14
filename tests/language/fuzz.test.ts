import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { float64 } from '../../reference/arithmetic/float64.ts';
import { compile, compileSizes } from '../../reference/lib/compile.ts';
import { latex } from '../../reference/lib/latex.ts';
import { check } from '../../spec/lib/check.ts';
import { inline } from '../../spec/lib/inline.ts';
import { lift } from '../../spec/lib/lift.ts';
import { loadFormulas } from '../../spec/lib/listing.ts';
import { parse } from '../../spec/lib/parse.ts';
import { SpecError } from '../../spec/lib/source.ts';
import { formulaText, mutated } from './grammar.ts';

const formulas = await loadFormulas();
const softmax = parse(formulas.find(({ name }) => name === 'softmax')!.equations);

/** All that can happen to a text before a number is computed. Anything but a SpecError is a crash. */
function read(text: string): 'read' | 'refused' {
  try {
    const program = inline(parse(text), new Map([['softmax', softmax]]));
    const options = Object.fromEntries(
      program.options.map(({ name }) => [name, { type: 'int', min: 1, max: 3, default: 1 } as const]),
    );
    for (const one of [
      program,
      lift(
        program,
        program.inputs.slice(0, 1).map(({ name }) => name),
      ),
    ]) {
      const checked = check(one, options);
      compileSizes(checked);
      expect(compile(checked, float64)).toBeTypeOf('function');
    }
    expect(latex(program)).toContain('aligned');
    return 'read';
  } catch (thrown) {
    if (!(thrown instanceof SpecError)) throw thrown;
    expect(thrown.message).toMatch(/\n +\d+ \| .*\n +\| .*\^$/su);
    return 'refused';
  }
}

describe('reading any text', () => {
  it('gives a formula or one clear error, from text made of the language', () => {
    const seen = { read: 0, refused: 0 };
    fc.assert(
      fc.property(formulaText, (text) => {
        seen[read(text)]++;
      }),
      { numRuns: 3000, seed: 1 },
    );
    expect(seen.refused).toBeGreaterThan(0);
  });

  it('gives a formula or one clear error, from damaged formulas', () => {
    const seen = { read: 0, refused: 0 };
    fc.assert(
      fc.property(mutated(formulas.map(({ equations }) => equations)), (text) => {
        seen[read(text)]++;
      }),
      { numRuns: 3000, seed: 2 },
    );
    expect(seen.read).toBeGreaterThan(0);
    expect(seen.refused).toBeGreaterThan(0);
  });

  it('gives one clear error from arbitrary characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => read(text) === 'refused'),
      { numRuns: 1000, seed: 3 },
    );
  });

  it.each([
    ['brackets', `f(x) -> y\n y = ${'('.repeat(5000)}x`],
    ['minus signs', `f(x) -> y\n y = ${'-'.repeat(5000)}x`],
    ['a long sum', `f(x) -> y\n y = ${'x+'.repeat(5000)}x`],
    ['a long power', `f(x) -> y\n y = ${'x^'.repeat(5000)}x`],
    ['nested conditions', `f(x) -> y\n y = ${'x>0?'.repeat(2000)}x`],
    ['many equations', `f(x) -> y\n${Array.from({ length: 900 }, (_, n) => `a${n} = x`).join('\n')}\n y = x`],
    ['a huge text', `f(x) -> y\n y = x ${' '.repeat(30_000)}`],
    [
      'mutual recursion',
      `f(x[n]) -> y[n]\n${Array.from({ length: 40 }, (_, n) => `a${n}[i] = a${(n + 1) % 40}[i]`).join('\n')}\n y[i] = a0[i]`,
    ],
    [
      'a product of sums',
      `f(x[${names(20)}]) -> y[P]\n P = ${Array.from({ length: 12 }, () => `(${names(20, '+')})`).join('*')}\n y[i] = 1`,
    ],
    [
      'a high power of sizes',
      `f(x[${names(9)}]) -> y[P]\n P = ${names(9, '*')}*${names(9, '*')}*${names(9, '*')} - 1\n y[i] = 1`,
    ],
    [
      'many conditions',
      `f(x[n]; k) -> y[n]\n y[i] = ${Array.from({ length: 150 }, (_, n) => `i != ${n} ? `).join('')} x[k*i+1] ${': 0 '.repeat(150)}`,
    ],
    [
      'many recurrences',
      `f(x[n,n,n]) -> y[n]\n${Array.from({ length: 30 }, (_, n) => `a${n}[i<n,j<n,k<n] = a${(n + 1) % 30}[k,i,j]`).join('\n')}\n y[i] = a0[i,i,i]`,
    ],
  ])('survives %s', { timeout: 20_000 }, (_, text) => {
    expect(read(text)).toBeOneOf(['read', 'refused']);
  });
});

function names(count: number, between = ','): string {
  return Array.from({ length: count }, (_, n) => `s${n}`).join(between);
}
