import { GUARD } from '../../properties/lib/guard.ts';
import { loadSuite } from '../../properties/lib/listing.ts';
import { didYouMean } from '../../spec/lib/source.ts';
import { fits } from './glob.ts';
import { UsageError } from './usage-error.ts';

/** The kinds of all checks of a formula, as for an implementation that can do everything. */
export async function checkKinds(name: string): Promise<string[]> {
  const able = { forward: () => ({}), vjp: () => ({}) };
  const implementation = { name: 'able', version: '0', dtypes: ['f64'], formulas: { [name]: able } } as const;
  const { checks, exhaustive } = (await loadSuite(name)).examine(implementation, able, 'f64');
  return [...[...checks, ...exhaustive].map(({ kind }) => kind), GUARD.kind];
}

/** Throws a UsageError for a pattern that fits no check of any of the formulas. */
export async function validateChecks(
  patterns: readonly string[],
  formulas: readonly string[],
): Promise<void> {
  if (patterns.length === 0) return;
  const kinds = [...new Set((await Promise.all(formulas.map(checkKinds))).flat())];
  for (const pattern of patterns)
    if (!kinds.some((kind) => fits(pattern, kind)))
      throw new UsageError(
        `No formula that was asked for has a check '${pattern}'${didYouMean(pattern, kinds)}. Checks are called ` +
          `${kinds.filter((kind) => !/^(?:example|special) /u.test(kind)).join(', ')}, example *, special *`,
      );
}
