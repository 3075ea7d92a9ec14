import { describe, expect, it } from 'vitest';
import js from '../../backends/js/index.ts';
import { implementation } from '../../backends/lib/contract.ts';
import type { Case } from '../../properties/lib/case.ts';
import { checkFormula } from '../../properties/lib/check-formula.ts';
import { diagnose, type Explanation, type Witness } from '../../properties/lib/diagnose.ts';
import { loadSuite } from '../../properties/lib/listing.ts';
import type { Subject } from '../../properties/lib/subject.ts';

describe('one slip in the equations that nobody has declared is named', () => {
  it.each([
    ['sigmoid', (x: number) => 1 / (2 + Math.exp(-x)), 'in y: 2 for 1'],
    ['tanh', (x: number) => 4 * Math.sinh(x) * Math.cosh(x), 'in y: a product for a quotient'],
  ] as const)('in %s', async (name, f, says) => {
    const wrong = implementation({
      name: 'wrong',
      dtypes: ['f32'],
      formulas: { [name]: ({ x }) => ({ y: { shape: x!.shape, data: Float32Array.from(x!.data, f) } }) },
    });
    const report = await checkFormula(await loadSuite(name), wrong, 'f32', {
      seed: 1,
      runs: 60,
      pipeline: 1,
    });
    const { diagnosis } = report.checks.find(({ kind }) => kind === 'agreement')!;
    expect(diagnosis).toMatchObject({ kind: 'slip', says });
    expect(diagnosis).not.toHaveProperty('variant');
  });
});

it('what does not do as it declares, but as the definition has it, is told so', async () => {
  const formulas = { 'gru-cell': { ...js.formulas['gru-cell']!, variant: 'update-gate-keeps-new' } };
  const report = await checkFormula(
    await loadSuite('gru-cell'),
    { ...implementation({ name: 'wrong', dtypes: ['f32'], formulas }) },
    'f32',
    { seed: 1, runs: 40, pipeline: 1 },
  );
  expect(report.checks.find(({ kind }) => kind === 'agreement')).toMatchObject({
    verdict: 'wrong',
    diagnosis: {
      kind: 'convention',
      says: "the definition itself, not the declared 'update-gate-keeps-new'",
    },
  });
});

it('what overflows is no explanation of a number', async () => {
  // 1 / (1 − exp(−0)) is infinite.
  const wrong = implementation({
    name: 'wrong',
    dtypes: ['f32'],
    formulas: { sigmoid: ({ x }) => ({ y: { shape: x!.shape, data: x!.data.map(() => 0.505) } }) },
  });
  const value: Case = {
    ...{ dtype: 'f32', regime: 'zeros', seed: 1, options: {}, cotangents: {} },
    inputs: { x: { shape: [2], data: new Float32Array(2) } },
  };
  const { subject } = (await loadSuite('sigmoid')).examine(wrong, wrong.formulas.sigmoid!, 'f32');
  const witness: Witness = { value, of: 'outputs', answer: await subject.forward(value) };
  expect(diagnose(subject, [witness], [])).toBeUndefined();
});

describe('a diagnosis', () => {
  const witness = {} as Witness;
  const explanation = (says: string, ...rooms: (number | undefined)[]): Explanation => {
    let n = 0;
    return { kind: 'mistake', says, fits: () => rooms[n++ % rooms.length] };
  };
  const subject = (known: readonly Explanation[], slips: readonly Explanation[] = []) =>
    ({ known, slips }) as unknown as Subject;
  const two = [witness, witness];

  it('is what leaves the least room', () => {
    const found = diagnose(subject([explanation('wide', 1), explanation('narrow', 1e-7)]), two, []);
    expect(found).toMatchObject({ says: 'narrow', cases: 2 });
    expect(found).not.toHaveProperty('or');
  });

  it('states that others explain all as well, and guesses at none', () => {
    const found = diagnose(subject([explanation('one', 1e-7), explanation('other', 2e-7)]), two, []);
    expect(found).toMatchObject({ says: 'one', or: ['other'] });
  });

  it('explains every answer, or at least all that are wrong', () => {
    const some = explanation('some', 0, undefined);
    expect(diagnose(subject([some]), two, [])).toBeUndefined();
    expect(diagnose(subject([some]), [witness], [witness])).toMatchObject({ says: 'some', cases: 1 });
  });

  it('is a slip only where no variant fits', () => {
    const slip = explanation('slip', 0);
    expect(diagnose(subject([explanation('known', 1)], [slip]), two, [])).toMatchObject({ says: 'known' });
    expect(diagnose(subject([explanation('known', undefined)], [slip]), two, [])).toMatchObject({
      says: 'slip',
    });
  });

  it('is none that breaks down on a case', () => {
    const broken: Explanation = {
      kind: 'mistake',
      says: 'broken',
      fits: () => {
        throw new RangeError('Invalid array length');
      },
    };
    expect(diagnose(subject([broken, explanation('known', 0)]), two, [])).toMatchObject({ says: 'known' });
    expect(diagnose(subject([broken]), two, [])).toBeUndefined();
  });

  it('of outputs that failed is no mistake in the gradient alone', () => {
    const inGradient = { ...explanation('in the gradient', 0), gradientOnly: true };
    const [outputs, gradients] = (['outputs', 'gradients'] as const).map((of) => ({ ...witness, of }));
    expect(diagnose(subject([inGradient]), [outputs!], [])).toBeUndefined();
    expect(diagnose(subject([inGradient]), [gradients!], [])).toEqual({
      kind: 'mistake',
      says: 'in the gradient',
      cases: 1,
    });
  });

  it('of nothing that failed is none', () => {
    expect(diagnose(subject([explanation('any', 0)]), [], two)).toBeUndefined();
  });
});
