import { readdirSync } from 'node:fs';
import type { FormulaImplementation } from './contract.ts';
import type { OverKernels } from './formula.ts';
import type { Kernels } from './kernels.ts';

const folder = new URL('../formulas/', import.meta.url);

/**
 * The formulas of `backends/formulas` over some kernels, by their file's name: the directory listing is the index. All of
 * them, unless the backend was imported with `?formula=…&formula=…` behind its `url`: to import them takes longer than to
 * judge one.
 */
export async function formulas(
  kernels: Kernels,
  url = import.meta.url,
): Promise<Record<string, FormulaImplementation>> {
  const wanted = new URL(url).searchParams.getAll('formula');
  const files = readdirSync(folder).filter((file) => /\.[jt]s$/.test(file) && !file.endsWith('.d.ts'));
  const named = files.map((file) => [file.replace(/\.[jt]s$/, ''), file] as const);
  const entries = await Promise.all(
    named
      .filter(([name]) => wanted.length === 0 || wanted.includes(name))
      .map(async ([name, file]) => {
        const { default: overKernels }: { default: OverKernels } = await import(new URL(file, folder).href);
        return [name, overKernels(kernels)] as const;
      }),
  );
  return Object.fromEntries(entries);
}
