import spec from '../spec/f1-score.ts';
import type { OptionValues, Tensor, Tensors } from '../spec/lib/tensor.ts';
import { type LawContext, laws, type Value } from './lib/laws.ts';
import { map, reorder } from './lib/tensors.ts';

const ints = (t: readonly number[]): Tensor => ({ shape: [t.length], data: Int32Array.from(t) });

const SKIPPED = { absent: 'skipped' };

interface Scores {
  readonly precision: Value;
  readonly recall: Value;
  readonly f1: Value;
}

async function scores({ run }: LawContext, inputs: Tensors, options: OptionValues): Promise<Scores> {
  const { precision, recall, f1 } = await run(inputs, options);
  return { precision: precision!.data[0]!, recall: recall!.data[0]!, f1: f1!.data[0]! };
}

/** How many predictions are right, of how many. */
function accuracyOf({ A, inputs: { y, t } }: LawContext): Value {
  const hits = y!.data.filter((c, n) => c === t!.data[n]).length;
  return A.ratio(BigInt(hits), BigInt(y!.data.length));
}

export default laws(spec, {
  C1: async (context) => {
    const { A, inputs, options, claim } = context;
    for (const [name, value] of Object.entries(await scores(context, inputs, options))) {
      claim.atMost(A.number(0), value, name);
      claim.atMost(value, A.number(1), name);
    }
    const perfect = await scores(context, { ...inputs, y: inputs.t! }, { ...options, ...SKIPPED });
    for (const [name, value] of Object.entries(perfect))
      claim.equal(value, A.number(1), `${name} where all is right`);
  },
  C2: async (context) => {
    const { inputs, options, claim } = context;
    const accuracy = accuracyOf(context);
    const micro = await scores(context, inputs, { ...options, average: 'micro' });
    for (const [name, value] of Object.entries(micro)) claim.equal(value, accuracy, `micro ${name}`);
    const weighted = await scores(context, inputs, { ...options, average: 'weighted' });
    claim.equal(weighted.recall, accuracy, 'the weighted recall');
  },
  C3: async (context) => {
    const { inputs, options, random, claim } = context;
    // Every class occurs among both.
    const extra = Array.from({ length: Number(options.classes) }, (_, c) => c);
    const y = ints([...inputs.y!.data, ...extra]);
    const t = ints([...inputs.t!.data, ...random.permutation(extra.length)]);
    const macro = { ...options, average: 'macro' };
    const [one, other] = [
      await scores(context, { y, t }, macro),
      await scores(context, { y: t, t: y }, macro),
    ];
    claim.equal(other.precision, one.recall, 'the precision, swapped');
    claim.equal(other.recall, one.precision, 'the recall, swapped');
    claim.equal(other.f1, one.f1, 'F1, swapped');
  },
  C4: async (context) => {
    const { A, options, random, claim } = context;
    // The class 0 is predicted and occurs; weighted, with targets of that class alone, the others do not count.
    const size = random.integer(1, 6);
    const classes = Math.max(2, Number(options.classes));
    const y = ints([0, ...Array.from({ length: size }, () => random.integer(0, classes - 1))]);
    const t = map(y, () => 0);
    const { precision, recall, f1 } = await scores(
      context,
      { y, t },
      { ...options, classes, average: 'weighted' },
    );
    const both = A.mul(A.number(2), A.mul(precision, recall));
    claim.equal(A.mul(f1, A.add(precision, recall)), both, 'F1 times precision plus recall');
    claim.equal(precision, A.number(1), 'the precision where there is no other class');
    claim.atMost(recall, f1, 'the recall, beside F1');
    claim.atMost(f1, precision, 'F1, beside the precision');
  },
  C5: async (context) => {
    const { A, options, random, claim } = context;
    const m = Number(options.classes);
    const times = random.integer(1, 3);
    const t = ints(Array.from({ length: m * times }, (_, n) => n % m));
    const one = random.integer(0, m - 1);
    const { recall, f1 } = await scores(
      context,
      { t, y: map(t, () => one) },
      { ...options, average: 'macro' },
    );
    claim.equal(recall, A.ratio(1n, BigInt(m)), 'the recall of one class for all');
    claim.equal(f1, A.ratio(2n, BigInt(m * (m + 1))), 'F1 of one class for all');
  },
  C6: async (context) => {
    const { inputs, options, random, claim } = context;
    const asked = { ...options, ...SKIPPED };
    const before = await scores(context, inputs, asked);
    const order = random.permutation(inputs.y!.data.length);
    const more = Number(options.classes) + random.integer(0, 2);
    const names = random.permutation(more);
    const other = (x: Tensor) => map(reorder(x, 0, order), (c) => names[c]!);
    const renamed = { y: other(inputs.y!), t: other(inputs.t!) };
    const after = await scores(context, renamed, { ...asked, classes: more });
    for (const name of ['precision', 'recall', 'f1'] as const)
      claim.equal(after[name], before[name], `${name} of renumbered classes`);
  },
  C7: async (context) => {
    const { A, options, random, claim } = context;
    const N = random.integer(1, 5);
    const two = { y: ints(new Array(N).fill(0)), t: ints(new Array(N).fill(1)) };
    const asked = { ...options, ...SKIPPED, classes: Math.max(2, Number(options.classes)) };
    const declared = Number(options.zero_division);
    const weighted = await scores(context, two, { ...asked, average: 'weighted' });
    claim.equal(weighted.precision, A.number(declared), 'the precision of a class never predicted');
    claim.equal(weighted.f1, A.number(0), 'its F1');
    const macro = await scores(context, two, { ...asked, average: 'macro' });
    claim.equal(macro.precision, A.number(declared / 2), 'the macro precision');
    claim.equal(macro.recall, A.number(declared / 2), 'the macro recall');
    claim.equal(macro.f1, A.number(0), 'the macro F1');
  },
});
