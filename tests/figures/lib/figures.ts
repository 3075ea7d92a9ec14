import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { AnyMeasure } from './measure.ts';

/** What a measure gave, and when and where that was. */
export interface Figure {
  readonly date: string;
  readonly node: string;
  readonly minutes: number;
  readonly result: unknown;
}

const MEASURES = new URL('../', import.meta.url);
const ROOT = new URL('../../../', import.meta.url);
const README = new URL('README.md', ROOT);
const [BEGIN, END] = ['<!-- npm run figures -->', '<!-- end of figures -->'];

export const figureFile = (name: string): URL => new URL(`docs/figures/${name}.json`, ROOT);

/** The measures of the folder by name: the listing is the index. */
export async function loadMeasures(): Promise<ReadonlyMap<string, AnyMeasure>> {
  const files = readdirSync(MEASURES).filter((file) => file.endsWith('.ts') && !file.includes('.test.'));
  const loaded = files.map(async (file): Promise<readonly [string, AnyMeasure]> => {
    const { default: measure }: { default: AnyMeasure } = await import(new URL(file, MEASURES).href);
    return [file.slice(0, -'.ts'.length), measure];
  });
  return new Map(await Promise.all(loaded));
}

export const readFigure = (name: string): Figure | undefined =>
  existsSync(figureFile(name)) ? JSON.parse(readFileSync(figureFile(name), 'utf8')) : undefined;

/** README.md with the table of all figures between its marks. */
export async function readmeWithFigures(): Promise<{ file: URL; was: string; must: string }> {
  const was = readFileSync(README, 'utf8');
  const [from, to] = [was.indexOf(BEGIN), was.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`README.md must hold ${BEGIN} and, below it, ${END}`);
  const rows = [...(await loadMeasures())].map(([name, measure]) => rowOf(name, measure));
  const table = ['| measure | on | result |', '|---|---|---|', ...rows].join('\n');
  return { file: README, was, must: `${was.slice(0, from)}${BEGIN}\n\n${table}\n\n${was.slice(to)}` };
}

function rowOf(name: string, { says }: AnyMeasure): string {
  const figure = readFigure(name);
  if (!figure) return `| ${name} | | not measured |`;
  return `| ${name} | ${figure.date.slice(0, 10)} | ${says(figure.result)} |`;
}
