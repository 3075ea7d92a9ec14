import { type Shape, transposed } from './images.ts';
import { type Law, withGradient } from './laws.ts';
import { exact, inner } from './products.ts';
import { fill, lanes, map } from './tensors.ts';

/** Laws of every convolution of x[N,C,H,W] with a kernel w and a bias b of each channel of y. */

/** A kernel of zeros gives the bias, and an image twice as large a result twice as far from it. */
export const affineInImage: Law = async ({ A, run, inputs, claim }) => {
  const bias = (n: number, shape: readonly number[]) =>
    A.number(inputs.b!.data[Math.floor(n / (shape[2]! * shape[3]!)) % shape[1]!]!);
  const empty = (await run({ ...inputs, w: map(inputs.w!, () => 0) })).y!;
  empty.data.forEach((value, n) => {
    claim.equal(value, bias(n, empty.shape), `element ${n} of an empty kernel`);
  });
  const once = (await run(inputs)).y!;
  const twice = (await run({ ...inputs, x: map(inputs.x!, (value) => 2 * value) })).y!;
  twice.data.forEach((value, n) => {
    const must = A.sub(A.mul(A.number(2), once.data[n]!), bias(n, once.shape));
    claim.equal(value, must, `element ${n} of twice the image`);
  });
};

/** Rows for columns in image and kernel are rows for columns in the result. */
export const transposes: Law = async ({ run, inputs, claim }) => {
  const turned = { ...inputs, x: transposed(inputs.x!), w: transposed(inputs.w!) };
  claim.same((await run(turned)).y!, transposed((await run(inputs)).y!), 'y transposed');
};

/** ⟨x, dx⟩ = ⟨w, dw⟩ = ⟨y, dy⟩ without a bias, whose own gradient is the sum over its map. */
export const bilinear = withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
  const plain = { ...inputs, b: map(inputs.b!, () => 0) };
  const { y } = await run(plain);
  const cotangent = fill(inputs.x!, y!.shape, () => random.integer(-8, 8) / 8);
  const { x, w, b } = await vjp(plain, { y: cotangent });
  const product = inner(A, y!, exact(A, cotangent));
  claim.equal(inner(A, x!, exact(A, inputs.x!)), product, 'x·dx');
  claim.equal(inner(A, w!, exact(A, inputs.w!)), product, 'w·dw');
  const [N, F, P, Q] = y!.shape as Shape;
  const maps = lanes({ shape: [N, F, P * Q], data: exact(A, cotangent).data }, 2).map((one) => A.sum(one));
  b!.data.forEach((value, o) => {
    const sums = Array.from({ length: N }, (_, n) => maps[n * F + o]!);
    claim.equal(value, A.sum(sums), `the gradient of bias ${o}`);
  });
});
