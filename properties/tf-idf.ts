import type { Tensor } from '../spec/lib/tensor.ts';
import spec from '../spec/tf-idf.ts';
import { laws } from './lib/laws.ts';
import { fill, lanes, map } from './lib/tensors.ts';

/** In how many documents each term is. */
const documentsOf = ({ shape, data }: Tensor): number[] =>
  lanes({ shape, data: [...data] }, 1).map((counts) => counts.filter((count) => count > 0).length);

export default laws(spec, {
  C1: async ({ A, run, inputs, random, claim }) => {
    const D = inputs.n!.shape[1]!;
    const everywhere = random.integer(0, inputs.n!.shape[0]! - 1);
    const n = map(inputs.n!, (count, at) => (Math.floor(at / D) === everywhere ? count + 1 : count));
    (await run({ n })).w!.data.forEach((weight, at) => {
      claim.atMost(A.number(0), weight, 'zero beside a weight');
      if (Math.floor(at / D) === everywhere)
        claim.equal(weight, A.number(0), 'the weight of a term in every document');
    });
  },
  C2: async ({ A, run, inputs, random, claim }) => {
    const D = random.integer(2, 5);
    const few = random.integer(1, D - 1);
    // Both terms come equally often in the first document, the second in one more document at least.
    const n = fill(inputs.n!, [2, D], (at) => (at < D ? (at < few ? 2 : 0) : at - D <= few ? 2 : 0));
    const { data } = (await run({ n })).w!;
    const gap = A.div(A.log(A.ratio(BigInt(few + 1), BigInt(few))), A.number(2));
    claim.equal(A.sub(data[0]!, data[D]!), gap, 'how much more the rarer term weighs');
    claim.atMost(A.number(0.08), A.sub(data[0]!, data[D]!), '0.08 beside that');
  },
  C3: async ({ run, inputs, random, claim }) => {
    const D = inputs.n!.shape[1]!;
    const document = random.integer(0, D - 1);
    const longer = map(inputs.n!, (count, at) => (at % D === document ? 2 * count : count));
    claim.same((await run({ n: longer })).w!, (await run(inputs)).w!, 'w of the longer document');
  },
  C4: async ({ run, inputs, claim }) => {
    const [T, D] = inputs.n!.shape as [number, number];
    const twice = fill(
      inputs.n!,
      [T, 2 * D],
      (at) => inputs.n!.data[Math.floor(at / (2 * D)) * D + (at % D)]!,
    );
    const { w } = await run(inputs);
    const [once, again] = [w!, (await run({ n: twice })).w!];
    again.data.forEach((weight, at) => {
      const from = Math.floor(at / (2 * D)) * D + (at % D);
      claim.equal(weight, once.data[from]!, `weight ${at} of documents written twice`);
    });
  },
  C5: async ({ A, run, inputs, claim }) => {
    const [, D] = inputs.n!.shape as [number, number];
    const n = map(inputs.n!, (count) => count + 1).data.map((count, at) => (at === 0 && D > 1 ? 0 : count));
    const table = fill(inputs.n!, inputs.n!.shape, (at) => n[at]!);
    const documents = documentsOf(table);
    const totals = lanes({ shape: table.shape, data: [...table.data] }, 0).map((column) =>
      column.reduce((sum, count) => sum + count, 0),
    );
    (await run({ n: table })).w!.data.forEach((weight, at) => {
      const [i, j] = [Math.floor(at / D), at % D];
      if (table.data[at] === 0) return;
      const share = A.div(A.number(table.data[at]!), A.number(totals[j]!));
      const turned = A.mul(share, A.log(A.ratio(BigInt(documents[i]!), BigInt(D))));
      claim.equal(A.add(weight, turned), A.number(0), `weight ${at} and the one turned round`);
      claim.atMost(turned, A.number(0), `the one turned round, ${at}`);
    });
  },
  C6: async ({ A, run, inputs, claim }) => {
    const n = map(inputs.n!, (count) => count + 1);
    const [T, D] = n.shape as [number, number];
    // The first term misses the last document, and no other term is missing anywhere.
    const missing = fill(n, [T + 1, D + 1], (at) => (at < D ? 1 : at === D ? 0 : 1 + (at % 3)));
    const columns = lanes({ shape: missing.shape, data: [...missing.data] }, 0);
    lanes((await run({ n: missing })).w!, 0).forEach((weights, j) => {
      const total = columns[j]!.reduce((sum, count) => sum + count, 0);
      const share = A.ratio(BigInt(columns[j]![0]!), BigInt(total));
      const rarity = A.log(A.ratio(BigInt(D + 1), BigInt(D)));
      claim.equal(A.sum(weights), A.mul(share, rarity), `the weights of document ${j}`);
    });
  },
});
