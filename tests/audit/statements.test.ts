import { describe, expect, it } from 'vitest';
import { againstAlgorithms } from '../../audit/checks/algorithms.ts';
import { examplesHold } from '../../audit/checks/examples.ts';
import { lawsHold } from '../../audit/checks/laws.ts';
import { variantsDiffer } from '../../audit/checks/variants.ts';
import { audited } from './lib/audited.ts';

describe('the definition against its algorithms', () => {
  it('finds one that is another function in the fiftieth digit', async () => {
    const { failed, failures } = againstAlgorithms(
      await audited('sigmoid', { algorithms: ['y = sigmoid(x)', 'y = sigmoid(x) * (1 + 2^-170)'] }),
    );
    expect(failed).toBeGreaterThan(0);
    expect(failures[0]!.says).toMatch(/^y\[\d+\] is 0\.\d+, by algorithm 2 /u);
  });

  it('says where there is none', async () => {
    expect(againstAlgorithms(await audited('dot-score'))).toMatchObject({ cases: 0, failed: 0 });
  });
});

describe('laws on the reference', () => {
  it('finds a sentence that is false', async () => {
    const of = await audited('softmax');
    const { failed, failures } = await lawsHold({
      ...of,
      laws: {
        ...of.laws,
        C1: {
          regime: 'eighths',
          async law({ A, inputs, run, claim }) {
            const { y } = await run(inputs);
            for (const value of y!.data) claim.atMost(value, A.ratio(1n, 2n), 'a share');
          },
        },
      },
    });
    expect(failed).toBeGreaterThan(0);
    expect(failures[0]!.says).toMatch(/^law C1 \(.+\): a share is \S+, must be at most 0\.5$/u);
  });

  it('finds one that breaks down, and one that nothing checks', async () => {
    const of = await audited('tanh');
    const { C2: _, ...rest } = of.laws;
    const { failures } = await lawsHold({
      ...of,
      laws: { ...rest, C1: { regime: 'any', law: () => Promise.reject(new Error('no such output')) } },
    });
    expect(failures.map(({ says }) => says)).toContain('law C1 breaks down: no such output');
    const missing = await lawsHold({ ...of, laws: rest });
    expect(missing.failures.map(({ says }) => says)).toContain('law C2 is stated and not checked');
  });
});

describe('variants', () => {
  it.each([
    ['is the definition', {}, /is the definition on 200 cases/u],
    [
      'is stated to be the definition and is not',
      { edits: 'y = 1.0000001 * sigmoid(x)', shows: 'numerically' },
      /shows numerically, but y/u,
    ],
    [
      'has the same gradient',
      { edits: 'y = sigmoid(x)', shows: 'in the gradient' },
      /is the definition on 200 cases, in its gradients/u,
    ],
    [
      'shows before the gradient',
      { edits: 'y = stop(sigmoid(x)) + 0.1', shows: 'in the gradient' },
      /shows in the gradient, but y/u,
    ],
  ] as const)('finds one that %s', async (_, variant, message) => {
    const { failed, failures } = variantsDiffer(
      await audited('sigmoid', { variants: { one: { kind: 'mistake', says: 'a mistake', ...variant } } }),
    );
    expect(failed).toBeGreaterThan(0);
    expect(failures[0]!.says).toMatch(message);
  });

  it('takes a variant without a value for another function', async () => {
    const { failed } = variantsDiffer(
      await audited('sigmoid', {
        variants: {
          one: { kind: 'mistake', says: 'a mistake', edits: 'y = sigmoid(x) * (x - x) / (x - x)' },
        },
      }),
    );
    expect(failed).toBe(0);
  });
});

describe('examples', () => {
  const inputs = { x: [1] };

  it('finds a digit that is wrong', async () => {
    const { failed, failures } = examplesHold(
      await audited('sigmoid', {
        examples: [
          { says: 'right', inputs, outputs: { y: ['0.73106'] } },
          { says: 'rounded wrongly', inputs, outputs: { y: ['0.73105'] } },
        ],
        special: [],
      }),
    );
    expect(failed).toBe(1);
    expect(failures[0]!.says).toMatch(/^the example 'rounded wrongly': y\[0\] is 0\.7310585/u);
  });

  it('finds a behaviour at infinity that no text has', async () => {
    const special = [{ says: 'the end is 1', inputs: { x: [-Infinity] }, outputs: { y: [1] } }];
    const { failures } = examplesHold(await audited('sigmoid', { special }));
    expect(failures.map(({ says }) => says)).toEqual([
      "the special case 'the end is 1': y[0] is 0, the example says 1",
    ]);
  });
});
