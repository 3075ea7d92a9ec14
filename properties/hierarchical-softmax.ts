import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { Values } from '../reference/lib/evaluate.ts';
import { prepare } from '../reference/lib/prepare.ts';
import spec from '../spec/hierarchical-softmax.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import softmax from '../spec/softmax.ts';
import { integer } from './lib/case.ts';
import { operationsOf } from './lib/counted.ts';
import { entries } from './lib/entries.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { type Leaves, leavesOf, randomLeaves } from './lib/leaves.ts';
import { combine, exact } from './lib/products.ts';
import type { Random } from './lib/random.ts';
import { fill, map, slice } from './lib/tensors.ts';

/** Every word of a tree for one input vector, with random vectors at the nodes. */
function allWords({ x, theta }: Tensors, { words, inputs }: Leaves, random: Random): Tensors {
  const D = x!.shape[1]!;
  return {
    ...inputs,
    x: fill(x!, [words, D], (n) => x!.data[n % D]!),
    theta: fill(theta!, [words - 1, D], () => random.integer(-16, 16) / 8),
  };
}

const probabilities = (A: Arithmetic<Value>, loss: Values<Value>): Value[] =>
  loss.data.map((cost) => A.exp(A.neg(cost)));

const mirrored = (code: Tensor): Tensor => map(code, (turn) => 1 - turn);

interface Turn {
  readonly sample: number;
  readonly node: number;
  readonly turn: number;
  readonly score: Value;
}

/** The turns that count, with the scores of their nodes. */
function turns(A: Arithmetic<Value>, { x, theta, path, code, mask }: Tensors): Turn[] {
  const [, L] = path!.shape as [number, number];
  const D = x!.shape[1]!;
  return Array.from(path!.data, (node, n) => {
    const sample = Math.floor(n / L);
    const terms = Array.from({ length: D }, (_, d) =>
      A.number(x!.data[sample * D + d]! * theta!.data[node * D + d]!),
    );
    return { sample, node, turn: code!.data[n]!, score: A.sum(terms) };
  }).filter((_, n) => mask!.data[n] === 1);
}

/** Inputs of one sample with a single number for a vector. */
const scalar = (like: Tensor, x: number, theta: readonly number[]) => ({
  x: fill(like, [1, 1], () => x),
  theta: fill(like, [theta.length, 1], (n) => theta[n]!),
});

const one = (values: readonly number[]): Tensor => integer([1, values.length], values);

