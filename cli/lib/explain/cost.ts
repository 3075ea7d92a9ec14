import { counting, type OperationCounts } from '../../../reference/arithmetic/counting.ts';
import { evaluate } from '../../../reference/lib/evaluate.ts';
import { completed, count, evaluatePolynomial } from '../../../reference/lib/layout.ts';
import type { Prepared } from '../../../reference/lib/prepare.ts';
import { BATCH } from '../../../spec/lib/lift.ts';
import type { OptionValues, Tensors } from '../../../spec/lib/tensor.ts';
import { UsageError } from '../usage-error.ts';

/** What one sample costs, computed as the first algorithm does it. */
export interface Cost {
  readonly sizes: Readonly<Record<string, number>>;
  readonly options: OptionValues;
  /** Products; as many as there are multiply-adds in a sum of products. */
  readonly operations: Readonly<OperationCounts>;
  /** Elements of each input and output. */
  readonly elements: Readonly<Record<string, number>>;
  /** Numbers that all samples share: weights. Where samples are stacked, that is known. */
  readonly parameters?: number;
}

/** For these sizes, and for others small ones. Throws a UsageError for sizes that there are not or may not be. */
export function cost(prepared: Prepared, given: Readonly<Record<string, number>>): Cost {
  const checked = prepared.truth.algorithms[0]!;
  const names = checked.sizes.filter((name) => name !== BATCH);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const known = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
    throw new UsageError(`'${prepared.spec.name}' has no size '${unknown}': ${known}`);
  }
  const options = defaults(prepared);
  const sizes = { ...smallSizes(prepared, names, given, options), ...given };
  const all = completed(checked, { ...sizes, [BATCH]: 1 }, options);
  if (!prepared.admits(all, options))
    throw new UsageError(
      `'${prepared.spec.name}' requires ${prepared.spec.requires!.join(' and ')}, which ${sizesText(sizes)} does not meet`,
    );
  const inputs = inputsOf(prepared, all, options);
  const A = counting();
  const outputs = evaluate(prepared, checked, A, inputs, options);
  const { over } = prepared.spec;
  const elements = Object.fromEntries(
    Object.entries({ ...inputs, ...outputs }).map(([name, { shape }]) => [name, count(shape)]),
  );
  const shared = checked.inputs.filter(({ name, within }) => !within && !batched(over).includes(name));
  return {
    sizes,
    options,
    operations: A.counts(),
    elements,
    ...(over &&
      'batch' in over && { parameters: shared.reduce((sum, { name }) => sum + elements[name]!, 0) }),
  };
}

export const sizesText = (sizes: Readonly<Record<string, number>>): string =>
  Object.entries(sizes)
    .map(([name, size]) => `${name}=${size}`)
    .join(', ');

const batched = (over: Prepared['spec']['over']): readonly string[] =>
  over && 'batch' in over ? over.batch : [];

const defaults = ({ options }: Prepared): OptionValues =>
  Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default]));

/** The first small sizes, all different where possible, that the formula admits. */
function smallSizes(
  prepared: Prepared,
  names: readonly string[],
  given: Readonly<Record<string, number>>,
  options: OptionValues,
): Record<string, number> {
  const checked = prepared.truth.algorithms[0]!;
  for (let start = 2; ; start++) {
    const sizes = Object.fromEntries(
      names.map((name, n) => {
        const [least, most] = prepared.spec.sizes?.[name] ?? [1, Infinity];
        return [name, Math.min(Math.max(start + n, least), most)];
      }),
    );
    const all = completed(checked, { ...sizes, ...given, [BATCH]: 1 }, options);
    if (prepared.admits(all, options) || start === MOST) return sizes;
  }
}

const MOST = 16;

function inputsOf(
  prepared: Prepared,
  sizes: Readonly<Record<string, number>>,
  options: OptionValues,
): Tensors {
  return Object.fromEntries(
    prepared.truth.algorithms[0]!.inputs.map(({ name, dims, within }) => {
      const shape = dims.map((dim) => evaluatePolynomial(dim, { ...options, ...sizes }));
      const length = count(shape);
      // Nothing is masked: a masked entry costs nothing.
      const mask = prepared.spec.inputs?.[name] === 'mask' ? 1 : 0;
      return [name, { shape, data: within ? new Int32Array(length).fill(mask) : new Float64Array(length) }];
    }),
  );
}
