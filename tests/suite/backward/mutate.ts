import ts from 'typescript';

/** A source with one small mistake in what it does backwards. */
export interface MutatedSource {
  readonly says: string;
  readonly source: string;
}

/** A part of a source, and what stands there instead. */
interface Edit {
  readonly says: string;
  readonly node: ts.Node;
  readonly by: string;
}

/** Functions of these names are the backward passes of `backends/`. */
const BACKWARD = /^(?:vjp|reverse|back|backward)$|Gradients?$/u;

const SWAPPED: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.PlusToken]: '-',
  [ts.SyntaxKind.MinusToken]: '+',
  [ts.SyntaxKind.AsteriskToken]: '/',
  [ts.SyntaxKind.SlashToken]: '*',
};
const KERNELS: Readonly<Record<string, string>> = { multiply: 'divide', divide: 'multiply' };

/** One mistake at a time: a sign, a number, an operation, a term, a factor, a gradient that never arrives. */
export function* backwardMutants(
  source: string,
  isBackward: (name: string) => boolean = (name) => BACKWARD.test(name),
): Generator<MutatedSource> {
  const file = ts.createSourceFile('backward.ts', source, ts.ScriptTarget.ES2022, true);
  for (const { says, node, by } of editsIn(file, isBackward, false)) {
    const [start, end] = [node.getStart(file), node.getEnd()];
    const { line } = file.getLineAndCharacterOfPosition(start);
    const says1 = `line ${line + 1}: ${says} in ${node.parent.getText(file).replace(/\s+/gu, ' ').slice(0, 60)}`;
    yield { says: says1, source: source.slice(0, start) + by + source.slice(end) };
  }
}

function* editsIn(node: ts.Node, isBackward: (name: string) => boolean, inside: boolean): Generator<Edit> {
  const backward = inside || isBackward(nameOf(node));
  if (backward) yield* editsOf(node);
  for (const child of childrenOf(node)) yield* editsIn(child, isBackward, backward);
}

function childrenOf(node: ts.Node): ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    // Types and parameters compute nothing; a loop must come to its end, and does not over an array of no length.
    const isStep = ts.isForStatement(node) && (child === node.incrementor || child === node.condition);
    const isLength = ts.isCallExpression(node) && node.expression.getText() === 'zeros';
    if (!ts.isTypeNode(child) && !ts.isParameter(child) && !isStep && !isLength) children.push(child);
  });
  return children;
}

/** Of a function, or of what holds one. */
function nameOf(node: ts.Node): string {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node.name?.getText() ?? '';
  const holds =
    (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) &&
    node.initializer !== undefined &&
    ts.isArrowFunction(node.initializer);
  return holds ? node.name.getText() : '';
}

function* editsOf(node: ts.Node): Generator<Edit> {
  if (ts.isNumericLiteral(node) && !ts.isElementAccessExpression(node.parent)) {
    const by = node.text === '0' ? '1' : node.text === '1' ? '2' : `(${node.text} + 1)`;
    yield { says: `${by} for ${node.text}`, node, by };
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken)
    yield { says: 'a sign lost', node, by: node.operand.getText() };
  if (ts.isBinaryExpression(node)) {
    const by = SWAPPED[node.operatorToken.kind];
    if (by) yield { says: `${by} for ${node.operatorToken.getText()}`, node: node.operatorToken, by };
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) yield { says: 'false for true', node, by: 'false' };
  if (ts.isConditionalExpression(node)) {
    const { condition, whenTrue, whenFalse } = node;
    const by = `${condition.getText()} ? ${whenFalse.getText()} : ${whenTrue.getText()}`;
    yield { says: 'the other case', node, by };
  }
  if (ts.isCallExpression(node)) yield* editsOfCall(node);
}

/** `k.combine(a, x, b, y)` without a term, `k.multiply` for `k.divide`, a product without a factor. */
function* editsOfCall(node: ts.CallExpression): Generator<Edit> {
  const { expression } = node;
  const kernel = ts.isPropertyAccessExpression(expression) && expression.expression.getText() === 'k';
  if (!kernel) return;
  const name = expression.name.text;
  const args = node.arguments.map((argument) => argument.getText());
  if (name === 'combine') {
    yield { says: 'the second term dropped', node, by: `k.affine(${args[0]}, ${args[1]}, 0)` };
    yield { says: 'the first term dropped', node, by: `k.affine(${args[2]}, ${args[3]}, 0)` };
  }
  if (name === 'multiply' || name === 'divide') {
    yield { says: `${KERNELS[name]} for ${name}`, node: expression.name, by: KERNELS[name]! };
    yield { says: `${name} by nothing`, node, by: args[0]! };
  }
  if (name === 'mapGradient') yield { says: 'a slope left out', node, by: args[2]! };
  if (name === 'affine') yield { says: 'neither scaled nor shifted', node, by: args[1]! };
}
