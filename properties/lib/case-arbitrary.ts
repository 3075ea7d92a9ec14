import fc from 'fast-check';
import type { PreparedSignature } from '../../reference/lib/prepare.ts';
import type { Case } from './case.ts';
import { type CaseOptions, drawCase } from './draw-case.ts';
import { smaller } from './shrink.ts';

/**
 * Cases of a formula. fast-check's own numbers are mostly subnormal and shrink element by element; this draws whole
 * tensors in a regime and shrinks them until a counterexample reads like `b = [0,0,0,1,0,1,0,0]`.
 */
export class CaseArbitrary extends fc.Arbitrary<Case> {
  private readonly prepared: PreparedSignature;
  private readonly options: CaseOptions;

  constructor(prepared: PreparedSignature, options: CaseOptions) {
    super();
    this.prepared = prepared;
    this.options = options;
  }

  override generate(source: fc.Random): fc.Value<Case> {
    const seed = source.nextInt(-(2 ** 31), 2 ** 31 - 1);
    return new fc.Value(drawCase(this.prepared, this.options, seed), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Case {
    return typeof value === 'object' && value !== null && 'regime' in value;
  }

  override shrink(value: Case): fc.Stream<fc.Value<Case>> {
    const candidates = smaller(this.prepared, value, this.options.limits);
    return fc.stream(mapped(candidates, (candidate) => new fc.Value(candidate, undefined)));
  }
}

function* mapped<A, B>(items: Iterable<A>, f: (item: A) => B): IterableIterator<B> {
  for (const item of items) yield f(item);
}