export default laws(spec, {
  C1: async ({ A, run, inputs, random, claim }) => {
    const words = allWords(inputs, randomLeaves(random), random);
    for (const code of [words.code!, mirrored(words.code!)]) {
      const { loss } = await run({ ...words, code });
      claim.equal(A.sum(probabilities(A, loss!)), A.number(1), 'the sum over the words');
    }
  },
  C2: async ({ A, run, inputs, claim }) => {
    const all = turns(A, inputs);
    const { loss } = await run(inputs);
    loss!.data.forEach((cost, sample) => {
      const own = all.filter((turn) => turn.sample === sample);
      const entropies = own.map(({ turn, score }) => {
        const [label, y] = [A.number(1 - turn), A.sigmoid(score)];
        const rest = A.sub(A.number(1), y);
        return A.neg(A.add(A.mul(label, A.log(y)), A.mul(A.sub(A.number(1), label), A.log(rest))));
      });
      claim.equal(cost, A.sum(entropies), `loss ${sample}`);
      const signed = own.map(({ turn, score }) => A.sigmoid(turn === 0 ? score : A.neg(score)));
      const product = signed.reduce((p, q) => A.mul(p, q), A.number(1));
      claim.equal(A.exp(A.neg(cost)), product, `the probability of sample ${sample}`);
    });
  },
  C3: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const { x, theta } = inputs as Record<'x' | 'theta', Tensor>;
    const D = x.shape[1]!;
    const cotangent = fill(x, [x.shape[0]!], () => random.integer(-8, 8) / 8);
    const gradient = await vjp(inputs, { loss: cotangent });
    const errors = turns(A, inputs).map(({ turn, score, ...where }) => {
      const error = A.sub(A.sigmoid(score), A.number(1 - turn));
      return { ...where, error: A.mul(error, A.number(cotangent.data[where.sample]!)) };
    });
    gradient.theta!.data.forEach((got, n) => {
      const terms = errors
        .filter(({ node }) => node === Math.floor(n / D))
        .map(({ sample, error }) => A.mul(error, A.number(x.data[sample * D + (n % D)]!)));
      claim.equal(got, A.sum(terms), `the gradient of theta ${n}`);
    });
    gradient.x!.data.forEach((got, n) => {
      const terms = errors
        .filter(({ sample }) => sample === Math.floor(n / D))
        .map(({ node, error }) => A.mul(error, A.number(theta.data[node * D + (n % D)]!)));
      claim.equal(got, A.sum(terms), `the gradient of x ${n}`);
    });
  }),
  C4: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const leaves = randomLeaves(random);
    const words = allWords(inputs, leaves, random);
    const word = random.integer(0, leaves.words - 1);
    const D = inputs.x!.shape[1]!;
    const asked = fill(inputs.x!, [leaves.words], (n) => Number(n === word));
    const gradient = (await vjp(words, { loss: asked })).theta!;
    gradient.data.forEach((got, n) => {
      const touched = leaves.nodes[word]!.includes(Math.floor(n / D));
      if (!touched) claim.equal(got, A.number(0), `the gradient of a node beside the path, theta ${n},`);
    });
  }),
  C5: async ({ run, inputs, claim }) => {
    const opposite = map(inputs.theta!, (value) => -value);
    const { loss } = await run({ ...inputs, theta: opposite });
    const other = await run({ ...inputs, code: mirrored(inputs.code!) });
    claim.same(loss!, other.loss!, 'the loss with −θ');
  },
  C6: async ({ A, run, inputs, random, claim }) => {
    const height = random.integer(1, 3);
    const balanced = leavesOf(new Array<number>(2 ** height).fill(1));
    for (const path of balanced.nodes)
      claim.that(path.length === height, `a path in a tree of ${2 ** height} words has ${path.length} nodes`);
    for (const leaves of [balanced, randomLeaves(random)]) {
      const all = allWords({ ...inputs, x: map(inputs.x!, () => 0.5) }, leaves, random);
      const before = (await run(all)).loss!;
      const D = inputs.x!.shape[1]!;
      for (let node = 0; node < leaves.words - 1; node++) {
        const theta = map(all.theta!, (value, n) => (Math.floor(n / D) === node ? value + 1 : value));
        const after = (await run({ ...all, theta })).loss!;
        for (const [word, path] of leaves.nodes.entries()) {
          const [was, is] = [before.data[word]!, after.data[word]!];
          if (path.includes(node))
            claim.that(A.equal(was, is) !== true, `the cost of word ${word} is without node ${node}`);
          else claim.equal(is, was, `the cost of word ${word}, off whose path node ${node} is,`);
        }
      }
    }
  },
  C7: async ({ A, run, inputs, claim }) => {
    const D = inputs.x!.shape[1]!;
    for (const [words, depth] of [
      [4, 2],
      [16, 4],
    ] as const) {
      const { functions, multiplications } = operationsOf(spec, { D, I: words - 1, L: depth });
      claim.that(functions === depth, `${depth} turns take ${functions} functions`);
      claim.that(multiplications === D * depth, `${depth} turns take ${multiplications} multiplications`);
      const { exponentials } = operationsOf(softmax, { n: words });
      claim.that(exponentials === words, `a softmax over ${words} words takes ${exponentials} exponentials`);
      const held = entries(prepare(spec), ['theta'], { D, I: words - 1, L: depth });
      claim.that(held === (words - 1) * D, `the nodes of ${words} words hold ${held} numbers`);
      const leaves = leavesOf(new Array<number>(words).fill(1));
      const zeros = {
        x: fill(inputs.x!, [words, D], () => 0),
        theta: fill(inputs.x!, [words - 1, D], () => 0),
      };
      const { loss } = await run({ ...leaves.inputs, ...zeros });
      for (const cost of loss!.data) claim.equal(cost, A.log(A.number(words)), `the cost in ${depth} turns`);
    }
  },
  C8: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const leaves = randomLeaves(random);
    const word = random.integer(0, leaves.words - 1);
    const D = inputs.x!.shape[1]!;
    const all = allWords(
      { ...inputs, x: map(inputs.x!, (_, n) => (n % D === 0 ? 1 : 0.25)) },
      leaves,
      random,
    );
    const only = Object.fromEntries(
      Object.entries(all).map(([name, tensor]) => [
        name,
        name === 'theta' ? tensor : slice(tensor, 0, word, word + 1),
      ]),
    );
    const gradient = (await vjp(only, { loss: fill(inputs.x!, [1], () => 1) })).theta!;
    const rate = 1 / 4;
    const theta = map(all.theta!, (value, n) => value - rate * A.toNumber(gradient.data[n]!));
    const [before, after] = [await run(only), await run({ ...only, theta })];
    const square = A.sum(gradient.data.map((g) => A.mul(g, g)));
    // The slope along a node changes by at most |x|²/4 ≤ ½, so half of what the slope promises is kept.
    const most = A.sub(before.loss!.data[0]!, A.mul(A.number(rate / 2), square));
    claim.atMost(after.loss!.data[0]!, most, 'the loss after the step');
    claim.atMost(A.number(2 ** -12), square, 'a bound of the squared gradient');
    theta.data.forEach((value, n) => {
      const touched = leaves.nodes[word]!.includes(Math.floor(n / D));
      claim.that(touched || value === all.theta!.data[n], `theta ${n} has changed, beside the path`);
    });
  }),
  C9: async ({ A, run, inputs, random, claim }) => {
    const balanced = leavesOf([1, 1, 1, 1]);
    const all = allWords(inputs, balanced, random);
    const p = probabilities(A, (await run(all)).loss!);
    const scores = Array.from({ length: 3 }, (_, node) => {
      const path = { ...all, path: one([node]), code: one([0]), mask: one([1]), x: slice(all.x!, 0, 0, 1) };
      return turns(A, path)[0]!.score;
    });
    const share = (score: Value, turn: number) => {
      const [own, rest] = [turn === 0 ? A.exp(score) : A.number(1), turn === 0 ? A.number(1) : A.exp(score)];
      return A.div(own, A.add(own, rest));
    };
    for (const [word, nodes] of balanced.nodes.entries()) {
      const [group, within] = [0, 1].map((l) =>
        share(scores[nodes[l]!]!, balanced.inputs.code!.data[2 * word + l]!),
      );
      claim.equal(p[word]!, A.mul(group!, within!), `P(group)·P(word ${word} | group)`);
    }
    const wanted = Array.from({ length: 4 }, () => random.integer(1, 8));
    const total = wanted.reduce((sum, part) => sum + part, 0);
    const under = (node: number, turn: number) =>
      balanced.nodes.reduce((sum, path, word) => {
        const l = path.indexOf(node);
        return sum + (l >= 0 && balanced.inputs.code!.data[2 * word + l] === turn ? wanted[word]! : 0);
      }, 0);
    const logits = [0, 1, 2].map((node) => Math.log(under(node, 0) / under(node, 1)));
    const { theta } = scalar(inputs.x!, 1, logits);
    const { loss } = await run({ ...balanced.inputs, x: fill(inputs.x!, [4, 1], () => 1), theta });
    for (const [word, got] of probabilities(A, loss!).entries()) {
      const off = A.abs(A.sub(got, A.div(A.number(wanted[word]!), A.number(total))));
      claim.atMost(off, A.number(2 ** -20), `how far word ${word} is off its share`);
    }
  },
  C10: async ({ A, run, inputs, random, claim }) => {
    const [theta, context, ...own] = [2, 1, 0, 3].map((least) => (least + random.integer(1, 8)) / 8);
    const paths = {
      path: integer([2, 1], [0, 0]),
      code: integer([2, 1], [0, 1]),
      mask: integer([2, 1], [1, 1]),
    };
    const node = fill(inputs.x!, [1, 1], () => theta!);
    const sumOf = async (x: readonly number[]) => {
      const { loss } = await run({ ...paths, x: fill(inputs.x!, [2, 1], (n) => x[n]!), theta: node });
      return A.sum(probabilities(A, loss!));
    };
    claim.equal(await sumOf([context!, context!]), A.number(1), 'the sum for one context');
    const [first, second] = own.map((v) => A.sigmoid(A.number(v * theta!)));
    const expected = A.add(A.number(1), A.sub(first!, second!));
    claim.equal(await sumOf(own), expected, 'the sum where each word is its own input');
  },
  C11: async ({ A, run, inputs, random, claim }) => {
    const leaves = randomLeaves(random);
    const all = allWords(inputs, leaves, random);
    const p = probabilities(A, (await run(all)).loss!);
    const [u, v] = [0, 0].map(() => random.integer(0, leaves.words - 1)) as [number, number];
    // Both words in one path: the turns to the one, then those to the other.
    const both = (first: number, second: number) => {
      const join = (name: 'path' | 'code' | 'mask') =>
        one([first, second].flatMap((word) => [...slice(all[name]!, 0, word, word + 1).data]));
      const x = slice(all.x!, 0, 0, 1);
      return { x, theta: all.theta!, path: join('path'), code: join('code'), mask: join('mask') };
    };
    const joint = async (first: number, second: number) =>
      probabilities(A, (await run(both(first, second))).loss!)[0]!;
    claim.equal(await joint(u, v), A.mul(p[u]!, p[v]!), 'the probability of both words');
    const slots = await Promise.all(Array.from({ length: leaves.words }, (_, word) => joint(u, word)));
    claim.equal(A.sum(slots), p[u]!, 'the sum over the second slot');
    claim.equal(A.sum(p), A.number(1), 'the sum over a slot');
  },
  C12: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const x = inputs.x!;
    const cotangent = fill(x, [x.shape[0]!], () => 1);
    const moved = map(x, () => random.integer(-8, 8) / 8);
    for (const share of [1, 1 / 2]) {
      const after = { ...inputs, x: map(x, (value, n) => value + share * moved.data[n]!) };
      const step = await Promise.all(
        [inputs, after].map(async (at) => {
          const along = combine((await vjp(at, { loss: cotangent })).x!, exact(A, moved), A.mul);
          return A.mul(A.number(share), A.sum(along.data));
        }),
      );
      const costs = await Promise.all([inputs, after].map(async (at) => A.sum((await run(at)).loss!.data)));
      const change = A.sub(costs[1]!, costs[0]!);
      claim.atMost(step[0]!, change, `the slope before, times ${share},`);
      claim.atMost(change, step[1]!, `the change of the cost, times ${share},`);
    }
  }),
});
