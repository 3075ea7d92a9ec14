import { describe, expect, it } from 'vitest';
import {
  type FormulaImplementation,
  type Forward,
  implementation,
  type Tensors,
} from '../../backends/lib/contract.ts';
import { loadImplementation } from '../../backends/lib/load.ts';
import { checkFormula } from '../../properties/lib/check-formula.ts';
import { loadSuite } from '../../properties/lib/listing.ts';
import { parseToken } from '../../properties/lib/replay.ts';
import { replayCase } from '../../properties/lib/run-check.ts';
import { tryVariant } from '../../properties/lib/variant-trial.ts';
import { loadReference } from '../../reference/lib/listing.ts';
import { loadAlgorithms } from '../../spec/lib/listing.ts';

const options = { seed: 1, runs: 60, pipeline: 1 };
const algorithms = await loadAlgorithms();

describe.each(algorithms.map((spec) => [spec.name, spec] as const))('%s', (name, spec) => {
  it.each(['f32', 'f64'] as const)('is conforming in js, %s, with every check', async (dtype) => {
    const report = await checkFormula(await loadSuite(name), await loadImplementation('js'), dtype, options);
    expect(report.checks.filter(({ verdict }) => verdict !== 'conforming')).toEqual([]);
    expect(report).toMatchObject({ name, dtype, verdict: 'conforming', quality: { worstUlp: null } });
    expect(report.checks.map(({ kind }) => kind)).toEqual([
      ...['agreement', 'large'],
      ...Object.keys(spec.laws).map((label) => `law ${label}`),
      ...spec.examples.map(({ says }) => `example ${says}`),
      ...['purity', 'guard'],
    ]);
  });

  describe.each(Object.keys(spec.variants))('its variant %s', (variant) => {
    it('is caught and named', async () => {
      const { caughtBy, named } = await tryVariant(await loadSuite(name), variant, 'f32', options);
      expect(caughtBy).toMatchObject({ verdict: 'wrong', diagnosis: { variant } });
      expect(named).toBe(true);
    });

    it('conforms where it is declared, and does what its examples say', async () => {
      const suite = await loadSuite(name);
      const plain = suite.faulty(variant, 'f32');
      const declaring = { ...plain, formulas: { [name]: { ...plain.formulas[name]!, variant } } };
      const report = await checkFormula(suite, declaring, 'f32', options);
      expect(report).toMatchObject({ verdict: 'conforming', variant });
      const { examples = [] } = spec.variants[variant]!;
      const kinds = report.checks.map(({ kind }) => kind);
      expect(kinds).toEqual(expect.arrayContaining(examples.map(({ says }) => `example ${says}`)));
    });
  });
});

