import type { Definition, Expression, IndexVariable, LocalFunction, Program } from '../../spec/lib/syntax.ts';

/** The equations as LaTeX, one line an equation, aligned at `=`; for pages and papers. */
export function latex(program: Program): string {
  const lines = [...program.functions.map(functionLine), ...program.definitions.map(definitionLine)];
  return `\\begin{aligned}\n${lines.join(' \\\\\n')}\n\\end{aligned}`;
}

function functionLine({ name, parameters, body }: LocalFunction): string {
  return `${symbol(name)}(${parameters.map(symbol).join(', ')}) &= ${write(body)}`;
}

function definitionLine({ name, indices, body }: Definition): string {
  return `${subscripted(
    name,
    indices.map(({ name: index }) => symbol(index)),
  )} &= ${write(body)}`;
}

const GREEK: Readonly<Record<string, string>> = {
  alpha: '\\alpha', beta: '\\beta', gamma: '\\gamma', delta: '\\delta', eps: '\\varepsilon', theta: '\\theta',
  mu: '\\mu', rho: '\\rho', sigma: '\\sigma', tau: '\\tau', phi: '\\phi', lambda: '\\lambda',
  α: '\\alpha', β: '\\beta', γ: '\\gamma', δ: '\\delta', ε: '\\varepsilon', θ: '\\theta', μ: '\\mu', ρ: '\\rho',
  σ: '\\sigma', τ: '\\tau', φ: '\\phi', λ: '\\lambda', π: '\\pi',
}; // biome-ignore format: a table

