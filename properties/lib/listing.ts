import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadReference } from '../../reference/lib/listing.ts';
import { isAlgorithm } from '../../spec/lib/algorithm.ts';
import { loadSpec } from '../../spec/lib/listing.ts';
import type { AlgorithmLaw } from './algorithm-laws.ts';
import { algorithmSuite } from './algorithm-suite.ts';
import { equationSuite } from './equation-suite.ts';
import type { StatedLaw } from './laws.ts';
import type { Suite } from './suite.ts';

const FOLDER = dirname(dirname(fileURLToPath(import.meta.url)));

/** All that implementations of the formula of that name are judged by. */
export async function loadSuite(name: string): Promise<Suite> {
  const spec = await loadSpec(name);
  return isAlgorithm(spec)
    ? algorithmSuite(spec, await loadReference(name), await load<AlgorithmLaw>(name))
    : equationSuite(spec, await loadLaws(name));
}

/** The laws of a formula with equations, by label. */
export const loadLaws = (name: string): Promise<Readonly<Record<string, StatedLaw>>> => load(name);

/** The default export of `properties/<name>.ts`. */
async function load<Law>(name: string): Promise<Readonly<Record<string, Law>>> {
  const file = join(FOLDER, `${name}${extname(import.meta.url)}`);
  if (!existsSync(file)) return {};
  const module: { default: Readonly<Record<string, Law>> } = await import(pathToFileURL(file).href);
  return module.default;
}
