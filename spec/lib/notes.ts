import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One statement of the lecture notes that the formulas come from. */
export interface Row {
  /** `004/activation.softmax.range`: the note, and what it is about. */
  readonly row: string;
  /** `layer.rnn`: the subject that it belongs to. */
  readonly family: string;
  readonly kind: RowKind;
  readonly title: string;
  /** What holds, corrected where the note is wrong. */
  readonly latex?: string;
  /** Shapes and domains of what stands in it. */
  readonly inputs?: string;
  /** How it can be executed; or `not executable: ` and why it cannot. */
  readonly executable: string;
  readonly executes: boolean;
  /** Of the note's own text. */
  readonly verdict: RowVerdict;
  /** The note's own text, where it says something else. */
  readonly asWritten?: string;
  /** What is wrong with it, or what it leaves open. */
  readonly erratum?: string;
  /** Chapter and place. */
  readonly where: string;
  /** Rows about the same thing. */
  readonly related: readonly string[];
}

export type RowKind =
  | 'formula'
  | 'identity'
  | 'derivative'
  | 'count'
  | 'bound'
  | 'limit'
  | 'algorithm'
  | 'worked-example'
  | 'convention'
  | 'statistical-claim'
  | 'concept';

export type RowVerdict = 'correct' | 'wrong' | 'garbled' | 'ambiguous' | 'conventional-variant';

/** A choice that libraries and notes make differently. A spec's `seen` calls it `convention 81`. */
export interface Convention {
  readonly number: number;
  readonly section: string;
  readonly topic: string;
  /** The choices, most by letter: `A 0; B 1`. */
  readonly options: string;
  /** Which note takes which. */
  readonly notes?: string;
  /** Which library takes which; ✔ where it was read in its source or documentation. */
  readonly who: Readonly<Record<string, string>>;
  /** What tells them apart. */
  readonly input?: string;
}

/** A mistake that was made: reported against a library (`R-SMX-07`), or a common one (`S-31`). */
export interface Bug {
  readonly id: string;
  readonly ref?: string;
  readonly url?: string;
  readonly family: string;
  readonly formula: string;
  readonly says: string;
  readonly wrong: string;
  readonly right: string;
  /** The input that exposes it. */
  readonly input: string;
  readonly kind: readonly string[];
  /** The kinds of check that see it. */
  readonly caughtBy: readonly string[];
  readonly source: 'reported' | 'common mistake';
}

/** The numbers of the notes, sorted: `000` … */
export const noteNumbers = (): string[] =>
  readdirSync(folder())
    .filter((file) => /^\d{3}\.json$/u.test(file))
    .map((file) => file.slice(0, 3))
    .sort();

/** The rows of all notes, or of one, in its order. */
export const loadNotes = (notes: readonly string[] = noteNumbers()): Row[] =>
  notes.flatMap((note) => read<readonly Row[]>(note));

export const loadConventions = (): readonly Convention[] => read('conventions');

export const loadBugs = (): readonly Bug[] => read('bugs');

const read = <Content>(name: string): Content =>
  JSON.parse(readFileSync(join(folder(), `${name}.json`), 'utf8'));

/** The compiler leaves the data where it is: from compiled files the folder is that beside the sources. */
function folder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let above = here; ; above = dirname(above)) {
    const notes = join(above, 'spec', 'notes');
    if (existsSync(notes)) return notes;
    if (above === dirname(above)) throw new Error(`There is no folder spec/notes above ${here}.`);
  }
}
