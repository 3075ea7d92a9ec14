import type { Explanation } from './explanation.ts';

/** The equations as LaTeX, to be pasted: the definition, then what differs in each algorithm. */
export function latexText({ name, latex }: Pick<Explanation, 'name' | 'latex'>): string[] {
  if (!latex) return [`% ${name} has steps, not equations`];
  return [
    `% ${name}: the definition`,
    latex.definition,
    ...latex.algorithms.flatMap((text, n) => [`% algorithm ${n + 1}: what differs`, text]),
  ];
}
