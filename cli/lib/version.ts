import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../backends/lib/package-root.ts';

/** Of this package. */
export const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
  readonly version: string;
};
