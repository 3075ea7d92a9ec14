import { readdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import { packageRoot } from './package-root.ts';

const languages = new Set(['.ts', '.mjs', '.py']);

/** The adapters that come with Assay, by name: the files of backends/adapters, whose listing is the index. */
export function adapters(): ReadonlyMap<string, string> {
  const folder = join(packageRoot(), 'backends', 'adapters');
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((file) => [parse(file.name), join(folder, file.name)] as const);
  return new Map(paths.filter(([{ ext }]) => languages.has(ext)).map(([{ name }, path]) => [name, path]));
}
