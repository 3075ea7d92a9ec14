import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type AlgorithmFormula, type AnyFormula, isAlgorithm } from './algorithm.ts';
import type { Formula } from './formula.ts';

const FOLDER = dirname(dirname(fileURLToPath(import.meta.url)));

/** The names of all formulas, sorted: the files of `spec/`. */
export function formulaNames(folder = FOLDER): string[] {
  return readdirSync(folder)
    .filter((file) => /\.[jt]s$/u.test(file) && !file.endsWith('.d.ts'))
    .map((file) => file.replace(/\.[jt]s$/u, ''))
    .sort();
}

/** What is true of the formula of that name, in equations or not; the file's default export. */
export async function loadSpec(name: string): Promise<AnyFormula> {
  const file = join(FOLDER, `${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`);
  const module: { default: AnyFormula } = await import(pathToFileURL(file).href);
  return module.default;
}

export async function loadSpecs(): Promise<AnyFormula[]> {
  return Promise.all(formulaNames().map(loadSpec));
}

/** The formula of that name. Throws an Error for one without equations. */
export async function loadFormula(name: string): Promise<Formula> {
  const spec = await loadSpec(name);
  if (isAlgorithm(spec)) throw new Error(`'${name}' is an algorithm: it has no equations`);
  return spec;
}

/** The formulas that have equations. */
export async function loadFormulas(): Promise<Formula[]> {
  return (await loadSpecs()).filter((spec): spec is Formula => !isAlgorithm(spec));
}

/** Those that have none: their structure depends on the data. */
export async function loadAlgorithms(): Promise<AlgorithmFormula[]> {
  return (await loadSpecs()).filter(isAlgorithm);
}