/** A name as mathematics sets it: one letter in italics, Greek as Greek, `h1` as h with a subscript, words upright. */
function symbol(name: string): string {
  const parts = /^(\p{L}+?)(\d+)?('*)$/u.exec(name);
  if (!parts) return `\\mathrm{${escaped(name)}}`;
  const [, letters = '', digits = '', primes = ''] = parts;
  const base = Object.hasOwn(GREEK, letters)
    ? GREEK[letters]!
    : letters.length === 1
      ? letters
      : `\\mathrm{${escaped(letters)}}`;
  return `${base}${primes}${digits && `_{${digits}}`}`;
}

const escaped = (text: string): string =>
  text.replace(/[\\_$%&#{}^~]/gu, (c) => (c === '\\' ? '\\backslash ' : `\\${c}`));

function subscripted(name: string, indices: readonly string[]): string {
  if (indices.length === 0) return symbol(name);
  const inner = indices.join(', ');
  const base = symbol(name);
  const digits = /^(.*)_\{(\d+)\}$/u.exec(base);
  return digits ? `${digits[1]}^{(${digits[2]})}_{${inner}}` : `${base}_{${inner}}`;
}

/** How tightly an operator binds: what binds less is put in brackets. */
const BINDS = {
  conditional: 0,
  or: 1,
  and: 2,
  compare: 3,
  sum: 4,
  product: 5,
  unary: 6,
  power: 7,
  atom: 8,
} as const;

function write(e: Expression, outer = 0): string {
  const [text, binds] = written(e);
  return binds < outer ? `\\left(${text}\\right)` : text;
}

function written(e: Expression): [string, number] {
  switch (e.kind) {
    case 'number':
      return [number(e.text), e.text.includes('e') ? BINDS.product : BINDS.atom];
    case 'infinity':
      return ['\\infty', BINDS.atom];
    case 'word':
      return [`\\text{${escaped(e.value)}}`, BINDS.atom];
    case 'name':
      return [symbol(e.name), BINDS.atom];
    case 'slice':
      return [':', BINDS.atom];
    case 'read':
      return [reading(e), BINDS.atom];
    case 'apply':
      return [application(e), BINDS.atom];
    case 'negate':
      return [`-${write(e.a, BINDS.product)}`, BINDS.sum];
    case 'not':
      return [`\\lnot ${write(e.a, BINDS.unary)}`, BINDS.unary];
    case 'binary':
      return binary(e);
    case 'compare':
      return [`${write(e.a, BINDS.sum)} ${RELATIONS[e.op]} ${write(e.b, BINDS.sum)}`, BINDS.compare];
    case 'logic':
      return [
        `${write(e.a, BINDS[e.op])} \\${e.op === 'and' ? 'land' : 'lor'} ${write(e.b, BINDS[e.op])}`,
        BINDS[e.op],
      ];
    case 'conditional':
      return [cases(e), BINDS.atom];
    case 'reduce':
      return [
        `${REDUCTIONS[e.op]}_{${e.variables.map(variable).join(', ')}} ${write(e.body, BINDS.product)}`,
        BINDS.sum,
      ];
  }
}

/** A read that may fall outside carries the value that it has there: [x_{i-1}]_0. */
function reading({ name, indices, outside }: Expression & { kind: 'read' }): string {
  const inside = subscripted(
    name,
    indices.map((index) => write(index)),
  );
  return outside ? `\\left[${inside}\\right]_{${write(outside)}}` : inside;
}

const REDUCTIONS = { sum: '\\sum', prod: '\\prod', max: '\\max', min: '\\min' } as const;
const RELATIONS = { '<': '<', '<=': '\\le', '>': '>', '>=': '\\ge', '==': '=', '!=': '\\ne' } as const;

const variable = ({ name, size }: IndexVariable): string =>
  size ? `${symbol(name)} < ${write(size)}` : symbol(name);

function number(text: string): string {
  const [mantissa, exponent] = text.split('e');
  if (exponent === undefined) return text;
  return `${mantissa === '1' ? '' : `${mantissa} \\cdot `}10^{${Number(exponent)}}`;
}

function binary({ op, a, b }: Expression & { kind: 'binary' }): [string, number] {
  switch (op) {
    case '+':
      return [`${write(a, BINDS.sum)} + ${write(b, BINDS.sum)}`, BINDS.sum];
    case '-':
      return [`${write(a, BINDS.sum)} - ${write(b, BINDS.product)}`, BINDS.sum];
    case '*':
      return [`${write(a, BINDS.product)} \\, ${write(b, BINDS.product)}`, BINDS.product];
    case '/':
      return [`\\frac{${write(a)}}{${write(b)}}`, BINDS.unary];
    case '^':
      return [`${write(a, BINDS.atom)}^{${write(b)}}`, BINDS.power];
    case 'div':
      return [`\\left\\lfloor \\frac{${write(a)}}{${write(b)}} \\right\\rfloor`, BINDS.atom];
    case 'mod':
      return [`${write(a, BINDS.product)} \\bmod ${write(b, BINDS.unary)}`, BINDS.product];
  }
}

const OPERATORS = new Set(['exp', 'log', 'tanh', 'sin', 'cos', 'max', 'min']);

function application({ name, args, output, indices }: Expression & { kind: 'apply' }): string {
  const inner = args.map((arg) => write(arg)).join(', ');
  if (name === 'exp') return `e^{${inner}}`;
  if (name === 'sqrt') return `\\sqrt{${inner}}`;
  if (name === 'abs') return `\\left|${inner}\\right|`;
  if (name === 'stop') return `\\left\\langle ${inner} \\right\\rangle`;
  const head = OPERATORS.has(name) ? `\\${name}` : name === 'sigmoid' ? '\\sigma' : symbolOrWord(name);
  const selected = output === undefined ? '' : `.\\mathrm{${escaped(output)}}`;
  const at = indices && indices.length > 0 ? `_{${indices.map((index) => write(index)).join(', ')}}` : '';
  return `${head}\\left(${inner}\\right)${selected}${at}`;
}

const symbolOrWord = (name: string): string =>
  name.length === 1 ? symbol(name) : `\\operatorname{${escaped(name)}}`;

/** c ? a : d ? b : e as one brace with three lines. */
function cases(e: Expression & { kind: 'conditional' }): string {
  const lines: string[] = [];
  let rest: Expression = e;
  for (; rest.kind === 'conditional'; rest = rest.no) lines.push(`${write(rest.yes)} & ${write(rest.test)}`);
  return `\\begin{cases} ${[...lines, `${write(rest)} & \\text{otherwise}`].join(' \\\\ ')} \\end{cases}`;
}
