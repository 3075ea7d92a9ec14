/** A module that the TypeScript loader has turned into CommonJS stands in traces with its whole text. */
const INLINED = /data:text\/javascript,\S*?filePath=([^:\s)]*)(?::\d+)*/gu;
/** What the loader adds to the path of a module. */
const NAMESPACE = /\?namespace=[\w-]+/gu;

/** A message or a trace with the paths as the user knows them; the same in every run. */
export const withoutLoader = (text: string): string =>
  text.replace(INLINED, (_, path: string) => decodeURIComponent(path)).replace(NAMESPACE, '');

/** Where an error was thrown: ` (at relu (mine.ts:6:9))`, or nothing. */
export function placeOf({ stack }: Error): string {
  const line = stack?.match(/^\s+at .*/mu)?.[0].trim();
  return line === undefined ? '' : ` (${withoutLoader(line)})`;
}
