import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { AnyFormula } from '../../spec/lib/algorithm.ts';
import { loadSpecs } from '../../spec/lib/listing.ts';

/** What `assay list` shows of a formula. */
export interface Listed {
  readonly name: string;
  readonly family: string;
  readonly title: string;
  readonly variants: number;
  readonly laws: number;
}

/** Beside the compiled formulas; there is none beside the sources. */
const FILE = new URL('../../spec/listing.json', import.meta.url);

/** All formulas, as they were written down when they were compiled: to import them all takes longer than all else. */
export async function listing(): Promise<readonly Listed[]> {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : (await loadSpecs()).map(listed);
}

/** Done once they are compiled. */
export async function writeListing(): Promise<void> {
  writeFileSync(FILE, JSON.stringify((await loadSpecs()).map(listed)));
}

const listed = ({ name, family, title, variants, laws }: AnyFormula): Listed => ({
  name,
  family,
  title,
  variants: Object.keys(variants).length,
  laws: Object.keys(laws).length,
});
