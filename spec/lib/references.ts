import { loadBugs, loadConventions, loadNotes } from './notes.ts';

/** What stands behind an id in a variant's `seen`. */
export interface Reference {
  readonly id: string;
  readonly says: string;
  readonly url?: string;
}

/** Everything that `seen` may name: conventions (`convention 81`), bugs (`R-SMX-07`, `S-31`), rows of the notes. */
export function loadReferences(): ReadonlyMap<string, Reference> {
  const all: Reference[] = [
    ...loadConventions().map(({ number, topic }) => ({ id: `convention ${number}`, says: topic })),
    ...loadBugs().map(({ id, ref, url, formula }) => ({
      id,
      says: ref === undefined ? formula : `${ref}: ${formula}`,
      ...(url !== undefined && { url }),
    })),
    ...loadNotes().map(({ row, title }) => ({ id: row, says: title })),
  ];
  return new Map(all.map((one) => [one.id, one]));
}
