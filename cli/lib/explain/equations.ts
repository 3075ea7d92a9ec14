import { latex } from '../../../reference/lib/latex.ts';
import { prepare } from '../../../reference/lib/prepare.ts';
import type { AlgorithmFormula } from '../../../spec/lib/algorithm.ts';
import type { Formula } from '../../../spec/lib/formula.ts';
import { parse, parseEquations } from '../../../spec/lib/parse.ts';
import type { Parameter } from '../../../spec/lib/syntax.ts';
import { cost } from './cost.ts';
import { DOMAINS } from './words.ts';

/** What stands in the equations of a formula. */
export function equationsOf(spec: Formula, sizes: Readonly<Record<string, number>>) {
  const { equations, algorithms = [], over, requires = [], special = [], constants = [] } = spec;
  const program = parse(equations);
  const first = [...program.definitions, ...program.functions].reduce(
    (least, { at }) => Math.min(least, at),
    equations.length,
  );
  const end = equations.lastIndexOf('\n', first);
  const prepared = prepare(spec);
  const typeset = (changes: string): string => latex({ ...program, ...parseEquations(changes) });
  return {
    signature: equations.slice(0, end).replace(/\s+/gu, ' ').trim(),
    ...(over && { over: OVER[Object.keys(over)[0] as keyof typeof OVER](Object.values(over).flat()) }),
    inputs: program.inputs.map((input) => {
      const { name, what } = described(input, equations, spec.inputs?.[input.name]);
      return { name, what: constants.includes(input.name) ? `${what}; no gradient` : what };
    }),
    options: prepared.options,
    requires,
    equations: linesOf(equations.slice(end)),
    steps: [],
    algorithms: algorithms.map(linesOf),
    latex: { definition: latex(program), algorithms: algorithms.map(typeset) },
    ...(!spec.sampled && { cost: cost(prepared, sizes) }),
    special,
  };
}

/** The same of an algorithm, which has steps in their place. */
export function stepsOf({ signature, options = {}, steps }: AlgorithmFormula) {
  const inputs = parse(signature).inputs.map((input) => described(input, signature));
  return { signature, inputs, options, requires: [], equations: [], steps, algorithms: [], special: [] };
}

const OVER = {
  elements: (names: readonly string[]) => `${listed(names)} of any shape: each element is computed alone`,
  lanes: (names: readonly string[]) =>
    `${listed(names)} of any rank: each lane along the option axis is computed alone`,
  batch: (names: readonly string[]) => `${listed(names)} with one more axis in front: a batch of samples`,
} as const;

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** The name with its shape, as the text has it. */
function described({ name, within, at }: Parameter, text: string, domain?: keyof typeof DOMAINS) {
  const shape = new RegExp(`^${name}(?:\\[[^\\]]*\\])?`, 'u').exec(text.slice(at));
  const integers = within && /^\s*in\s+([^,;)]+)/u.exec(text.slice(at + shape![0].length));
  const what = domain ?? (integers ? undefined : 'real');
  return {
    name: shape![0],
    what: what ? DOMAINS[what] : `whole numbers from 0, below ${integers![1]!.trim()}`,
  };
}

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
