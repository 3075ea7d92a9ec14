#!/usr/bin/env node
/** Starts the command line: what is compiled if it is up to date, else, in a clone, the sources. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SOURCES = ['spec', 'reference', 'properties', 'backends', 'audit', 'cli'];

const root = new URL('../', import.meta.url);
const compiled = new URL('dist/cli/main.js', root);
const source = new URL('cli/main.ts', root);

if (!existsSync(source) || isUpToDate()) await import(compiled.href);
else {
  const { register } = await import('tsx/esm/api');
  register();
  await import(source.href);
}

function isUpToDate() {
  if (!existsSync(compiled)) return false;
  const { mtimeMs } = statSync(compiled);
  return SOURCES.every((folder) => isOlder(fileURLToPath(new URL(folder, root)), mtimeMs));
}

/** A folder's own time tells of files that were added or removed. */
function isOlder(folder, time) {
  if (statSync(folder).mtimeMs > time) return false;
  return readdirSync(folder, { withFileTypes: true }).every((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory()
      ? isOlder(path, time)
      : !path.endsWith('.ts') || statSync(path).mtimeMs <= time;
  });
}
