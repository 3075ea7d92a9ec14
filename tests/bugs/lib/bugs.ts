import { readdirSync } from 'node:fs';
import type { Bug } from './bug.ts';

const folder = new URL('../', import.meta.url);

/** The bugs of this folder by their ids in `spec/notes/bugs.json`: the listing is the index. */
export async function loadCodedBugs(): Promise<ReadonlyMap<string, Bug>> {
  const files = readdirSync(folder).filter((file) => /^(?:R-[A-Z]+|S)-\d+\.ts$/.test(file));
  const modules = files.map(async (file): Promise<readonly [string, Bug]> => {
    const { default: one }: { default: Bug } = await import(new URL(file, folder).href);
    return [file.slice(0, -'.ts'.length), one];
  });
  return new Map(await Promise.all(modules));
}
