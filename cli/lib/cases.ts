import type { Arbitrary } from 'fast-check';
import type { Case } from '../../properties/lib/case.ts';
import type { CaseOptions } from '../../properties/lib/draw-case.ts';
import { formulaNames } from '../../spec/lib/listing.ts';
import { didYouMean } from '../../spec/lib/source.ts';

/**
 * Cases of a formula for fast-check: shapes, options and numbers as `assay check` draws them, with its shrinker.
 *
 *     const softmaxCases = await cases('softmax', { dtype: 'f32' });
 *     fc.assert(fc.property(softmaxCases, ({ inputs, options }) => …));
 *
 * @throws Error for a formula that Assay does not know
 */
export async function cases(formula: string, options: CaseOptions): Promise<Arbitrary<Case>> {
  const names = formulaNames();
  if (!names.includes(formula))
    throw new Error(`Assay knows no formula '${formula}'${didYouMean(formula, names)}`);
  const [{ CaseArbitrary }, { loadSuite }] = await Promise.all([
    import('../../properties/lib/case-arbitrary.ts'),
    import('../../properties/lib/listing.ts'),
  ]);
  return new CaseArbitrary((await loadSuite(formula)).prepared, options);
}