describe('an implementation of byte-pair-encoding that', async () => {
  const name = 'byte-pair-encoding';
  const reference = await loadReference(name);
  const suite = await loadSuite(name);
  const right: Forward = (inputs, asked) => reference(inputs, asked);

  const mine = (entry: Partial<FormulaImplementation>) =>
    implementation({ name: 'mine', dtypes: ['f32'], formulas: { [name]: { forward: right, ...entry } } });
  const answering = (change: (outputs: Tensors) => Tensors) =>
    mine({ forward: (inputs, asked) => change(reference(inputs, asked)) });
  const reported = async (entry: ReturnType<typeof mine>) => {
    const { checks, verdict } = await checkFormula(suite, entry, 'f32', options);
    return { verdict, agreement: checks[0]!, checks };
  };

  it('has one integer that is off by one is wrong, at that place', async () => {
    const { verdict, agreement } = await reported(
      answering(({ pairs, tokens }) => ({
        pairs: pairs!,
        tokens: {
          ...tokens!,
          data: tokens!.data.map((token, n) => (n === 2 && token >= 0 ? token + 1 : token)),
        },
      })),
    );
    expect(verdict).toBe('wrong');
    expect(agreement.says).toMatch(/^tokens\[2\] = \d+, must be \d+$/u);
    expect(agreement.fault).toMatchObject({ output: 'tokens', index: 2, tolerance: 0 });
    expect(agreement.diagnosis).toBeUndefined();
  });

  it.each([
    [
      'gives the merges in another shape',
      ({ pairs, tokens }: Tensors) => ({
        pairs: { ...pairs!, shape: [pairs!.data.length] },
        tokens: tokens!,
      }),
      /^The output "pairs" of byte-pair-encoding has shape \[\d+\], must have \[\d+,2\]\.$/u,
    ],
    [
      'does not pad its tokens',
      ({ pairs, tokens }: Tensors) => {
        const data = tokens!.data.filter((token) => token !== -1);
        return { pairs: pairs!, tokens: { shape: [data.length], data } };
      },
      /^The output "tokens" of byte-pair-encoding has shape \[\d+\], must have \[\d+\]\.$/u,
    ],
    [
      'gives floats',
      ({ pairs, tokens }: Tensors) => ({
        pairs: pairs!,
        tokens: { ...tokens!, data: Float32Array.from(tokens!.data) },
      }),
      /"tokens" of byte-pair-encoding is of type Float32Array, must be a Int32Array \(i32\)\.$/u,
    ],
    [
      'leaves the tokens out',
      ({ pairs }: Tensors) => ({ pairs: pairs! }),
      /^The answer of byte-pair-encoding lacks the output "tokens"/u,
    ],
  ])('%s is wrong', async (_, change, says) => {
    const { verdict, agreement } = await reported(answering(change));
    expect(verdict).toBe('wrong');
    expect(agreement).toMatchObject({ verdict: 'wrong', says: expect.stringMatching(says) });
  });

  it('sorts the corpus that it is given is wrong', async () => {
    const { checks } = await reported(
      mine({
        forward(inputs, asked) {
          const outputs = reference(inputs, asked);
          inputs.corpus!.data.sort();
          return outputs;
        },
      }),
    );
    expect(checks.find(({ kind }) => kind === 'purity')).toMatchObject({
      verdict: 'wrong',
      says: "it writes into its input 'corpus'",
    });
  });

  it('gives nonsense is wrong, and nothing is left in doubt', async () => {
    const { checks } = await reported(
      answering(({ pairs, tokens }) => ({
        pairs: { ...pairs!, data: pairs!.data.map((_, n) => 6 + (n % 7)) },
        tokens: { ...tokens!, data: tokens!.data.map((_, n) => 6 + n) },
      })),
    );
    const inconclusive = checks.filter(({ verdict }) => verdict === 'inconclusive').map(({ kind }) => kind);
    expect(inconclusive).toEqual([]);
    expect(checks.find(({ kind }) => kind === 'law C1')?.verdict).toBe('wrong');
  });

  it('takes one number of merges only is asked for no other', async () => {
    const { verdict, checks } = await reported(
      mine({
        supports: { merges: [3] },
        forward(inputs, asked) {
          expect(asked.merges).toBe(3);
          return reference(inputs, asked);
        },
      }),
    );
    expect(verdict).toBe('conforming');
    const examples = suite.spec.examples.filter((example) => example.options?.merges === 3);
    expect(checks.map(({ kind }) => kind).filter((kind) => kind.startsWith('example '))).toEqual(
      examples.map(({ says }) => `example ${says}`),
    );
  });

  it('follows an unknown variant cannot be judged', () => {
    const { formulas, ...rest } = mine({ variant: 'newest-pair' });
    expect(() => suite.examine({ formulas, ...rest }, formulas[name]!, 'f32')).toThrow(
      "'byte-pair-encoding' has no variant 'newest-pair'",
    );
  });

  it('fails can be replayed, with the same small case', async () => {
    const faulty = suite.faulty('largest-pair', 'f32');
    const { agreement } = await reported(faulty);
    const { shape, data } = agreement.counterexample!.inputs.corpus!;
    expect(shape[0]).toBeLessThanOrEqual(8);
    for (const symbol of data) expect(symbol).toBeOneOf([0, 1, 2, 3, 4, 5]);
    const { check: kind, seed, formula } = parseToken(agreement.replay!);
    const { subject, checks } = suite.examine(faulty, faulty.formulas[formula]!, 'f32');
    const check = checks.find((other) => other.kind === kind)!;
    const again = await replayCase(subject, check, seed);
    expect(again).toMatchObject({
      verdict: 'wrong',
      says: agreement.says,
      counterexample: agreement.counterexample,
      replay: agreement.replay,
    });
  });
});
