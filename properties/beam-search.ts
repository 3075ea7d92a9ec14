import spec from '../spec/beam-search.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { map } from './lib/tensors.ts';

const END = 0;

export default algorithmLaws(spec, {
  C1: async ({ inputs, options, run, that }) => {
    const { T, V, cost } = read(inputs);
    const greedy: number[] = [];
    while (greedy.length < T && greedy.at(-1) !== END) {
      const costs = Array.from({ length: V }, (_, y) => cost(greedy.length, greedy.at(-1) ?? END, y));
      greedy.push(costs.indexOf(Math.min(...costs)));
    }
    const { tokens } = await run(inputs, { ...options, width: 1 });
    const got = spoken([...tokens!.data]);
    that(String(got) === String(greedy), `a beam of one gives ${got}, the cheapest symbols are ${greedy}`);
  },
  C2: async ({ inputs, options, run, that }) => {
    const { T, V } = read(inputs);
    const all = sequences(inputs);
    const least = Math.min(...all.map((one) => priceOf(inputs, one)));
    const best = all.find((one) => priceOf(inputs, one) === least);
    const { tokens, total } = await run(inputs, { ...options, width: V ** (T - 1) });
    that(total!.data[0] === least, `it finds ${total!.data[0]}, and ${least} is possible`);
    const got = spoken([...tokens!.data]);
    that(String(got) === String(best), `it gives ${got}, the first of the cheapest is ${best}`);
  },
  C3: async ({ inputs, run, that }) => {
    const { tokens, total } = await run(inputs);
    const all = [...tokens!.data];
    const got = spoken(all);
    that(
      all.every((symbol, t) => (t < got.length ? symbol >= 0 : symbol === -1)),
      `the tokens ${all} do not run to their first 0, with −1 after it`,
    );
    const price = priceOf(inputs, got);
    that(total!.data[0] === price, `${got} costs ${price}, it says ${total!.data[0]}`);
  },
  C4: async ({ inputs, options, run, that }) => {
    const least = Math.min(...sequences(inputs).map((one) => priceOf(inputs, one)));
    for (const width of [1, 2, 3, Number(options.width)]) {
      const found = (await run(inputs, { ...options, width })).total!.data[0]!;
      that(found >= least, `a beam of ${width} finds ${found}, where ${least} is the least there is`);
    }
  },
  C5: async ({ inputs, options, run, that }) => {
    const { V } = read(inputs);
    const width = Number(options.width);
    let most = 1;
    for (const live of (await run(inputs)).live!.data) {
      that(live <= width, `${live} hypotheses are live in a beam of ${width}`);
      that(live <= most * (V - 1) && live >= 0, `${live} are live after ${most} of ${V} symbols each`);
      most = live;
    }
  },
  C6: async ({ inputs, run, that }) => {
    const cost = map(inputs.cost!, (price, n) => (n === 0 ? 0 : price + 1));
    const { tokens, total } = await run({ ...inputs, cost });
    that(total!.data[0] === 0, `it finds ${total!.data[0]} where ending at once costs nothing`);
    that(String(spoken([...tokens!.data])) === '0', `it goes on with ${tokens!.data}`);
  },
  C7: async ({ inputs, options, run, that }) => {
    const { T, V } = read(inputs);
    const cost = map(inputs.cost!, (price, n) => (n % V === END && n < (T - 1) * V * V ? 9999 : price));
    const open = { ...inputs, cost };
    const wide = await run(open, { ...options, width: V ** (T - 1) });
    const states = bestPath(open);
    that(wide.total!.data[0] === states, `it finds ${wide.total!.data[0]}, dynamic programming ${states}`);
  },
});

function read({ cost }: Tensors) {
  const [T, V] = cost!.shape as [number, number];
  const at = (t: number, before: number, y: number) => cost!.data[(t * V + before) * V + y]!;
  return { T, V, cost: at };
}

/** What stands before the padding. */
function spoken(tokens: readonly number[]): number[] {
  const end = tokens.findIndex((symbol) => symbol <= END);
  return end === -1 ? [...tokens] : tokens.slice(0, end + (tokens[end] === END ? 1 : 0));
}

function priceOf(inputs: Tensors, sequence: readonly number[]): number {
  const { cost } = read(inputs);
  return sequence.reduce((sum, symbol, t) => sum + cost(t, sequence[t - 1] ?? END, symbol), 0);
}

/** All that end with 0 or are T long, as a dictionary sorts. */
function sequences(inputs: Tensors): number[][] {
  const { T, V } = read(inputs);
  const from = (begun: readonly number[]): number[][] => {
    if (begun.length === T || begun.at(-1) === END) return [[...begun]];
    return Array.from({ length: V }, (_, symbol) => from([...begun, symbol])).flat();
  };
  return from([]);
}

/** The least total by the cheapest way to each symbol at each step (Bellman), where a 0 is dear before the last step. */
function bestPath(inputs: Tensors): number {
  const { T, V, cost } = read(inputs);
  let to = Array.from({ length: V }, (_, y) => cost(0, END, y));
  let ended = to[END]!;
  for (let t = 1; t < T; t++) {
    to = Array.from({ length: V }, (_, y) =>
      Math.min(...to.map((sum, before) => (before === END ? Infinity : sum + cost(t, before, y)))),
    );
    ended = Math.min(ended, to[END]!);
  }
  return Math.min(ended, ...to);
}
