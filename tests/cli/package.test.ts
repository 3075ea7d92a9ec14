import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { path } from './lib/assay.ts';

it('the package holds what is read at run time', () => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const output = execFileSync('npm', args, {
    cwd: path('../..'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ files }] = JSON.parse(output) as [{ files: { path: string }[] }];
  const paths = files.map((file) => file.path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'bin/assay.mjs',
      'backends/adapters/pytorch.py',
      'backends/adapters/tfjs-cpu.ts',
      'backends/adapters/lib/tfjs/implementation.ts',
      'backends/process/python/assay.py',
      'schemas/check.schema.json',
      'schemas/waivers.schema.json',
      'schemas/process-answer.schema.json',
    ]),
  );
  expect(paths.filter((file) => /^(?:tests|node_modules|cli)\//u.test(file))).toEqual([]);
});
