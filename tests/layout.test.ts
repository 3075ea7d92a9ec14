import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** The formulas of a folder: its .ts files; everything else lives in `lib/`. */
const formulasIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => entry.name.replace(/\.ts$/u, ''))
    .sort();

function sourcesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

/** The project's own files that a file imports, as paths from the root. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/(?:from|import) '(\.[^']+)'/gu)].map(([, path]) =>
    relative(ROOT, resolve(ROOT, dirname(file), path!)),
  );
}

describe('every formula has its files', () => {
  const names = formulasIn('spec');

  it.each(['properties', 'backends/formulas'])(
    '%s holds the formulas of spec, by the same names',
    (folder) => {
      expect(formulasIn(folder)).toEqual(names);
    },
  );
});

describe('imports point one way', () => {
  const allowed: Readonly<Record<string, readonly string[]>> = {
    spec: ['spec'],
    reference: ['reference', 'spec'],
    backends: ['backends', 'spec/lib/tensor.ts'],
    properties: ['properties', 'reference', 'spec', 'backends/lib'],
  };

  it.each(Object.entries(allowed))('%s', (folder, may) => {
    const wrong = sourcesUnder(folder).flatMap((file) =>
      importsOf(file)
        .filter((path) => !may.some((prefix) => path === prefix || path.startsWith(`${prefix}/`)))
        .map((path) => `${file} imports ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it('a formula in spec imports the language and the formulas it calls, nothing else', () => {
    const wrong = formulasIn('spec').flatMap((name) =>
      importsOf(`spec/${name}.ts`)
        .filter((path) => !/^spec\/(?:lib\/(?:formula|options|algorithm)|[a-z0-9-]+)\.ts$/u.test(path))
        .map((path) => `spec/${name}.ts imports ${path}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('files can be read in one sitting', () => {
  it('no source file has more than 350 lines', () => {
    const folders = ['spec', 'reference', 'backends', 'properties', 'cli', 'audit', 'tests'];
    const long = folders.flatMap(sourcesUnder).filter((file) => {
      const lines = readFileSync(join(ROOT, file), 'utf8').split('\n').length;
      return lines > 351;
    });
    expect(long).toEqual([]);
  });
});
