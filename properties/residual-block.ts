import type { Values } from '../reference/lib/evaluate.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/residual-block.ts';
import { fitsSignature } from './lib/fitting.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { combine, exact, inner } from './lib/products.ts';
import { fill, map } from './lib/tensors.ts';

type Block = Record<'x' | 'W1' | 'b1' | 'W2' | 'b2', Tensor>;

const zero = (tensor: Tensor) => map(tensor, () => 0);
const quiet = (inputs: Tensors): Tensors => ({ ...inputs, W2: zero(inputs.W2!), b2: zero(inputs.b2!) });

/** A block whose branch is the affine map M x + c: two hidden units for each number, one of which is open. */
function affineBranch(inputs: Tensors, M: readonly (readonly number[])[], c: readonly number[]): Tensors {
  const D = M.length;
  const sign = (j: number) => (j < D ? 1 : -1);
  return {
    x: inputs.x!,
    W1: fill(inputs.W1!, [2 * D, D], (n) => (Math.floor(n / D) % D === n % D ? sign(Math.floor(n / D)) : 0)),
    b1: fill(inputs.b1!, [2 * D], () => 0),
    W2: fill(inputs.W2!, [D, 2 * D], (n) => sign(n % (2 * D)) * M[Math.floor(n / (2 * D))]![n % D]!),
    b2: fill(inputs.b2!, [D], (o) => c[o]!),
  };
}

const bare = ({ options }: LawContext) => ({ ...options, activate: false });

const eighths = ({ random }: LawContext, length: number) =>
  Array.from({ length }, () => random.integer(-16, 16) / 8);

export default laws(spec, {
  C1: async (context) => {
    const { A, run, inputs, options, claim } = context;
    const still = quiet(inputs);
    claim.same((await run(still, bare(context))).y!, exact(A, inputs.x!), 'y');
    const positive = map(inputs.x!, (x) => Math.max(0, x));
    claim.same((await run(still, { ...options, activate: true })).y!, exact(A, positive), 'y after ReLU');
  },
  C2: async (context) => {
    const { A, run, inputs, claim } = context;
    const { x } = inputs as Block;
    const D = x.shape[1]!;
    const F = Array.from({ length: D }, () => eighths(context, D));
    const c = eighths(context, D);
    const missing = F.map((row, o) => row.map((v, d) => v - (o === d ? 1 : 0)));
    const { y } = await run(affineBranch(inputs, missing, c), bare(context));
    y!.data.forEach((value, n) => {
      const [sample, o] = [Math.floor(n / D), n % D];
      const terms = F[o]!.map((v, d) => A.number(v * x.data[sample * D + d]!));
      claim.equal(value, A.sum([...terms, A.number(c[o]!)]), `f(x)[${n}]`);
    });
  },
  C3: withGradient(async (context) => {
    const { A, vjp, inputs, random, claim } = context;
    const { x } = inputs as Block;
    const D = x.shape[1]!;
    const J = Array.from({ length: D }, () => eighths(context, D));
    const y = map(x, () => random.integer(-8, 8) / 8);
    const gradient = (await vjp(affineBranch(away(inputs), J, eighths(context, D)), { y }, bare(context))).x!;
    gradient.data.forEach((value, n) => {
      const [sample, d] = [Math.floor(n / D), n % D];
      const through = J.map((row, o) => A.number(row[d]! * y.data[sample * D + o]!));
      claim.equal(value, A.sum([A.number(y.data[n]!), ...through]), `dx[${n}]`);
    });
  }),
  C4: async (context) => {
    const { A, run, inputs, options, claim } = context;
    const open = (await run(inputs, bare(context))).y!;
    const { y } = await run(inputs, { ...options, activate: true });
    const positive = { ...open, data: open.data.map((value) => A.max(A.number(0), value)) };
    claim.same(y!, positive, 'y after ReLU');
  },
  C5: async (context) => {
    const { A, run, inputs, random, claim } = context;
    const x = away(inputs).x!;
    const epsilon = 2 ** -random.integer(6, 10);
    const h = exact(
      A,
      map(x, () => random.integer(-8, 8) / 8),
    );
    const target = combine(exact(A, x), h, (a, b) => A.add(a, A.mul(A.number(epsilon), b)));
    const missed = (y: Values<Value>) => {
      const off = combine(target, y, A.sub);
      return inner(A, off, off);
    };
    const start = (await run(quiet({ ...inputs, x }), bare(context))).y!;
    claim.equal(missed(start), A.mul(A.number(epsilon ** 2), inner(A, h, h)), 'what the block misses');
    const plain = missed(exact(A, zero(x)));
    // ‖x + εh‖ ≥ ‖x‖ − ε‖h‖ and ‖h‖ ≤ 8‖x‖ where no |x| is below ⅛.
    const least = A.mul(A.power(A.number(1 - 8 * epsilon), 2), inner(A, exact(A, x), exact(A, x)));
    claim.atMost(least, plain, 'what a plain layer misses');
    claim.that(A.less(missed(start), plain) === true, 'the block misses no less than a plain layer');
  },
  C6: async ({ run, inputs, options, claim }) => {
    const { x, W2, b2 } = inputs as Block;
    const { y } = await run(inputs);
    claim.that(String(y!.shape) === String(x.shape), `y has the shape [${y!.shape}]`);
    const [D, H] = W2.shape as [number, number];
    const wider = { W2: fill(W2, [D + 1, H], () => 1), b2: fill(b2, [D + 1], () => 1) };
    claim.that(!fitsSignature(spec, { ...inputs, ...wider }, options), 'a branch wider than its input fits');
  },
});

/** No number of x is zero, where ReLU has a kink. */
function away(inputs: Tensors): Tensors {
  return { ...inputs, x: map(inputs.x!, (v) => (v === 0 ? 1 : v)) };
}
