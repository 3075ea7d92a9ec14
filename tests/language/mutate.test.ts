import { describe, expect, it } from 'vitest';
import { mutantsOf } from '../../properties/lib/mutants.ts';
import { float64 } from '../../reference/arithmetic/float64.ts';
import { evaluate } from '../../reference/lib/evaluate.ts';
import { prepare } from '../../reference/lib/prepare.ts';
import { formula } from '../../spec/lib/formula.ts';
import { loadFormula } from '../../spec/lib/listing.ts';
import { mutations } from '../../spec/lib/mutate.ts';
import { real } from '../../spec/lib/options.ts';
import { parse } from '../../spec/lib/parse.ts';

const tanh = await loadFormula('tanh');

const saysOf = (text: string): string[] => Array.from(mutations(parse(text)), ({ says }) => says);

describe('one small mistake', () => {
  it.each([
    ['f(x) -> y\ny = x + 1', ['− for +', 'the second term dropped', 'the first term dropped', '2 for 1']],
    ['f(a, b) -> y\ny = a - b', ['+ for −', 'what is subtracted dropped', 'a difference turned round']],
    ['f(a, b) -> y\ny = a + b', ['a product for a sum']],
    ['f(x) -> y\ny = -exp(x)', ['a sign lost', 'expm1 for exp']],
    ['f(x[N]) -> y\ny = sum[i](x[i])', ['max for sum']],
    ['f(x[N,M]) -> y[i]\ny[i] = sum[j](x[i,j])', ['max for sum', 'x transposed']],
    [
      'f(x[N,M]) -> y[i]\ny[i] = sum[j<M](x[i,j])',
      ['a mean for a sum', 'x read at j for i', 'x read at i for j'],
    ],
    ['f(x[N]) -> y[N]\ny[i] = x[i]', ['x read one further on', 'x read one back']],
    [
      'f(x[N], h0) -> y\nh[t<N+1] = t == 0 ? h0 : h[t-1] * x[t-1]\ny = h[N]',
      ['the first h again and again', 'the first case always', 'the second case always'],
    ],
    [
      'f(v) -> y\ny = 1 / sqrt(v + 3)',
      ['what is added under a root moved out of it', 'a quotient turned round'],
    ],
    ['f(v) -> y\ny = 1 / (sqrt(v) + 3)', ['what is added to a root moved into it']],
    ['f(x) -> y\ny = stop(x) * x', ['a gradient where there is none']],
    [
      'f(z[2,H]) -> y[H]\na[k] = exp(z[0,k])\nb[k] = tanh(z[1,k])\ny[k] = a[k] - b[k]',
      ['0 for 1', '1 for 0'],
    ],
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

  it('is one equation taken for another', () => {
    const text = 'f(z[2,H]) -> y[H]\na[k] = exp(z[0,k])\nb[k] = tanh(z[1,k])\ny[k] = a[k] - b[k]';
    expect(saysOf(text)).toContain('a[k] and b[k] exchanged');
  });

  it('doubles what an option says', () => {
    const program = parse('f(x; eps) -> y\ny = x + eps');
    const options = { eps: real(0.1, [0.1]) };
    expect(Array.from(mutations(program, options), ({ says }) => says)).toContain('in y: twice eps');
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
      ['a quotient turned round', 2 / 3],
      ['x read one further on', 0],
      ['x read one back', 0],
      ['3 for 2', 1],
      ['1 for 2', 3],
      ['4 for 2', 3 / 4],
    ]);
  });
});
