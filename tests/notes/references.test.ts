import { describe, expect, it } from 'vitest';
import { mappable } from '../../cli/lib/rows/kinds.ts';
import { mappings } from '../../cli/lib/rows/mappings.ts';
import { loadSpecs } from '../../spec/lib/listing.ts';
import { loadNotes } from '../../spec/lib/notes.ts';
import { loadReferences } from '../../spec/lib/references.ts';

const rows = new Set(loadNotes().map(({ row }) => row));
const references = loadReferences();

describe.each((await loadSpecs()).map((spec) => [spec.name, spec] as const))('%s', (_, spec) => {
  it('names rows that the notes have', () => {
    expect(
      mappings(spec)
        .map(({ row }) => row)
        .filter((row) => !rows.has(row)),
    ).toEqual([]);
  });

  it('maps them to checks that it has', async () => {
    const known = await mappable(spec);
    expect(
      mappings(spec)
        .map(({ check }) => check)
        .filter((check) => !known.includes(check)),
    ).toEqual([]);
  });

  it('names conventions, bugs and rows that there are in what its variants were seen in', () => {
    const seen = Object.values(spec.variants).flatMap((variant): readonly string[] => variant.seen ?? []);
    expect(seen.filter((id) => !references.has(id))).toEqual([]);
  });
});

it('an id leads to what it stands for', () => {
  expect(references.get('convention 81')?.says).toBe('LSTM gate order in packed weights');
  expect(references.get('R-SMX-07')?.url).toMatch(/^https:\/\/github\.com\//u);
  expect(references.get('S-31')?.url).toBeUndefined();
  expect(references.get('convention 145')).toBeUndefined();
});
