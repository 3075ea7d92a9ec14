import { expect, it } from 'vitest';
import { schemaFault } from '../../cli/lib/schema.ts';
import { check, path } from './lib/assay.ts';

const right = path('modules/right.ts');
const wrong = path('modules/wrong.mjs');

/** The report, once it is known to keep the schema. */
async function report(...args: readonly string[]) {
  const { stdout } = await check(...args, '--json');
  const parsed = JSON.parse(stdout);
  expect(await schemaFault('check', parsed)).toBeUndefined();
  return { parsed, stdout };
}

it('has the fields of the schema where all conforms', async () => {
  const { parsed } = await report(right, '--formula', 'relu');
  expect(parsed).toMatchObject({
    assay: expect.stringMatching(/^\d+\.\d+\.\d+$/u),
    seed: 1,
    tier: 'custom',
    runs: 20,
    implementation: { name: 'right', version: '1.2.3', dtypes: ['f32'] },
    formulas: [
      { name: 'relu', dtype: 'f32', verdict: 'conforming', gradient: true, quality: { worstUlp: 0 } },
    ],
    summary: { conforming: 1, imprecise: 0, unstable: 0, wrong: 0, inconclusive: 0, absent: 0 },
  });
  const { checks } = parsed.formulas[0];
  expect(checks[0]).toMatchObject({ kind: 'agreement', verdict: 'conforming', runs: 20 });
});

it('has the diagnosis, the counterexample and the token of what is wrong', async () => {
  const { parsed } = await report(wrong, '--formula', 'leaky-relu');
  expect(parsed.summary.wrong).toBe(1);
  expect(parsed.formulas[0].checks[0]).toMatchObject({
    kind: 'agreement',
    verdict: 'wrong',
    says: expect.stringMatching(/ = 0, must be -/u),
    fault: { output: 'y', got: 0, must: expect.any(Number), tolerance: expect.any(Number) },
    diagnosis: { kind: 'mistake', says: expect.any(String), cases: expect.any(Number) },
    counterexample: { options: { slope: expect.any(Number) }, inputs: { x: { shape: expect.any(Array) } } },
    replay: expect.stringMatching(/^leaky-relu:agreement:f32:\w+$/u),
  });
});

it('has a count for every formula in every dtype, absent ones included', async () => {
  const { parsed } = await report(wrong);
  const verdicts = parsed.formulas.map(({ verdict }: { verdict: string }) => verdict);
  for (const [verdict, count] of Object.entries(parsed.summary))
    expect(verdicts.filter((other: string) => other === verdict)).toHaveLength(count as number);
  expect(parsed.summary).toMatchObject({ conforming: 1, wrong: 2, inconclusive: 2 });
  expect(parsed.summary.absent).toBeGreaterThan(10);
});

it('is sorted by name, then dtype', async () => {
  const { parsed } = await report('js', '--formula', 's*oid', '--formula', 're*u');
  const names = parsed.formulas.map(({ name, dtype }: Record<string, string>) => `${name} ${dtype}`);
  expect(names).toEqual(['relu f32', 'relu f64', 'sigmoid f32', 'sigmoid f64']);
});

it('holds the reports of several implementations as results', async () => {
  const { parsed } = await report(right, wrong, '--formula', 'relu');
  expect(parsed.formulas).toBeUndefined();
  expect(parsed.results.map((result: { implementation: object }) => result.implementation)).toMatchObject([
    { name: 'right' },
    { name: 'wrong\u001b[31m' },
  ]);
});

it('says why an implementation could not be run', async () => {
  const { parsed } = await report('--exec', 'node -e 0');
  expect(parsed).toMatchObject({ implementation: { name: 'node -e 0' }, formulas: [] });
  expect(parsed.failure).toMatch(/ended with exit code 0/u);
});

it('has no character that a terminal would obey', async () => {
  const { stdout } = await report(wrong);
  expect(stdout).toContain('"wrong\\u001b[31m"');
  expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

it('is refused by the schema where a field is missing, misspelt or of another kind', async () => {
  const { parsed } = await report(right, '--formula', 'relu');
  const { summary: _, ...incomplete } = parsed;
  expect(await schemaFault('check', incomplete)).toMatch(/summary/u);
  expect(await schemaFault('check', { ...parsed, sumary: {} })).toMatch(/unevaluated/u);
  const [formula] = parsed.formulas;
  expect(await schemaFault('check', { ...parsed, formulas: [{ ...formula, verdict: 'good' }] })).toMatch(
    /verdict/u,
  );
});
