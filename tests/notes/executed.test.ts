import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadImplementation } from '../../backends/lib/load.ts';
import { errata } from '../../cli/lib/errata/errata.ts';
import { RUN } from '../../cli/lib/errata/gather.ts';
import { errataMarkdown } from '../../cli/lib/errata/markdown.ts';
import { type Coverage, coverage } from '../../cli/lib/rows/coverage.ts';
import { loadSpecs } from '../../spec/lib/listing.ts';
import { loadNotes } from '../../spec/lib/notes.ts';

const rows = loadNotes();
const specs = await loadSpecs();
let found: Coverage;

beforeAll(async () => {
  found = await coverage(rows, specs, await loadImplementation('js'), RUN);
}, 600_000);

describe('the notes', () => {
  it('are executed, every row that can be', () => {
    expect(found.rows.filter(({ status }) => status === 'missing').map(({ row }) => row)).toEqual([]);
    expect(found.rows.filter(({ status }) => status === 'executed')).toHaveLength(
      rows.filter(({ executes }) => executes).length,
    );
  });

  it('are executed by checks that hold', () => {
    expect(found.problems).toEqual([]);
  });

  it('say of every other row why it is not', () => {
    const silent = found.rows.filter(({ status, reason }) => status === 'not-executable' && !reason);
    expect(silent).toEqual([]);
  });
});

describe('ERRATA.md', () => {
  it('is what `npm run errata` prints', () => {
    const page = `${errataMarkdown(errata(rows, specs, found)).join('\n')}\n`;
    const stands = readFileSync(new URL('../../ERRATA.md', import.meta.url), 'utf8');
    // Line by line, so that a difference can be read.
    expect(stands.split('\n')).toEqual(page.split('\n'));
  });
});
