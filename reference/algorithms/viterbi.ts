import type { Tensors } from '../../spec/lib/tensor.ts';

export interface Rule {
  /** Of equally cheap ones: the smallest or largest state, from the end on, or the first path in a dictionary. */
  readonly ties: 'smallest' | 'largest' | 'dictionary';
  /**
   * all: every path. greedy: the cheapest next state. no-way-back: the state of the least δ at each step. of-the-state-before:
   * every path, with the emissions of the states that are left.
   */
  readonly search: 'all' | 'greedy' | 'no-way-back' | 'of-the-state-before';
  /** Does transition[k,j] lead from j to k? */
  readonly transposed: boolean;
  /** What costs nothing; first: the emission of the first step. */
  readonly ignores: 'nothing' | 'start' | 'end' | 'transition' | 'first';
}

export const STANDARD: Rule = { ties: 'smallest', search: 'all', transposed: false, ignores: 'nothing' };

/** What a path costs, piece by piece. */
interface Costs {
  readonly steps: number;
  readonly states: number;
  start(k: number): number;
  end(k: number): number;
  /** To be in k at step t, having come from j where there is a step before. */
  enter(t: number, k: number, j?: number): number;
}

interface Way {
  readonly path: readonly number[];
  readonly cost: number;
}

function costsOf({ emission, transition, start, end }: Tensors, rule: Rule): Costs {
  const [T, K] = emission!.shape as [number, number];
  const move = (j: number, k: number) =>
    rule.ignores === 'transition' ? 0 : transition!.data[rule.transposed ? k * K + j : j * K + k]!;
  return {
    steps: T,
    states: K,
    start: (k) => (rule.ignores === 'start' ? 0 : start!.data[k]!),
    end: (k) => (rule.ignores === 'end' ? 0 : end!.data[k]!),
    enter(t, k, j) {
      if (j === undefined) return rule.ignores === 'first' ? 0 : emission!.data[k]!;
      const seen = rule.search === 'of-the-state-before' ? j : k;
      return move(j, k) + emission!.data[t * K + seen]!;
    },
  };
}

/** The cheapest way to each state, step by step (Bellman): ways carry their path, so none need be found back. */
function cheapest(costs: Costs, rule: Rule): Way {
  const states = Array.from({ length: costs.states }, (_, k) => k);
  let ways: Way[] = states.map((k) => ({ path: [k], cost: costs.start(k) + costs.enter(0, k) }));
  const best = [pick(ways, rule).path.at(-1)!];
  for (let t = 1; t < costs.steps; t++) {
    ways = states.map((k) => {
      const arriving = ways.map(({ path, cost }, j) => ({ path, cost: cost + costs.enter(t, k, j) }));
      const { path, cost } = pick(arriving, rule);
      return { path: [...path, k], cost };
    });
    best.push(pick(ways, rule).path.at(-1)!);
  }
  const found = pick(
    ways.map(({ path, cost }, k) => ({ path, cost: cost + costs.end(k) })),
    rule,
  );
  if (rule.search !== 'no-way-back') return found;
  return { path: best.with(-1, found.path.at(-1)!), cost: found.cost };
}

function greedy(costs: Costs, rule: Rule): Way {
  let way: Way = { path: [], cost: 0 };
  for (let t = 0; t < costs.steps; t++) {
    const next = Array.from({ length: costs.states }, (_, k) => {
      const ended = t === costs.steps - 1 ? costs.end(k) : 0;
      const begun = t === 0 ? costs.start(k) : 0;
      return { path: [...way.path, k], cost: way.cost + begun + costs.enter(t, k, way.path.at(-1)) + ended };
    });
    way = pick(next, rule);
  }
  return way;
}

/** The cheapest of ways that stand in the order of their last states. */
function pick(ways: readonly Way[], { ties }: Rule): Way {
  return ways.reduce((best, way) => {
    if (way.cost !== best.cost) return way.cost < best.cost ? way : best;
    if (ties === 'smallest') return best;
    return ties === 'largest' || precedes(way.path, best.path) ? way : best;
  });
}

/** Both paths are of one length. */
function precedes(a: readonly number[], b: readonly number[]): boolean {
  const differs = a.findIndex((state, t) => state !== b[t]);
  return differs >= 0 && a[differs]! < b[differs]!;
}

/** emission[T,K], transition[K,K], start[K], end[K] → path[T], total. */
export default function viterbi(inputs: Tensors, _: unknown, given: Partial<Rule> = {}): Tensors {
  const rule = { ...STANDARD, ...given };
  const costs = costsOf(inputs, rule);
  const { path, cost } = rule.search === 'greedy' ? greedy(costs, rule) : cheapest(costs, rule);
  return {
    path: { shape: [path.length], data: Int32Array.from(path) },
    total: { shape: [], data: Int32Array.of(cost) },
  };
}
