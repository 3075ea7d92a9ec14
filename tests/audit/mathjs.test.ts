import { describe, expect, it } from 'vitest';
import { againstMathjs } from '../../audit/checks/mathjs.ts';
import { audited } from './lib/audited.ts';

const audit = async (...of: Parameters<typeof audited>) => againstMathjs(await audited(...of));

describe('the definition against mathjs', () => {
  it.each(['softmax', 'lstm-cell', 'max-pool2d'])('holds for %s', async (name) => {
    const { cases, failed, failures } = await audit(name);
    expect(failures).toEqual([]);
    expect(failed).toBe(0);
    expect(cases).toBeGreaterThanOrEqual(8);
  });

  it('agrees to sixty digits', async () => {
    const { worst } = await audit('layer-norm');
    expect(worst.bits).toBeLessThan(-190);
    expect(worst.bits).toBeGreaterThan(-230);
  });

  it('takes more digits where mathjs cancels: of log(1 + e^-200) it has none in 64', async () => {
    const { failed, skipped } = await audit('sigmoid', {
      name: 'far',
      equations: 'far(x) -> y\n y = log1p(exp(-200 - abs(x)))',
      algorithms: [],
      variants: {},
      mathjs: 'y = log(1 + exp(-200 - abs(x)))',
    });
    expect(failed).toBe(0);
    expect(skipped['samples that took more than 64 digits']).toBeGreaterThan(0);
  });

  it('finds statements that are wrong in the fiftieth digit', async () => {
    const { failed, failures } = await audit('sigmoid', { mathjs: 'y = exp(x) / (exp(x) + 1) + 1e-50' });
    expect(failed).toBeGreaterThan(5);
    expect(failures[0]!.says).toMatch(/^y\[\d+\] is \S+, by mathjs \S+ \(640 digits\)$/u);
    expect(failures[0]!.input).toMatch(/^x\[.*\] = /u);
  });

  it('finds equations that are wrong', async () => {
    const { failed } = await audit('dot-score', {
      equations: 'dot_score(q[D], K[M,D]) -> s[M]\n s[j] = sum[d](q[d] * K[j,d]) + 2^-180 * q[0]',
    });
    expect(failed).toBeGreaterThan(0);
  });

  it.each([
    ['does not run', 'y = nothing(x)', /Undefined function nothing/u],
    ['assigns something else', 'z = exp(x)', /assign no 'y'/u],
    ['gives too many numbers', 'y = [x, x]', /give 2 numbers in the place of 1/u],
    ['gives a text', 'y = "one"', /as string, not as numbers/u],
    ['has no value', 'y = x / 0 - x / 0', /by mathjs NaN/u],
  ])('says of statements when one %s', async (_, mathjs, message) => {
    const { failed, failures } = await audit('sigmoid', { mathjs }, { mathjs: 2 });
    expect(failed).toBeGreaterThan(0);
    expect(failures[0]!.says).toMatch(message);
  });
});
