import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { cases, conformance, type ImplementationModule, implementation } from '../../index.ts';
import right from './modules/right.ts';

describe('as a user writes it', () => {
  for (const { name, run } of conformance(right, { runs: 20 })) test(name, run);
});

const wrong = implementation({
  name: 'wrong',
  dtypes: ['f32', 'f64'],
  formulas: { relu: ({ x }) => ({ y: x! }), tanh: () => Promise.reject(new Error('not today')) },
});

describe('conformance', () => {
  it('has a test for each formula in each dtype', () => {
    const names = conformance(wrong).map(({ name }) => name);
    expect(names).toEqual(['relu f32', 'relu f64', 'tanh f32', 'tanh f64']);
    expect(conformance(wrong, { formulas: ['r*'], dtype: 'f64' }).map(({ name }) => name)).toEqual([
      'relu f64',
    ]);
  });

  it('fails with what a report would say', async () => {
    const [relu] = conformance(wrong, { runs: 20 });
    await expect(relu!.run()).rejects.toThrow(/^✗ relu · agreement · wrong f32 {2}wrong\n.*y.* must be 0/u);
  });

  it('fails where nothing could be judged', async () => {
    const [tanh] = conformance(wrong, { runs: 20, formulas: ['tanh'] });
    await expect(tanh!.run()).rejects.toThrow(
      /^\? tanh · agreement .*\n {2}20 of 20 cases gave no answer: .*not today/u,
    );
  });

  it.each([
    [{ formulas: ['softmax'] }, {}, /nothing would be tested/u],
    [{}, { formulas: { sofmax: right.formulas.relu! } }, /no formula 'sofmax' \(did you mean 'softmax'\?\)/u],
    [{}, { dtypes: ['f16'] }, /dtypes must be a list of 'f32' and 'f64'/u],
  ])('is refused where it would test nothing or does not know what: %j', (options, changes, message) => {
    const mine = { ...right, ...changes } as ImplementationModule;
    expect(() => conformance(implementation(mine), options)).toThrow(message);
  });
});

it('cases are an arbitrary for fast-check, with a shrinker', async () => {
  const softmax = await cases('softmax', { dtype: 'f32' });
  const found = fc.check(
    fc.property(softmax, ({ inputs }) => inputs.x!.data.every((v) => v < 2)),
    { seed: 5 },
  );
  expect(found.failed).toBe(true);
  const [{ inputs }] = found.counterexample!;
  expect(inputs.x!.data.filter((v) => v !== 0)).toHaveLength(1);
  await expect(cases('sofmax', { dtype: 'f32' })).rejects.toThrow(/did you mean 'softmax'/u);
});
