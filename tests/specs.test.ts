import { describe, expect, it } from 'vitest';
import { prepare } from '../reference/lib/prepare.ts';
import { loadFormulas } from '../spec/lib/listing.ts';

const formulas = await loadFormulas();

describe.each(formulas.map((spec) => [spec.name, spec] as const))('%s', (_, spec) => {
  it('has equations that check', () => {
    expect(prepare(spec).truth.algorithms.length).toBeGreaterThan(0);
  });

  it.each(Object.keys(spec.variants))('has a variant %s that checks', (variant) => {
    expect(prepare(spec).variant(variant).definition.outputs).toHaveLength(
      prepare(spec).truth.definition.outputs.length,
    );
  });
});
