import spec from '../spec/chain-rule.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { type LawContext, laws, seldom, type Value, withGradient } from './lib/laws.ts';
import { ORDERS } from './lib/orders.ts';
import { exact, inner } from './lib/products.ts';
import { shareIs } from './lib/sequential.ts';
import { fill, lanes, map } from './lib/tensors.ts';

/** The element at [a, b, c] of a table of this shape. */
const at = ([, B, C]: readonly number[], [a, b, c]: readonly number[]): number => (a! * B! + b!) * C! + c!;

/** Axis k of the result is axis order[k] of w. */
function turned(w: Tensor, order: readonly number[]): Tensor {
  const shape = order.map((axis) => w.shape[axis]!);
  return fill(w, shape, (n) => {
    const text = [
      Math.floor(n / (shape[1]! * shape[2]!)),
      Math.floor(n / shape[2]!) % shape[1]!,
      n % shape[2]!,
    ];
    return w.data[
      at(
        w.shape,
        [0, 1, 2].map((axis) => text[order.indexOf(axis)]!),
      )
    ]!;
  });
}

/** A table of texts of two words, from how often each comes. */
const ofTwoWords = ({ inputs }: LawContext, often: (a: number, b: number, c: number) => number): Tensor =>
  fill(inputs.w!, [2, 2, 2], (n) => often(n >> 2, (n >> 1) & 1, n & 1));

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const w = exact(A, inputs.w!).data;
    const total = A.sum(w);
    (await run(inputs)).joint!.data.forEach((value, n) => {
      claim.equal(value, A.div(w[n]!, total), `the joint probability of text ${n}`);
    });
  },
  C2: async ({ A, run, inputs, claim }) => {
    const { joint } = await run(inputs);
    claim.equal(A.sum(joint!.data), A.number(1), 'the sum over all texts');
    for (const value of joint!.data) claim.atMost(A.number(0), value, 'zero beside a probability');
  },
  C3: async ({ A, run, inputs, claim }) => {
    const { p1, p2, p3 } = await run(inputs);
    for (const conditional of [p1!, p2!, p3!])
      for (const lane of lanes(conditional, -1)) {
        claim.equal(A.sum(lane), A.number(1), 'the sum over the next word');
        for (const value of lane) claim.atMost(A.number(0), value, 'zero beside a probability');
      }
  },
  C4: async ({ run, inputs, claim }) => {
    const { shape } = inputs.w!;
    const first = (await run(inputs)).joint!;
    for (const order of ORDERS) {
      const { joint } = await run({ w: turned(inputs.w!, order) });
      first.data.forEach((value, n) => {
        const text = [
          Math.floor(n / (shape[1]! * shape[2]!)),
          Math.floor(n / shape[2]!) % shape[1]!,
          n % shape[2]!,
        ];
        const place = at(
          joint!.shape,
          order.map((axis) => text[axis]!),
        );
        claim.equal(joint!.data[place]!, value, `the probability of (${text}) in the order ${order}`);
      });
    }
  },
  C5: async (context) => {
    const { A, run, random, claim } = context;
    const some = () => Array.from({ length: 4 }, () => random.integer(1, 8) / 8);
    const [front, back] = [some(), some()];
    const { p3 } = await run({ w: ofTwoWords(context, (a, b, c) => front[2 * a + b]! * back[2 * b + c]!) });
    const repeats = (await run({ w: ofTwoWords(context, (a, _b, c) => (a === c ? 3 : 1)) })).p3!;
    for (let n = 0; n < 4; n++) {
      claim.equal(p3!.data[n + 4]!, p3!.data[n]!, `the third word ${n & 1} after another first`);
      const [same, other] = [repeats.data[n]!, repeats.data[n + 4]!];
      claim.equal(
        A.abs(A.sub(same, other)),
        A.number(0.5),
        `what the first word makes of the third, ${n & 1}`,
      );
    }
  },
  C6: async (context) => {
    const { A, run, random, claim } = context;
    const often = random.integer(16, 32);
    const w = ofTwoWords(context, (a, b, c) => (a === b && b === c ? often : 1));
    // The last word of each order is given both others.
    const given = await Promise.all(
      [ORDERS[3], ORDERS[1], ORDERS[0]].map(async (order) => (await run({ w: turned(w, order) })).p3!.data),
    );
    const products: Value[] = [];
    for (let n = 0; n < 8; n++) {
      const text = [n >> 2, (n >> 1) & 1, n & 1];
      const factors = [ORDERS[3], ORDERS[1], ORDERS[0]].map(
        (order, k) =>
          given[k]![
            at(
              [2, 2, 2],
              order.map((axis) => text[axis]!),
            )
          ]!,
      );
      products.push(factors.reduce((product, factor) => A.mul(product, factor)));
    }
    claim.atMost(A.number(1.5), A.sum(products), '3/2 beside the sum of the products over all texts');
  },
  C7: seldom(async (context) => {
    const { A, run, random } = context;
    const w = ofTwoWords(context, () => random.integer(1, 8));
    const { p1, p2, p3, joint } = await run({ w });
    const draw = (probability: Value) => (random.next() < A.toNumber(probability) ? 0 : 1);
    const text = () => {
      const a = draw(p1!.data[0]!);
      const b = draw(p2!.data[2 * a]!);
      return 4 * a + 2 * b + draw(p3!.data[4 * a + 2 * b]!);
    };
    const chosen = random.integer(0, 7);
    const share = A.toNumber(joint!.data[chosen]!);
    await shareIs(() => [text() === chosen], share, 0.1, `the share of text ${chosen}`);
  }),
  C8: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const joint = map(inputs.w!, () => random.integer(-8, 8) / 8);
    const { w } = await vjp(inputs, { joint });
    claim.equal(inner(A, w!, exact(A, inputs.w!)), A.number(0), 'the gradient along w');
  }),
});
