import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import type { FormulaImplementation } from '../../../backends/lib/contract.ts';
import type { OverKernels } from '../../../backends/lib/formula.ts';
import type { Kernels } from '../../../backends/lib/kernels.ts';
import { backwardMutants, type MutatedSource } from './mutate.ts';

const backends = new URL('../../../backends/', import.meta.url);
const compiled = new Map<string, string>();

const sourceOf = (file: URL): string => readFileSync(file, 'utf8');

/** The formula of the built-in backend, with another source for one of the files that it is made of. */
export function loadWith(
  formula: string,
  changed?: { readonly file: URL; readonly source: string },
): FormulaImplementation {
  const loaded = new Map<string, { exports: Record<string, unknown> }>();
  const load = (file: URL): Record<string, unknown> => {
    const known = loaded.get(file.href);
    if (known) return known.exports;
    const module = { exports: {} as Record<string, unknown> };
    loaded.set(file.href, module);
    const text = file.href === changed?.file.href ? compile(changed.source) : compileFile(file);
    const require = (name: string) => load(new URL(name, file));
    new Function('module', 'exports', 'require', text)(module, module.exports, require);
    return module.exports;
  };
  const { default: overKernels } = load(fileOf(formula)) as { default: OverKernels };
  const { kernels } = load(new URL('js/kernels.ts', backends)) as { kernels: Kernels };
  return overKernels(kernels);
}

const fileOf = (formula: string): URL => new URL(`formulas/${formula}.ts`, backends);

/** Mistakes in all that a formula's backward pass is made of, kernels that it calls included. */
export function mistakesIn(formula: string): (MutatedSource & { readonly file: URL })[] {
  const own = filesOf(formula);
  const called = new Set(
    own.flatMap((file) => [...sourceOf(file).matchAll(/\bk\.(\w+Gradient)\(/gu)].map(([, name]) => name!)),
  );
  const kernels = readdirSync(new URL('js/', backends)).map((name) => new URL(`js/${name}`, backends));
  return [
    ...own.map((file) => [file, backwardMutants(sourceOf(file))] as const),
    ...kernels.map((file) => [file, backwardMutants(sourceOf(file), (name) => called.has(name))] as const),
  ].flatMap(([file, mutants]) => [...mutants].map((mutant) => ({ file, ...mutant })));
}

/** The files that a formula's backward pass may be written in: its own and those of `backends/lib` that it imports. */
function filesOf(formula: string): URL[] {
  const found = new Map<string, URL>();
  const follow = (file: URL) => {
    if (found.has(file.href)) return;
    found.set(file.href, file);
    for (const [, name] of sourceOf(file).matchAll(/^(?:import|\} from)[^;]*?'(\.[^']+)';/gmu))
      if (!GENERAL.has(name!.split('/').at(-1)!)) follow(new URL(name!, file));
  };
  follow(fileOf(formula));
  return [...found.values()];
}

/** What every formula goes by way of. */
const GENERAL = new Set(['formula.ts', 'kernels.ts', 'contract.ts', 'signature.ts', 'options.ts', 'bind.ts']);

function compileFile(file: URL): string {
  const known = compiled.get(file.href);
  if (known !== undefined) return known;
  const text = compile(sourceOf(file));
  compiled.set(file.href, text);
  return text;
}

const compile = (source: string): string =>
  ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  }).outputText;
