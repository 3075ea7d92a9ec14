import spec from '../spec/edit-distance.ts';
import type { OptionValues, Tensor, Tensors } from '../spec/lib/tensor.ts';
import { type AlgorithmLawContext, algorithmLaws } from './lib/algorithm-laws.ts';
import type { Random } from './lib/random.ts';

const SYMBOLS = 4;

const ints = (symbols: readonly number[]): Tensor => ({
  shape: [symbols.length],
  data: Int32Array.from(symbols),
});

const read = ({ a, b }: Tensors) => ({ a: [...a!.data], b: [...b!.data] });

const costsOf = ({ insertion, deletion, substitution }: OptionValues) => ({
  insertion: Number(insertion),
  deletion: Number(deletion),
  substitution: Number(substitution),
});

const drawn = (random: Random, length: number): number[] =>
  Array.from({ length }, () => random.integer(0, SYMBOLS - 1));

async function between(
  { run }: Pick<AlgorithmLawContext, 'run'>,
  a: readonly number[],
  b: readonly number[],
  options: OptionValues,
): Promise<number> {
  return (await run({ a: ints(a), b: ints(b) }, options)).distance!.data[0]!;
}

export default algorithmLaws(spec, {
  C1: async (context) => {
    const { inputs, options, that } = context;
    const { a, b } = read(inputs);
    const own = await between(context, a, a, options);
    that(own === 0, `${a} is ${own} from itself`);
    const other = await between(context, a, b, options);
    that(other > 0 === (String(a) !== String(b)), `${a} and ${b} are ${other} apart`);
  },
  C2: async (context) => {
    const { inputs, options, that } = context;
    const { a, b } = read(inputs);
    const turned = { ...options, insertion: options.deletion!, deletion: options.insertion! };
    const [there, back] = [await between(context, a, b, options), await between(context, b, a, turned)];
    that(there === back, `the way costs ${there}, the way back ${back}`);
  },
  C3: async (context) => {
    const { inputs, options, random, that } = context;
    const { a, b } = read(inputs);
    const third = drawn(random, random.integer(1, 6));
    const direct = await between(context, a, b, options);
    const around = (await between(context, a, third, options)) + (await between(context, third, b, options));
    that(direct <= around, `the way costs ${direct}, by ${third} ${around}`);
  },
  C4: async (context) => {
    const { inputs, options, that } = context;
    const { a, b } = read(inputs);
    const { insertion, deletion, substitution } = costsOf(options);
    const rest = Math.max(b.length - a.length, 0) * insertion + Math.max(a.length - b.length, 0) * deletion;
    const differing = a.filter((symbol, n) => n < b.length && symbol !== b[n]).length;
    const found = await between(context, a, b, options);
    that(found >= rest, `it is ${found}, and the difference in length costs ${rest}`);
    const most = rest + differing * substitution;
    that(found <= most, `it is ${found}, and symbol by symbol it costs ${most}`);
  },
  C5: async (context) => {
    const { inputs, options, that } = context;
    const { a, b } = read(inputs);
    const [from, to] = [a.slice(0, 3), b.slice(0, 3)];
    const found = await between(context, from, to, options);
    const least = cheapest(from, to, costsOf(options));
    that(found === least, `${from} to ${to} is ${found}, the cheapest way of all costs ${least}`);
  },
  C6: async (context) => {
    const { inputs, options, random, that } = context;
    const { a, b } = read(inputs);
    const [front, end] = [drawn(random, random.integer(1, 3)), drawn(random, random.integer(1, 3))];
    const bare = await between(context, a, b, options);
    const longer = await between(context, [...front, ...a, ...end], [...front, ...b, ...end], options);
    that(longer === bare, `between ${front} and ${end} it is ${longer}, alone ${bare}`);
  },
  C7: async (context) => {
    const { inputs, options, random, that } = context;
    const { a, b } = read(inputs);
    const [c, d] = [drawn(random, random.integer(1, 4)), drawn(random, random.integer(1, 4))];
    const sum = (await between(context, a, b, options)) + (await between(context, c, d, options));
    const both = await between(context, [...a, ...c], [...b, ...d], options);
    that(both <= sum, `one behind the other they are ${both} apart, alone ${sum}`);
  },
  C8: async (context) => {
    const { inputs, options, random, that } = context;
    const { a, b } = read(inputs);
    const { insertion, deletion } = costsOf(options);
    const substitution = insertion + deletion + random.integer(0, 2);
    const common = longestCommon(a, b);
    const expected = (a.length - common) * deletion + (b.length - common) * insertion;
    const found = await between(context, a, b, { ...options, substitution });
    that(found === expected, `it is ${found}; ${common} symbols are common, which makes ${expected}`);
  },
});

/** Uniform-cost search over all sequences that are no longer than the longer one. */
function cheapest(
  from: readonly number[],
  to: readonly number[],
  { insertion, deletion, substitution }: ReturnType<typeof costsOf>,
): number {
  const most = Math.max(from.length, to.length);
  const best = new Map([[String(from), 0]]);
  const open = [{ at: from, cost: 0 }];
  while (open.length > 0) {
    open.sort((x, y) => y.cost - x.cost);
    const { at, cost } = open.pop()!;
    if (String(at) === String(to)) return cost;
    if (cost > best.get(String(at))!) continue;
    const reach = (next: readonly number[], more: number) => {
      const key = String(next);
      if (next.length > most || cost + more >= (best.get(key) ?? Infinity)) return;
      best.set(key, cost + more);
      open.push({ at: next, cost: cost + more });
    };
    for (let n = 0; n <= at.length; n++) {
      if (n < at.length) reach(at.toSpliced(n, 1), deletion);
      for (const symbol of new Set(to)) {
        reach(at.toSpliced(n, 0, symbol), insertion);
        if (n < at.length) reach(at.with(n, symbol), substitution);
      }
    }
  }
  return Infinity;
}

/** Of all subsequences of a the longest that is one of b. */
function longestCommon(a: readonly number[], b: readonly number[]): number {
  let longest = 0;
  for (let chosen = 0; chosen < 2 ** a.length; chosen++) {
    const part = a.filter((_, n) => chosen & (1 << n));
    let next = 0;
    for (const symbol of b) if (symbol === part[next]) next++;
    if (next === part.length) longest = Math.max(longest, part.length);
  }
  return longest;
}
