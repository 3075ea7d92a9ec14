import { expect, it } from 'vitest';
import { formulaNames } from '../../spec/lib/listing.ts';
import { assay } from './lib/assay.ts';

it('has a line for each formula', async () => {
  const { status, stdout } = await assay('list');
  const [head, ...lines] = stdout.trimEnd().split('\n');
  expect(status).toBe(0);
  expect(head).toMatch(/^formula +family +variants +laws +what it is$/u);
  expect(lines.map((line) => line.split(' ')[0])).toEqual(formulaNames());
  expect(lines.find((line) => line.startsWith('softmax '))).toMatch(
    /^softmax +activation +\d+ +\d+ +Scores turned into shares of one$/u,
  );
});

it('takes patterns', async () => {
  const { stdout } = await assay('list', 'l*-cell', 'relu');
  expect(stdout.match(/^\S+/gmu)).toEqual(['formula', 'lstm-cell', 'relu']);
});

it('has options, variants, laws and checks for programs', async () => {
  const [softmax] = JSON.parse((await assay('list', 'softmax', '--json')).stdout);
  expect(softmax).toMatchObject({
    name: 'softmax',
    family: 'activation',
    variants: expect.arrayContaining([{ name: 'no-shift', kind: 'mistake', says: expect.any(String) }]),
    laws: { C1: expect.stringContaining('every lane sums to one') },
    checks: expect.arrayContaining(['agreement', 'gradient', 'law C1', 'purity', 'guard']),
  });
});
