import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageRoot } from '../../../backends/lib/package-root.ts';

/** Where peers are looked for: a folder in which they were installed, or the project's own. */
const placeOf = (folder: string | null) => createRequire(join(folder ?? packageRoot(), 'here.js'));

export const finder =
  (folder: string | null) =>
  (name: string): unknown =>
    placeOf(folder)(name);

const nameOf = (versioned: string) => versioned.slice(0, versioned.lastIndexOf('@'));

/** Those of `packages` (names with versions) that are not installed. */
export function missing(packages: readonly string[], folder: string | null): string[] {
  const place = placeOf(folder);
  return packages.filter((versioned) => {
    try {
      place.resolve(nameOf(versioned));
      return false;
    } catch {
      return true;
    }
  });
}

/** Into a folder of its own, so that the project's dependencies stay what they are. */
export function installing(packages: readonly string[], folder: string | null): string {
  const place = folder ?? '../peers';
  const install = `npm install --prefix ${place} --ignore-scripts ${[...new Set(packages)].join(' ')}`;
  return folder ? install : `${install} && npm run bench -- peers --peers ${place}`;
}
