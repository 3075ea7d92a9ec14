import spec from '../spec/next-token-statistics.ts';
import { laws } from './lib/laws.ts';
import { shares } from './lib/shares.ts';
import { fill, reorder } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, random, claim }) => {
    const p = shares(inputs.p!, [1, inputs.p!.shape[1]!], random);
    const { nll, entropy } = await run({ p });
    const surprises = nll!.data.filter((_, k) => p.data[k]! > 0);
    const weights = [...p.data].filter((share) => share > 0).map((share) => A.number(share));
    const mean = A.sum(surprises.map((surprise, k) => A.mul(weights[k]!, surprise)));
    claim.equal(entropy!.data[0]!, mean, 'the entropy');
    claim.equal(
      A.sum(surprises.map((surprise) => A.exp(A.neg(surprise)))),
      A.number(1),
      'the sum of exp(−nll)',
    );
  },
  C2: async ({ A, run, inputs, random, claim }) => {
    const K = inputs.p!.shape[1]!;
    const perplexity = async (share: (k: number) => number) =>
      (await run({ p: fill(inputs.p!, [1, K], share) })).perplexity!.data[0]!;
    const mixed = shares(inputs.p!, [1, K], random);
    const some = await perplexity((k) => mixed.data[k]!);
    claim.atMost(A.number(1), some, 'one beside the perplexity');
    claim.atMost(some, A.number(K), 'the perplexity');
    claim.equal(
      await perplexity((k) => Number(k === K - 1)),
      A.number(1),
      'the perplexity of a certain word',
    );
    const words = 2 ** random.integer(0, 4);
    const equal = await run({ p: fill(inputs.p!, [1, words], () => 1 / words) });
    claim.equal(equal.perplexity!.data[0]!, A.number(words), 'the perplexity of equal words');
  },
  C3: async ({ run, inputs, random, claim }) => {
    const order = random.permutation(inputs.p!.shape[1]!);
    const [before, after] = [await run(inputs), await run({ p: reorder(inputs.p!, 1, order) })];
    claim.same(after.nll!, reorder(before.nll!, 1, order), 'nll reordered');
    claim.same(after.entropy!, before.entropy!, 'the entropy');
    claim.same(after.perplexity!, before.perplexity!, 'the perplexity');
  },
  C4: async ({ A, run, inputs, random, claim }) => {
    const p = shares(inputs.p!, [1, inputs.p!.shape[1]!], random, 1);
    const nll = (await run({ p })).nll!.data;
    for (const [k, share] of p.data.entries())
      for (const [j, other] of p.data.entries()) {
        if (share > other)
          claim.that(A.less(nll[j]!, nll[k]!) !== true, `${share} surprises more than ${other}`);
        if (share > 2 * other) claim.that(A.less(nll[k]!, nll[j]!) === true, `${other} surprises as little`);
        if (share === other) claim.equal(nll[k]!, nll[j]!, `the surprise at word ${k}`);
      }
  },
  C5: async ({ A, run, inputs, random, claim }) => {
    const K = inputs.p!.shape[1]!;
    const p = shares(inputs.p!, [1, K], random);
    const halved = fill(p, [1, K + 1], (k) =>
      k === K ? p.data[0]! / 2 : k === 0 ? p.data[0]! / 2 : p.data[k]!,
    );
    const [whole, split] = [await run({ p }), await run({ p: halved })];
    const more = A.mul(A.number(p.data[0]!), A.log(A.number(2)));
    claim.equal(
      split.entropy!.data[0]!,
      A.add(whole.entropy!.data[0]!, more),
      'the entropy with a word split',
    );
  },
});
