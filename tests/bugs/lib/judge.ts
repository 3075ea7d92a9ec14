import { kernels } from '../../../backends/js/kernels.ts';
import { type Dtype, implementation } from '../../../backends/lib/contract.ts';
import { checkFormula } from '../../../properties/lib/check-formula.ts';
import { loadSuite } from '../../../properties/lib/listing.ts';
import type { FormulaReport } from '../../../properties/lib/report.ts';
import type { Bug } from './bug.ts';

/** What the checks say of the code, of which they know nothing. */
export async function judge(
  { formula, code }: Bug,
  mended: boolean,
  dtype: Dtype,
  { runs, seed = 1 }: { readonly runs: number; readonly seed?: number },
): Promise<FormulaReport> {
  const somebodys = implementation({
    name: 'somebody’s',
    dtypes: [dtype],
    formulas: { [formula]: code(mended)(kernels) },
  });
  return checkFormula(await loadSuite(formula), somebodys, dtype, { seed, runs, pipeline: 1 });
}
