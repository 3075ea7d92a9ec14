import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type Figure, figureFile, loadMeasures, readmeWithFigures } from './figures.ts';
import type { AnyMeasure } from './measure.ts';

/** `npm run figures -- [measure…]`: measures the checks, all of them unless some are named, and writes what was found into the README. */
const measures = await loadMeasures();
const names = process.argv.length > 2 ? process.argv.slice(2) : [...measures.keys()];
for (const name of names)
  if (!measures.has(name)) {
    console.error(`There is no measure '${name}': ${[...measures.keys()].join(', ')}`);
    process.exit(2);
  }

mkdirSync(new URL('.', figureFile('any')), { recursive: true });
for (const name of names) {
  console.log(`${name}: tsx ${measures.get(name)!.command.join(' ')}`);
  const figure = await measured(measures.get(name)!);
  writeFileSync(figureFile(name), `${JSON.stringify(figure, null, 2)}\n`);
  console.log(`  ${measures.get(name)!.says(figure.result)} (${figure.minutes} minutes)`);
}
const { file, must } = await readmeWithFigures();
writeFileSync(file, must);

/** What the command prints, whether all is well or not; what it says on the way goes to the terminal. */
async function measured({ command, keep = (result) => result }: AnyMeasure): Promise<Figure> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  await once(child, 'close');
  let result: unknown;
  try {
    result = JSON.parse(printed);
  } catch {
    console.error(`It printed no result: ${printed.slice(0, 200) || 'nothing'}`);
    process.exit(1);
  }
  const minutes = Math.round((performance.now() - start) / 6000) / 10;
  return { date: new Date().toISOString(), node: process.version, minutes, result: keep(result) };
}
