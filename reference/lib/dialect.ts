/** How each operation is written in JavaScript: as calls of an arithmetic `A`, or as plain operators on doubles. */
export interface Dialect {
  /** Comparisons may be undecided (`undefined`), and then both branches are joined. */
  readonly threeValued: boolean;
  /** Sums collect their terms and add them in one call, because the arithmetic bounds every order at once. */
  readonly collects: boolean;
  number(code: string): string;
  /** The decimal numerator/denominator of a literal or of an option's double. */
  ratio(numerator: bigint, denominator: bigint): string;
  binary(op: '+' | '-' | '*' | '/', a: string, b: string): string;
  negate(a: string): string;
  call(name: string, args: readonly string[]): string;
  power(a: string, exponent: string): string;
  compare(op: Comparison, a: string, b: string): string;
}

export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

const METHODS = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' } as const;

export const generic: Dialect = {
  threeValued: true,
  collects: true,
  number: (code) => `A.number(${code})`,
  ratio: (numerator, denominator) => `A.ratio(${numerator}n, ${denominator}n)`,
  binary: (op, a, b) => `A.${METHODS[op]}(${a}, ${b})`,
  negate: (a) => `A.neg(${a})`,
  call: (name, args) => `A.${name}(${args.join(', ')})`,
  power: (a, exponent) => `A.power(${a}, ${exponent})`,
  compare(op, a, b) {
    const equal = `A.equal(${a}, ${b})`;
    if (op === '==') return equal;
    if (op === '!=') return `not3(${equal})`;
    const less = op[0] === '<' ? `A.less(${a}, ${b})` : `A.less(${b}, ${a})`;
    // Not the opposite of the opposite: a comparison with NaN holds in neither direction.
    return op.length === 1 ? less : `or3(${less}, () => ${equal})`;
  },
};

/** Math has the function under the same name. */
const IN_MATH = new Set(['exp', 'expm1', 'log', 'log1p', 'sqrt', 'tanh', 'sin', 'cos', 'abs', 'max', 'min']);

export const plain: Dialect = {
  threeValued: false,
  collects: false,
  number: (code) => code,
  ratio: (numerator, denominator) => `(${numerator} / ${denominator})`,
  binary: (op, a, b) => `(${a} ${op} ${b})`,
  negate: (a) => `(-${a})`,
  call: (name, args) =>
    IN_MATH.has(name) ? `Math.${name}(${args.join(', ')})` : `A.${name}(${args.join(', ')})`,
  power: (a, exponent) => `(${a} ** ${exponent})`,
  compare: (op, a, b) => `(${a} ${op === '==' || op === '!=' ? `${op}=` : op} ${b})`,
};
