import spec from '../spec/auxiliary-loss.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { fill, map, reorder } from './lib/tensors.ts';

/** One sample with a cotangent of one. */
const single = (inputs: Tensors, main: number, aux: readonly number[]): Tensors => ({
  main: fill(inputs.main!, [1], () => main),
  aux: fill(inputs.aux!, [1, aux.length], (k) => aux[k]!),
});

/** The gradient of the loss in a stem that reaches the last head with one slope and each other head with its own. */
async function stemGradient(
  { A, vjp, inputs }: LawContext,
  toMain: number,
  toAux: readonly number[],
  options: LawContext['options'],
): Promise<Value> {
  const net = single(inputs, toMain, toAux);
  const { main, aux } = await vjp(net, { loss: map(net.main!, () => 1) }, options);
  const parts = toAux.map((slope, k) => A.mul(A.number(slope), aux!.data[k]!));
  return A.sum([A.mul(A.number(toMain), main!.data[0]!), ...parts]);
}

/** Of sigmoid units on top of each other, with weights of one, whose sums are these. */
const chainSlope = (A: LawContext['A'], nets: readonly number[]): Value =>
  nets.reduce<Value>((slope, net) => {
    const o = A.sigmoid(A.number(net));
    return A.mul(slope, A.mul(o, A.sub(A.number(1), o)));
  }, A.number(1));

export default laws(spec, {
  C1: withGradient(async ({ A, run, vjp, inputs, options, random, claim }) => {
    const alone = { ...options, weight: 0 };
    const loss = map(inputs.main!, () => random.integer(1, 8) / 8);
    const { main, aux } = await vjp(inputs, { loss }, alone);
    (await run(inputs, alone)).loss!.data.forEach((value, n) => {
      claim.equal(value, A.number(inputs.main!.data[n]!), `loss ${n}`);
      claim.equal(main!.data[n]!, A.number(loss.data[n]!), `the gradient of main ${n}`);
    });
    for (const value of aux!.data) claim.equal(value, A.number(0), 'the gradient of a head on the way');
  }),
  C2: withGradient(async (context) => {
    const { A, inputs, options, random, claim } = context;
    const K = inputs.aux!.shape[1]!;
    const slopes = Array.from({ length: K }, () => random.integer(-8, 8) / 8);
    const toMain = random.integer(-8, 8) / 8;
    // Each head is its slope times the stem, so that the loss is too, and moving the stem by one tells its gradient.
    const at = async (stem: number) => {
      const net = single(
        inputs,
        toMain * stem,
        slopes.map((slope) => slope * stem),
      );
      return (await context.run(net)).loss!.data[0]!;
    };
    const rise = A.sub(await at(2), await at(1));
    claim.equal(await stemGradient(context, toMain, slopes, options), rise, 'the gradient of the stem');
  }),
  C3: withGradient(async (context) => {
    const { A, options, random, claim } = context;
    const [ten, three] = [10, 3];
    for (const L of [ten, three]) {
      const nets = Array.from({ length: L }, () => random.integer(-16, 16) / 8);
      claim.atMost(chainSlope(A, nets), A.number(4 ** -L), `the slope of ${L} sigmoids`);
      claim.equal(chainSlope(A, Array(L).fill(0)), A.number(4 ** -L), `that of ${L} sigmoids at zero`);
    }
    const fromMain = await stemGradient(context, 4 ** -ten, [0], options);
    const fromEarly = await stemGradient(context, 0, [4 ** -three], options);
    const times = A.mul(A.number(Number(options.weight)), A.number(4 ** (ten - three)));
    claim.equal(fromEarly, A.mul(times, fromMain), 'what the early head gives the stem');
    claim.equal(
      await stemGradient(context, 4 ** -ten, [4 ** -three], options),
      A.add(fromMain, fromEarly),
      'what both heads give it',
    );
  }),
  C4: async ({ run, inputs, random, claim }) => {
    const order = random.permutation(inputs.aux!.shape[1]!);
    const moved = { ...inputs, aux: reorder(inputs.aux!, 1, order) };
    claim.same((await run(moved)).loss!, (await run(inputs)).loss!, 'the loss');
  },
});
