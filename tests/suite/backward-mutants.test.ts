import { describe, expect, it } from 'vitest';
import js from '../../backends/js/index.ts';
import { loadFormulas } from '../../spec/lib/listing.ts';
import { backwardMutants } from './backward/mutate.ts';
import { tryBackward } from './backward/trial.ts';

/** Of each formula; `npm run backward` tries them all. */
const MOST = 3;

const names = (await loadFormulas())
  .filter(({ name, sampled }) => !sampled && js.formulas[name]?.vjp)
  .map(({ name }) => name);

describe('mistakes in a hand-derived backward pass', () => {
  it.each(names)('of %s are caught', { timeout: 60_000 }, async (name) => {
    const survivors: string[] = [];
    for await (const { says, outcome } of tryBackward(name, MOST))
      if (outcome === 'survived') survivors.push(says);
    expect(survivors).toEqual([]);
  });
});

it('are made in what runs backwards, one at a time', () => {
  const source = `export default { forward: (x) => -x * 2, vjp: ({ x }, dy) => ({ x: k.combine(-1, dy, 3, x) }) };`;
  const ways = [...backwardMutants(source)].map((mutant) => mutant.source.slice(source.indexOf('vjp')));
  expect(ways).toEqual([
    'vjp: ({ x }, dy) => ({ x: k.affine(-1, dy, 0) }) };',
    'vjp: ({ x }, dy) => ({ x: k.affine(3, x, 0) }) };',
    'vjp: ({ x }, dy) => ({ x: k.combine(1, dy, 3, x) }) };',
    'vjp: ({ x }, dy) => ({ x: k.combine(-2, dy, 3, x) }) };',
    'vjp: ({ x }, dy) => ({ x: k.combine(-1, dy, (3 + 1), x) }) };',
  ]);
});
