import { isAlgorithm } from '../../spec/lib/algorithm.ts';
import { formulaNames, loadSpec } from '../../spec/lib/listing.ts';
import { FUNCTIONS } from './arguments.ts';

/** What one thread checks at a time. */
export interface Unit {
  /** A formula, or an elementary function: `arithmetic/exp`. */
  readonly name: string;
  readonly kind: string;
}

/** What is checked of a formula, in the order of the report. */
const OF_EQUATIONS = [
  'mathjs',
  'derivative',
  'differences',
  'algorithms',
  'balls',
  'laws',
  'variants',
  'examples',
] as const;
const OF_ALGORITHMS: readonly string[] = ['laws', 'variants', 'examples'];
const OF_FUNCTIONS: readonly string[] = ['functions'];

export const KINDS: readonly string[] = [...OF_FUNCTIONS, ...OF_EQUATIONS];

/** Everything that can be audited: the elementary functions, then the formulas. */
export const auditable = (): string[] => [
  ...FUNCTIONS.map((name) => `arithmetic/${name}`),
  ...formulaNames(),
];

/** The kinds of each, where one of the wanted ones applies. */
export async function plan(names: readonly string[], kinds: readonly string[]): Promise<Unit[]> {
  const of = await Promise.all(names.map(async (name) => ({ name, kinds: await kindsOf(name) })));
  return of.flatMap(({ name, kinds: own }) =>
    own.filter((kind) => kinds.includes(kind)).map((kind) => ({ name, kind })),
  );
}

async function kindsOf(name: string): Promise<readonly string[]> {
  if (name.startsWith('arithmetic/')) return OF_FUNCTIONS;
  return isAlgorithm(await loadSpec(name)) ? OF_ALGORITHMS : OF_EQUATIONS;
}
