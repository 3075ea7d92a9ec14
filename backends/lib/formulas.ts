import { readdirSync } from 'node:fs';
import type { FormulaImplementation } from './contract.ts';
import type { OverKernels } from './formula.ts';
import type { Kernels } from './kernels.ts';

const folder = new URL('../formulas/', import.meta.url);

/** Every formula of `backends/formulas` over some kernels, by its file's name: the directory listing is the index. */
export async function formulas(kernels: Kernels): Promise<Record<string, FormulaImplementation>> {
  const files = readdirSync(folder).filter((file) => /\.[jt]s$/.test(file) && !file.endsWith('.d.ts'));
  const entries = await Promise.all(
    files.map(async (file) => {
      const { default: overKernels }: { default: OverKernels } = await import(new URL(file, folder).href);
      return [file.replace(/\.[jt]s$/, ''), overKernels(kernels)] as const;
    }),
  );
  return Object.fromEntries(entries);
}
