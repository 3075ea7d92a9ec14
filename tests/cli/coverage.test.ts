import { describe, expect, it } from 'vitest';
import type { Implementation } from '../../backends/lib/contract.ts';
import { loadImplementation } from '../../backends/lib/load.ts';
import { coverage, type RowStatus, unknownRows } from '../../cli/lib/rows/coverage.ts';
import type { Formula } from '../../spec/lib/formula.ts';
import { loadFormula } from '../../spec/lib/listing.ts';
import { loadNotes } from '../../spec/lib/notes.ts';
import { assay } from './lib/assay.ts';

const js = await loadImplementation('js');
const relu = await loadFormula('relu');
const notes = loadNotes();
const OPTIONS = { seed: 1, runs: 20, tier: 'smoke', pipeline: 1 } as const;

const ROW = '004/activation.relu';
const PROSE = notes.find(({ executes }) => !executes)!.row;

/** What becomes of a row that is mapped to that check, and to no other. */
async function mapped(check: string, row = ROW, implementation: Implementation = js) {
  const spec: Formula = { ...relu, examples: relu.examples.map(withoutRow), rows: { [row]: check } };
  const rows = notes.filter((one) => one.row === row);
  const { rows: statuses, problems } = await coverage(rows, [spec], implementation, OPTIONS);
  return { status: statuses[0]!, problems };
}

const withoutRow = ({ row: _, ...rest }: Formula['examples'][number]) => rest;

describe('a row', () => {
  it.each(['agreement', 'gradient', 'law C1', `example ${relu.examples[0]!.says}`, 'audit'])(
    'is executed by %s',
    async (check) => {
      const { status, problems } = await mapped(check);
      expect(status).toEqual({ row: ROW, status: 'executed', checks: [`relu:${check}`] });
      expect(problems).toEqual([]);
    },
  );

  it('is executed by a variant that is caught', async () => {
    const caught = Object.entries(relu.variants).find(([, { kind }]) => kind === 'mistake')![0];
    expect((await mapped(`variant ${caught}`)).status.status).toBe('executed');
  });

  it('is executed by a convention that is caught, and right where it is declared', async () => {
    const spec = await loadFormula('rnn-cell');
    const row = '002/convention.rnn.activation-choice-text';
    const rows = notes.filter((one) => one.row === row);
    const other: Formula = { ...spec, rows: { [row]: 'variant relu' } };
    const { rows: statuses } = await coverage(rows, [other], js, OPTIONS);
    expect(statuses).toEqual([{ row, status: 'executed', checks: ['rnn-cell:variant relu'] }]);
  });

  it.each([
    ['law C99', /no such check \(did you mean 'law C9'\?\)$/u],
    ['variant no-such', /no such check$/u],
    ['example that nobody wrote', /no such check$/u],
    ['', /no such check/u],
  ])('is not executed by "%s", which there is not', async (check, says) => {
    const { status, problems } = await mapped(check);
    expect(status).toMatchObject({ status: 'missing', checks: [] });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(says);
  });

  it('is not executed by a check that did not hold', async () => {
    const entry = js.formulas.relu!;
    const twice: Implementation['formulas'][string] = {
      ...entry,
      forward: async (...call) => {
        const { y } = await entry.forward(...call);
        return { y: { shape: y!.shape, data: y!.data.map((x) => 2 * x) } };
      },
    };
    const { status, problems } = await mapped('agreement', ROW, { ...js, formulas: { relu: twice } });
    expect(status).toMatchObject({ status: 'missing', checks: [] });
    expect(status.reason).toMatch(/^relu:agreement: wrong: /u);
    expect(problems).toHaveLength(1);
  });

  it('is not executed by an implementation that does not have the formula', async () => {
    const { status } = await mapped('agreement', ROW, { ...js, formulas: {} });
    expect(status.reason).toBe('relu:agreement: js does not have it');
  });

  it('of prose has its reason, and nothing may be mapped to it', async () => {
    const { status, problems } = await mapped('agreement', PROSE);
    expect(status).toMatchObject({ row: PROSE, status: 'not-executable', checks: [] });
    expect(status.reason).not.toMatch(/^not executable/u);
    expect(problems).toEqual([`${PROSE} by relu:agreement: the notes call the row not executable`]);
  });

  it('that no note has is a mistake of the spec', () => {
    const spec: Formula = { ...relu, rows: { '004/activation.rulu': 'agreement' } };
    expect(unknownRows([spec], notes)).toEqual([
      "004/activation.rulu by relu:agreement: the notes have no such row (did you mean '004/activation.relu'?)",
    ]);
  });

  it('that nothing is mapped to is missing', async () => {
    const rows = notes.filter(({ row }) => row === ROW);
    const { rows: statuses, problems } = await coverage(rows, [], js, OPTIONS);
    expect(statuses).toEqual([
      { row: ROW, status: 'missing', checks: [], reason: 'no spec maps it to a check' },
    ]);
    expect(problems).toEqual([]);
  });
});

describe('assay coverage', () => {
  const read = (stdout: string): RowStatus[] => JSON.parse(stdout);

  it('reports the rows of a formula, each executed in this very command', async () => {
    const { status, stdout, stderr } = await assay('coverage', '--formula', 'softmax', '--json');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const rows = read(stdout);
    expect(rows.length).toBeGreaterThan(15);
    for (const { status: executed, checks } of rows) {
      expect(executed).toBe('executed');
      expect(checks.length).toBeGreaterThan(0);
      expect(checks.filter((id) => !id.startsWith('softmax:'))).toEqual([]);
    }
  });

  it('sums up by note and by family', async () => {
    const { stdout } = await assay('coverage', '--formula', 'softmax', '--note', '004');
    expect(stdout).toMatch(/^004 activation {2}(\d+) of \1 executed$/mu);
    expect(stdout).toMatch(/^ {2}✓ 004\/activation\.softmax\.jacobian: .*\n {6}softmax:law C6$/mu);
    expect(stdout).toMatch(/^004 +(\d+) +\1 +0 +0$/mu);
    expect(stdout).toMatch(/^executed by {2}law \d+/mu);
    expect(stdout).not.toContain('000/');
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it('is the same twice', async () => {
    const once = await assay('coverage', '--formula', 'tanh', '--json');
    expect(await assay('coverage', '--formula', 'tanh', '--json')).toEqual(once);
  });

  it.each([
    [['--note', '005'], /005/u],
    [['--formula', 'sofmax'], /did you mean 'softmax'/u],
  ])('does not take %j', async (args, says) => {
    const { status, stderr } = await assay('coverage', ...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(says);
  });
});
