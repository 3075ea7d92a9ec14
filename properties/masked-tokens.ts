import type { Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/masked-tokens.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { integer } from './lib/case.ts';
import { reorder } from './lib/tensors.ts';

const MASK = 3;
const FIRST_WORD = 4;
const VOCABULARY = 30000;
/** A draw of 1000 for the selection, one of ten for its kind. */
const DRAWS = 1000 * 10;

/** A token at as many positions as there are pairs of these draws, each once. */
function everyDraw(token: number, replacement: number): Tensors {
  const tensor = (entry: (n: number) => number) =>
    integer(
      [DRAWS],
      Array.from({ length: DRAWS }, (_, n) => entry(n)),
    );
  return {
    tokens: tensor(() => token),
    select: tensor((n) => Math.floor(n / 10)),
    kind: tensor((n) => n % 10),
    replacement: tensor(() => replacement),
  };
}

const read = ({ corrupted, labels }: Tensors) => ({
  corrupted: [...corrupted!.data],
  labels: [...labels!.data],
});

export default algorithmLaws(spec, {
  C1: async ({ random, run, that }) => {
    const token = random.integer(FIRST_WORD, VOCABULARY - 2);
    const other = token + 1;
    const { corrupted, labels } = read(await run(everyDraw(token, other)));
    const share = (count: number, of: number, what: string) =>
      that(count === of, `${count / DRAWS} of all draws ${what}, ${of / DRAWS} must`);
    const selected = (n: number) => labels[n] !== -1;
    share(labels.filter((label) => label !== -1).length, 1500, 'select the word');
    share(corrupted.filter((now, n) => selected(n) && now === MASK).length, 1200, 'mask it');
    share(corrupted.filter((now, n) => selected(n) && now === other).length, 150, 'replace it');
    share(
      corrupted.filter((now, n) => selected(n) && now === token).length,
      150,
      'select it and change nothing',
    );
    share(corrupted.filter((now, n) => !selected(n) && now === token).length, 8500, 'leave it alone');
  },
  C2: async ({ random, run, that }) => {
    const token = random.integer(0, FIRST_WORD - 1);
    const { corrupted, labels } = read(await run(everyDraw(token, FIRST_WORD)));
    that(
      corrupted.every((now, n) => now === token && labels[n] === -1),
      `the special token ${token} is selected by some draw`,
    );
  },
  C3: async ({ inputs, run, that }) => {
    const { corrupted, labels } = read(await run(inputs));
    for (const [n, token] of inputs.tokens!.data.entries()) {
      that(
        labels[n] === -1 || labels[n] === token,
        `the label at ${n} is ${labels[n]}, the token was ${token}`,
      );
      that(labels[n] !== -1 || corrupted[n] === token, `the token at ${n} changes without a label`);
    }
  },
  C4: async ({ inputs, random, run, that }) => {
    const order = random.permutation(inputs.tokens!.data.length);
    const turned = Object.fromEntries(
      Object.entries(inputs).map(([name, tensor]) => [name, reorder(tensor, 0, order)]),
    );
    const [before, after] = [read(await run(inputs)), read(await run(turned))];
    for (const name of ['corrupted', 'labels'] as const)
      that(
        String(after[name]) === String(order.map((n) => before[name][n])),
        `${name} of a position depends on the draws of another`,
      );
  },
  C5: async ({ random, run, that }) => {
    const V = VOCABULARY;
    const token = random.integer(FIRST_WORD, V - 1);
    const tensor = (entry: (n: number) => number) =>
      integer(
        [V],
        Array.from({ length: V }, (_, n) => entry(n)),
      );
    const random8 = { select: tensor(() => 0), kind: tensor(() => 8) };
    const all = { ...random8, tokens: tensor(() => token), replacement: tensor((n) => n) };
    const { corrupted, labels } = read(await run(all));
    that(String(corrupted) === String([...all.replacement.data]), `the random tokens are ${corrupted}`);
    that(
      labels.every((label) => label === token),
      `the labels are ${labels}, and not ${token}`,
    );
    // 0.15·(0.8 + 0.1·(1 − 1/V)) of all words change: less than 0.135, and not 0.15.
    const changed = 1200 * V + 150 * corrupted.filter((now) => now !== token).length;
    const all10000 = DRAWS * V;
    that(changed * 1000 < 135 * all10000, `${changed / all10000} of all draws change the word`);
  },
});
