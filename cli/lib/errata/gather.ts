import { loadImplementation } from '../../../backends/lib/load.ts';
import { loadSpecs } from '../../../spec/lib/listing.ts';
import type { Row } from '../../../spec/lib/notes.ts';
import { type CoverageOptions, coverage } from '../rows/coverage.ts';
import { TIERS } from '../tiers.ts';
import { type Erratum, errata } from './errata.ts';

/** Always the same cases: the page is to say the same whoever makes it. */
export const RUN = { seed: 1, tier: 'smoke', runs: TIERS.smoke, pipeline: 1 } as const;

/** Executes the rows that are not simply correct, and says what was seen. */
export async function gatherErrata(
  rows: readonly Row[],
  onFormula: CoverageOptions['onFormula'] = () => {},
): Promise<{ readonly all: readonly Erratum[]; readonly problems: readonly string[] }> {
  const wanted = rows.filter(({ verdict }) => verdict !== 'correct');
  const specs = await loadSpecs();
  const found = await coverage(wanted, specs, await loadImplementation('js'), { ...RUN, onFormula });
  return { all: errata(wanted, specs, found), problems: found.problems };
}
