import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { OptionValue, OptionValues, Tensors } from '../../spec/lib/tensor.ts';

const FOLDER = join(dirname(dirname(fileURLToPath(import.meta.url))), 'algorithms');

/** The truth of an algorithm: its outputs, or those of a variant that follows another rule. */
export type Reference = (
  inputs: Tensors,
  options: OptionValues,
  rule?: Readonly<Record<string, OptionValue>>,
) => Tensors;

/** The algorithm of that name; the default export of `reference/algorithms/<name>.ts`. */
export async function loadReference(name: string): Promise<Reference> {
  const file = join(FOLDER, `${name}${extname(import.meta.url)}`);
  const module: { default: Reference } = await import(pathToFileURL(file).href);
  return module.default;
}
