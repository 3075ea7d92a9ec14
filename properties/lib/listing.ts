import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { StatedLaw } from './laws.ts';

const FOLDER = dirname(dirname(fileURLToPath(import.meta.url)));

/** The laws of a formula, by label: the default export of `properties/<name>.ts`. */
export async function loadLaws(name: string): Promise<Readonly<Record<string, StatedLaw>>> {
  const file = join(FOLDER, `${name}${extname(import.meta.url)}`);
  if (!existsSync(file)) return {};
  const module: { default: Readonly<Record<string, StatedLaw>> } = await import(pathToFileURL(file).href);
  return module.default;
}
