import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Formula } from './formula.ts';

const FOLDER = dirname(dirname(fileURLToPath(import.meta.url)));

/** The names of all formulas, sorted: the files of `spec/`. */
export function formulaNames(folder = FOLDER): string[] {
  return readdirSync(folder)
    .filter((file) => /\.[jt]s$/u.test(file) && !file.endsWith('.d.ts'))
    .map((file) => file.replace(/\.[jt]s$/u, ''))
    .sort();
}

/** The formula of that name; the file's default export. */
export async function loadFormula(name: string): Promise<Formula> {
  const file = join(FOLDER, `${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`);
  const module: { default: Formula } = await import(pathToFileURL(file).href);
  return module.default;
}

export async function loadFormulas(): Promise<Formula[]> {
  return Promise.all(formulaNames().map(loadFormula));
}
