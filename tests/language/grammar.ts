import fc from 'fast-check';

/** Texts that look like formulas: most are wrong somewhere, all are made of the language's own pieces. */

const name = fc.constantFrom(
  'x',
  'y',
  'w',
  'b',
  'i',
  'j',
  'k',
  'n',
  'm',
  'σ',
  'h1',
  "x'",
  'softmax',
  'sum',
  'exp',
);
const size = fc.constantFrom('n', 'm', '3', 'n+1', '2*n', 'n div 2', 'P');

const expression = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    name,
    fc.constantFrom('0', '1', '2.5', '1e-5', '∞', "'mean'"),
    fc.tuple(name, tie('expression')).map(([f, a]) => `${f}(${a})`),
    fc.tuple(name, tie('expression')).map(([a, i]) => `${a}[${i}]`),
    fc.tuple(name, tie('expression'), tie('expression')).map(([a, i, o]) => `${a}[${i}]|${o}`),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom('+', '-', '*', '/', '^', 'div', 'mod', '<', '==', 'and'),
        tie('expression'),
      )
      .map(([a, op, b]) => `${a} ${op} ${b}`),
    fc
      .tuple(fc.constantFrom('sum', 'max', 'prod', 'min'), name, tie('expression'))
      .map(([r, i, e]) => `${r}[${i}](${e})`),
    fc
      .tuple(tie('expression'), tie('expression'), tie('expression'))
      .map(([c, a, b]) => `${c} ? ${a} : ${b}`),
    tie('expression').map((e) => `(${e})`),
    tie('expression').map((e) => `-${e}`),
    fc.tuple(name, name).map(([f, a]) => `${f}(${a}[:,i]; axis=1)[j]`),
  ),
})).expression;

const parameter = fc
  .tuple(name, fc.array(size, { maxLength: 3 }), fc.boolean())
  .map(([x, dims, integer]) => `${x}${dims.length > 0 ? `[${dims}]` : ''}${integer ? ' in n' : ''}`);

const equation = fc
  .tuple(name, fc.array(name, { maxLength: 3 }), expression)
  .map(([x, indices, e]) => `  ${x}${indices.length > 0 ? `[${indices}]` : ''} = ${e}`);

export const formulaText: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(parameter, { maxLength: 3 }),
    fc.array(name, { maxLength: 2 }),
    fc.array(parameter, { maxLength: 2 }),
    fc.array(equation, { maxLength: 5 }),
  )
  .map(([inputs, options, outputs, equations]) =>
    [`f(${inputs}${options.length > 0 ? `; ${options}` : ''}) -> ${outputs}`, ...equations].join('\n'),
  );

/** A good text with a few characters deleted, doubled, replaced or moved. */
export function mutated(texts: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.nat(),
    drop: fc.integer({ min: 0, max: 4 }),
    put: fc.oneof(
      fc.constant(''),
      fc.constantFrom(
        '[',
        ']',
        '(',
        ')',
        ',',
        ';',
        '|',
        '->',
        '=',
        ':',
        '<',
        '\n',
        ' in ',
        '^',
        "'",
        '∞',
        '{',
        '\u0000',
      ),
      fc.string({ maxLength: 3 }),
    ),
  });
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([text, edits]) =>
      edits.reduce((current, { at, drop, put }) => {
        const where = current.length === 0 ? 0 : at % current.length;
        return current.slice(0, where) + put + current.slice(where + drop);
      }, text),
    );
}
