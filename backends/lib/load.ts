import { existsSync, readdirSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ProcessOptions } from '../process/options.ts';
import { adapters } from './adapters.ts';
import { checkModule } from './check-module.ts';
import type { Implementation } from './contract.ts';
import { ImplementationFailure } from './failure.ts';
import { guarded } from './guard.ts';
import { withoutLoader } from './place.ts';

export interface LoadOptions {
  /** Relative paths start here; the current folder unless stated. */
  readonly cwd?: string;
  /** Runs adapters written in Python. */
  readonly python?: string;
  /** Of a built-in backend no other formulas are loaded. */
  readonly formulas?: readonly string[];
  /** For implementations that are programs. */
  readonly process?: Omit<ProcessOptions, 'command'>;
}

const typescript = new Set(['.ts', '.mts']);
const javascript = new Set(['.js', '.mjs']);

/**
 * An implementation by its name or path: a built-in backend (`js`, `wasm`, `workers`), an adapter that comes with Assay (`tfjs-cpu`,
 * `pytorch`, …), or the path of a .ts, .mts, .js or .mjs module whose default export is an implementation.
 * What its functions throw comes out as an ImplementationFailure.
 * @throws ImplementationFailure when there is none of that name, or it does not load or breaks the contract
 */
export async function loadImplementation(spec: string, options: LoadOptions = {}): Promise<Implementation> {
  const builtIn = builtInIndex(spec);
  if (builtIn !== undefined) {
    // Whoever runs this file can run its neighbour: no loader is needed for it.
    const query = new URLSearchParams(
      (options.formulas ?? []).map((name): [string, string] => ['formula', name]),
    );
    const url = options.formulas ? `${builtIn}?${query}` : builtIn;
    return guarded(checkModule(spec, await import(url)));
  }
  const adapter = adapters().get(spec);
  const path = adapter ?? resolve(options.cwd ?? process.cwd(), spec);
  if (extname(path) === '.py' && adapter !== undefined) {
    const { processImplementation } = await import('../process/process-implementation.ts');
    return processImplementation({ ...options.process, command: [options.python ?? 'python3', path] });
  }
  if (!typescript.has(extname(path)) && !javascript.has(extname(path))) {
    const names = [...builtIns(), ...adapters().keys()].join(', ');
    const forms = `a name (${names}) or the path of a .ts, .mts, .js or .mjs module`;
    const program = 'A program in another language is run with its command: --exec "python3 mine.py".';
    throw new ImplementationFailure(
      'absent',
      `There is no implementation "${spec}". Expected ${forms}. ${program}`,
    );
  }
  if (!existsSync(path)) throw new ImplementationFailure('absent', `There is no file ${path}.`);
  return guarded(checkModule(spec, await importModule(spec, path)));
}

type Module = Readonly<Record<string, unknown>> & { readonly default?: Module & { __esModule?: boolean } };

async function importModule(spec: string, path: string): Promise<Module> {
  const url = pathToFileURL(path).href;
  try {
    const module: Module = typescript.has(extname(path)) ? await importTypeScript(url) : await import(url);
    // Outside a package of "type": "module" the exports of a .ts file come wrapped in a default export.
    return module.default?.__esModule ? module.default : module;
  } catch (thrown) {
    const reason = withoutLoader(
      thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown),
    );
    const remedy = /"cjs" output format/.test(reason) ? ' (name the file .mts to use a top-level await)' : '';
    throw new ImplementationFailure('error', `${spec} could not be loaded. ${reason}${remedy}`, {
      cause: thrown,
    });
  }
}

async function importTypeScript(url: string): Promise<Module> {
  // Loaded only here: it brings a compiler with it.
  const { tsImport } = await import('tsx/esm/api');
  return tsImport(url, import.meta.url);
}

/** The folders of `backends` that are implementations. */
/** Is it a backend of Assay's own, which neither hangs nor breaks down? */
export const isBuiltIn = (name: string): boolean => builtInIndex(name) !== undefined;

const builtIns = (): string[] =>
  readdirSync(new URL('../', import.meta.url)).filter((name) => builtInIndex(name) !== undefined);

/** backends/<name>/index, if there is one: the source or the compiled file, as this one is. */
function builtInIndex(name: string): string | undefined {
  if (!/^[a-z-]+$/.test(name)) return undefined;
  const index = new URL(`../${name}/index${extname(import.meta.url)}`, import.meta.url);
  return existsSync(index) ? index.href : undefined;
}
