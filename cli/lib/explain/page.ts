import type { Example } from '../../../spec/lib/formula.ts';
import type { Paint } from '../paint.ts';
import { fold, pack, wrap } from '../wrap.ts';
import { type Cost, sizesText } from './cost.ts';
import type { ExplainedRow, ExplainedVariant, Explanation } from './explanation.ts';
import { assignments, optionText } from './words.ts';

/** The whole page, for a terminal. */
export function page(all: Explanation, paint: Paint): string[] {
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', paint('bold', title), ...lines];
  const variants = (kind: ExplainedVariant['kind']) =>
    all.variants.filter((variant) => variant.kind === kind).flatMap((variant) => variantText(variant, paint));
  return [
    ...heading(all, paint),
    '',
    ...fold(all.signature, '  '),
    ...(all.over === undefined ? [] : wrap(all.over, '  ')),
    ...section('Inputs', terms(all.inputs.map(({ name, what }) => [name, what]))),
    ...section('Options', terms(Object.entries(all.options).map(([name, one]) => [name, optionText(one)]))),
    ...section(
      'Requires',
      all.requires.flatMap((text) => fold(text, '  ')),
    ),
    ...section(
      'Equations',
      all.equations.flatMap((line) => fold(line, '  ')),
    ),
    ...section(
      'Steps',
      all.steps.flatMap((step) => wrap(step, '  · ')),
    ),
    ...all.algorithms.flatMap((lines, n) =>
      section(
        all.algorithms.length > 1 ? `Algorithm ${n + 1}: what differs` : 'Algorithm: what differs',
        lines.flatMap((line) => fold(line, '  ')),
      ),
    ),
    ...section('Cost of one sample', all.cost ? costText(all.cost) : []),
    ...section('Laws', terms(Object.entries(all.laws))),
    ...section('Examples', all.examples.flatMap(exampleText)),
    ...section('Special values', all.special.flatMap(exampleText)),
    ...section('Conventions', variants('convention')),
    ...section('Mistakes', variants('mistake')),
    ...section(
      'Pitfalls',
      all.pitfalls.flatMap((text) => wrap(text, '  · ')),
    ),
    ...section(
      'Sources',
      all.sources.flatMap((text) => wrap(text, '  · ')),
    ),
    ...section(
      'In the notes',
      all.rows.flatMap((row) => rowText(row, paint)),
    ),
  ];
}

export const heading = ({ name, family, title }: Explanation, paint: Paint): string[] => [
  `${paint('bold', name)} · ${family}`,
  ...wrap(title),
];

/** Names in a column, what they mean beside them. */
function terms(entries: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...entries.map(([name]) => name.length)) + 2;
  return entries.flatMap(([name, text]) => wrap(text, `  ${name.padEnd(width)}`));
}

function costText({ sizes, options, operations, elements, parameters }: Cost): string[] {
  const at = [...(Object.keys(sizes).length > 0 ? [sizesText(sizes)] : []), ...assignments(options)];
  const kinds = (Object.keys(NAMES) as (keyof typeof NAMES)[]).filter((kind) => operations[kind] > 0);
  const done = kinds.map((kind) => `${operations[kind]} ${NAMES[kind]}`);
  const held = Object.entries(elements).map(([name, count]) => `${name} ${count}`);
  return [
    ...(at.length === 0 ? [] : wrap(at.join(' '), '  at          ')),
    ...wrap(done.length === 0 ? 'none' : done.join(', '), '  operations  '),
    ...wrap(held.join(', '), '  elements    '),
    ...(parameters ? [`  parameters  ${parameters}, which all samples share`] : []),
  ];
}

/** A product counts as a multiply-add: in a sum of n products there are n. */
const NAMES: Readonly<Record<keyof Cost['operations'], string>> = {
  multiplications: 'multiplications (multiply-adds)',
  additions: 'additions',
  divisions: 'divisions',
  functions: 'functions',
  comparisons: 'comparisons',
};

function exampleText({ says, inputs, options = {}, outputs, row }: Example): string[] {
  const given = assignments({ ...inputs, ...options });
  return [
    ...wrap(row === undefined ? says : `${says} (${row})`, '  · '),
    ...pack([...given, '→', ...assignments(outputs)], '      '),
  ];
}

function variantText(
  { name, says, who, admitted, equations, seen }: ExplainedVariant,
  paint: Paint,
): string[] {
  const named = seen.map(({ id, says: what, url }) => `${id} (${url ?? what})`);
  const [first, ...rest] = wrap(who === undefined ? says : `${says}: ${who}`, `  ${name}  `, '      ');
  return [
    first!.replace(name, paint('bold', name)),
    ...rest,
    ...equations.flatMap((line) => fold(line, '      ')),
    ...(admitted === undefined ? [] : wrap(`passes: ${admitted}`, '      ')),
    ...(named.length === 0 ? [] : wrap(`see ${named.join(', ')}`, '      ')),
  ];
}

/** Of what is not right: what the note says, and what holds. */
function rowText({ row, title, verdict, asWritten, erratum }: ExplainedRow, paint: Paint): string[] {
  const word = verdict.replace('-', ' ');
  const [first, ...rest] = wrap(asWritten ?? 'as in its title', `      ${word}; in the note: `, '        ');
  return [
    ...wrap(`${row}: ${title}`, '  · '),
    ...(verdict === 'correct' ? [] : [first!.replace(word, paint('yellow', word)), ...rest]),
    ...(erratum === undefined ? [] : wrap(erratum, '      erratum: ', '        ')),
  ];
}
