import { describe, expect, it } from 'vitest';
import { againstDerivative } from '../../audit/checks/derivative.ts';
import { againstDifferences } from '../../audit/checks/differences.ts';
import { audited } from './lib/audited.ts';

const differences = async (...of: Parameters<typeof audited>) => againstDifferences(await audited(...of));
const derivative = async (...of: Parameters<typeof audited>) => againstDerivative(await audited(...of));

describe('gradients against central differences', () => {
  it.each(['softmax', 'gru-cell', 'conv2d', 'adam'])('agree to 35 digits for %s', async (name) => {
    const { cases, failures, worst } = await differences(name);
    expect(failures).toEqual([]);
    expect(cases).toBeGreaterThan(0);
    expect(worst.bits ?? -Infinity).toBeLessThan(-116);
  });

  it('finds a gradient through a value that is held', async () => {
    const { failed, failures } = await differences('dot-score', {
      equations: 'dot_score(q[D], K[M,D]) -> s[M]\n s[j] = sum[d](q[d] * stop(K[j,d]))',
    });
    expect(failed).toBeGreaterThan(0);
    expect(failures[0]!.says).toMatch(/^the gradient by K along \[.*\] is 0\.0+, by differences /u);
    expect(failures[0]!.input).toMatch(/cotangent s/u);
  });

  it('finds a gradient that is wrong in the thirtieth digit', async () => {
    const { failed } = await differences('linear', {
      equations: `linear(x[D], W[O,D], b[O]) -> y[O]
        y[o] = sum[d](W[o,d] * x[d]) + b[o] + 2^-100 * (b[o] - stop(b[o]))`,
    });
    expect(failed).toBeGreaterThan(0);
  });

  it('leaves kinks out and counts them', async () => {
    const { failed, skipped } = await differences('relu', {}, { differences: 40 });
    expect(failed).toBe(0);
    expect(skipped['inputs at kinks']).toBeGreaterThan(0);
  });

  it('says where there is no gradient to compare', async () => {
    const { cases, failed, skipped } = await differences('sinusoidal-positional-encoding');
    expect([cases, failed]).toEqual([0, 0]);
    expect(skipped).toEqual({ 'no input has a gradient': 1 });
  });
});

describe('gradients against the derivative that mathjs finds', () => {
  it.each(['sigmoid', 'tanh', 'dropout'])('agree for %s', async (name) => {
    const { cases, failures, worst } = await derivative(name);
    expect(failures).toEqual([]);
    expect(cases).toBeGreaterThan(5);
    expect(worst.bits).toBeLessThan(-190);
  });

  it('finds a derivative of something else', async () => {
    const { failed, failures } = await derivative('sigmoid', {
      mathjs: 'y = exp(x) / (exp(x) + 1) + 1e-45 * x',
    });
    expect(failed).toBeGreaterThan(0);
    expect(failures[0]!.says).toMatch(/^dx\[\d+\] is /u);
  });

  it('says what mathjs cannot differentiate', async () => {
    const { cases, failed, skipped } = await derivative('relu');
    expect([cases, failed]).toEqual([0, 0]);
    expect(Object.keys(skipped).join()).toMatch(/by x: .*max/u);
  });
});
