/** What `npm ci` ends with in a clone: the sources compiled afresh, and the command where `npx assay` looks first. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWasm } from './wasm.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const { resolve } = createRequire(import.meta.url);

// A file that is no longer in the sources must not stay: folders are read as lists.
rmSync(join(root, 'dist'), { recursive: true, force: true });
const compiler = [resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'];
const { status } = spawnSync(process.execPath, compiler, { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(1);
await buildWasm();
await (await import('../dist/cli/lib/listed.js')).writeListing();

// Without this npx installs the clone into its cache first. On Windows it has to.
const link = join(root, 'node_modules', '.bin', 'assay');
if (process.platform !== 'win32' && !existsSync(link)) {
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(relative(dirname(link), join(root, 'bin', 'assay.mjs')), link);
}
