import { readdirSync } from 'node:fs';
import type { Library } from './library.ts';

/** Every file beside this folder is a library; ours come first, the machine last. */
export const libraryNames: readonly string[] = readdirSync(new URL('..', import.meta.url))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/u, ''))
  .sort();

export async function loadLibrary(name: string): Promise<Library> {
  return (await import(`../${name}.ts`)).default as Library;
}
