import { plainMarkdown } from '../markdown.ts';
import type { Erratum } from './errata.ts';

/** By how much the reader is misled. */
const SECTIONS: Readonly<Record<Erratum['verdict'], { readonly title: string; readonly about: string }>> = {
  wrong: { title: 'Wrong', about: 'What the note says does not hold.' },
  garbled: {
    title: 'Garbled',
    about: 'A symbol or a part was lost; read literally it says nothing, or another thing.',
  },
  ambiguous: {
    title: 'Ambiguous',
    about: 'It holds in one reading, or under a condition that the note leaves out.',
  },
  'conventional-variant': {
    title: 'Another convention',
    about: 'Right, but other notes and libraries mean something else by the same name.',
  },
};

/** `ERRATA.md`. */
export function errataMarkdown(all: readonly Erratum[]): string[] {
  const verdicts = Object.keys(SECTIONS) as Erratum['verdict'][];
  const notes = [...new Set(all.map(noteOf))];
  const count = (of: readonly Erratum[]) => String(of.length);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    '# Errata of the notes',
    '',
    'What the five sets of notes say that does not hold as it stands, what holds instead, and what the checks of this',
    'project saw when they executed it. Made by `npm run errata`; the tests fail where this page is not what that prints.',
    '',
    line(['note', ...verdicts.map((verdict) => SECTIONS[verdict].title.toLowerCase()), 'all']),
    line(['---', ...verdicts.map(() => '---:'), '---:']),
    ...notes.map((note) => {
      const of = all.filter((one) => noteOf(one) === note);
      return line([
        note,
        ...verdicts.map((verdict) => count(of.filter((one) => one.verdict === verdict))),
        count(of),
      ]);
    }),
    line([
      'all',
      ...verdicts.map((verdict) => count(all.filter((one) => one.verdict === verdict))),
      count(all),
    ]),
    ...verdicts.flatMap((verdict) => [
      '',
      `## ${SECTIONS[verdict].title}`,
      '',
      SECTIONS[verdict].about,
      ...all.filter((one) => one.verdict === verdict).flatMap(entry),
    ]),
  ];
}

const noteOf = ({ row }: Erratum): string => row.slice(0, row.indexOf('/'));

function entry({ row, title, where, latex, asWritten, erratum, evidence, reason }: Erratum): string[] {
  return [
    '',
    `### ${plainMarkdown(title)}`,
    '',
    `\`${row}\`, ${plainMarkdown(where)}`,
    '',
    `- **The note:** ${plainMarkdown(asWritten)}`,
    `- **Erratum:** ${plainMarkdown(erratum)}`,
    ...(latex === undefined ? [] : [`- **What holds:** $\`${latex.replaceAll('\n', ' ')}\`$`]),
    ...(evidence.length === 0
      ? [`- **Not executed:** ${plainMarkdown(reason ?? 'no check reaches it')}`]
      : []),
    ...evidence.map(
      ({ check, says }) => `- **Seen:** ${plainMarkdown(says)} — \`${check.replaceAll('`', "'")}\``,
    ),
  ];
}
