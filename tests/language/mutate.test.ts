import { describe, expect, it } from 'vitest';
import { mutantsOf } from '../../properties/lib/mutated.ts';
import { float64 } from '../../reference/arithmetic/float64.ts';
import { evaluate } from '../../reference/lib/evaluate.ts';
import { prepare } from '../../reference/lib/prepare.ts';
import { formula } from '../../spec/lib/formula.ts';
import { loadFormula } from '../../spec/lib/listing.ts';
import { mutations } from '../../spec/lib/mutate.ts';
import { parse } from '../../spec/lib/parse.ts';

const tanh = await loadFormula('tanh');

const saysOf = (text: string): string[] => Array.from(mutations(parse(text)), ({ says }) => says);

describe('one small mistake', () => {
  it.each([
    ['f(x) -> y\ny = x + 1', ['− for +', 'the second term dropped', 'the first term dropped', '2 for 1']],
    ['f(x) -> y\ny = -exp(x)', ['a sign lost', 'expm1 for exp']],
    ['f(x[N]) -> y\ny = sum[i](x[i])', ['max for sum']],
    ['f(x[N,M]) -> y[i]\ny[i] = sum[j](x[i,j])', ['max for sum', 'x transposed']],
    ['f(x) -> y\ny = x > 0 ? x : 0', ['the other branch', '>= for >', '1 for 0', '1 for 0']],
    [
      'f(x) -> y\ny = sqrt(x) / 2',
      ['the divisor dropped', 'a product for a quotient', 'abs for sqrt', '3 for 2'],
    ],
    ['f(x) -> y\ny = not (x < 1 and x > 2) ? 1 : x^2', ['the other branch', 'a negation lost', 'or for and']],
  ])('in %j', (text, wanted) => {
    const says = saysOf(text).map((one) => one.slice(one.indexOf(': ') + 2));
    expect(says).toEqual(expect.arrayContaining(wanted));
  });

  it('is made in local functions too, and says where', () => {
    expect(saysOf('f(x) -> y\nσ(z) = 1 / z\ny = σ(x)')).toContain('in σ(z): the divisor dropped');
  });

  it('leaves the program itself as it was', () => {
    const program = parse('f(x) -> y\ny = x + 1');
    const before = JSON.stringify(program);
    expect(Array.from(mutations(program))).not.toHaveLength(0);
    expect(JSON.stringify(program)).toBe(before);
  });
});

describe('mutants of a formula', () => {
  const half = prepare(
    formula({
      ...tanh,
      name: 'half',
      equations: 'half(x) -> y\ny = x / 2',
      algorithms: [],
      variants: {},
      over: { elements: ['x'] },
    }),
  );

  it('are well formed, and most give other numbers', () => {
    const inputs = { x: { shape: [1], data: Float64Array.of(3) } };
    const values = Array.from(mutantsOf(half.truth.definition), ({ says, equations }) => [
      says.slice(says.indexOf(': ') + 2),
      evaluate(half, equations, float64, inputs, {}).y!.data[0],
    ]);
    expect(values).toEqual([
      ['the divisor dropped', 3],
      ['a product for a quotient', 6],
      ['3 for 2', 1],
    ]);
  });
});
