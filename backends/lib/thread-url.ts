/**
 * What a thread is started with to run the module `name` beside the module `from`. From the sources it takes a loader
 * first, which threads do not inherit.
 */
export function threadUrl(name: string, from: string): URL {
  if (!from.endsWith('.ts')) return new URL(`./${name}.js`, from);
  const loader = import.meta.resolve('tsx/esm/api');
  const thread = new URL(`./${name}.ts`, from).href;
  const code = `import { register } from '${loader}'; register(); await import('${thread}');`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
