import type { Tensor, Tensors } from '../../spec/lib/tensor.ts';
import { longestChain } from './graph.ts';
import { influences, mild } from './influences.ts';
import type { LawContext } from './laws.ts';
import { combine, exact, matmul, transpose } from './products.ts';
import { map, slice } from './tensors.ts';
import { calmed, close, drawn, onlyAt, rounded, slopes, stepOf, total } from './unrolled.ts';

/** What back-propagation through time has to be, in two ways; of a network x[N,T,D], h0[N,H], W, U, b -> h[N,T,H]. */

const zero = (tensor: Tensor) => map(tensor, () => 0);

/** Each step's loss gives the weights a sum of ordered products of Jacobians, and all losses give the sum over the steps. */
export async function claimProductsOfJacobians({
  A,
  run,
  vjp,
  inputs,
  random,
  claim,
}: LawContext): Promise<void> {
  const { x, h0, U } = inputs as Record<'x' | 'h0' | 'U', Tensor>;
  const T = x.shape[1]!;
  const [N, H] = h0.shape as [number, number];
  const { h } = await run(inputs);
  const sent = drawn(h0, h!.shape, random);
  const before = (t: number) => (t === 0 ? exact(A, h0) : stepOf(h!, t - 1));
  const oneSample = (values: ReturnType<typeof exact>, n: number) => slice(values, 0, n, n + 1);
  /** Row vectors from the right: g diag(s_t) U diag(s_t−1) … U diag(s_k), each product of matrices in full. */
  const expanded = (t: number, k: number, n: number) => {
    const diagonal = (step: number) => {
      const slope = oneSample(slopes(A, stepOf(h!, step)), n).data;
      const entry = (at: number) => (Math.floor(at / H) === at % H ? slope[at % H]! : A.number(0));
      const data = Array.from({ length: H * H }, (_, at) => entry(at));
      return { shape: [H, H], data };
    };
    let product: ReturnType<typeof exact> = diagonal(t);
    for (let step = t - 1; step >= k; step--)
      product = matmul(A, matmul(A, product, exact(A, U)), diagonal(step));
    return matmul(A, oneSample(stepOf(exact(A, sent), t), n), product);
  };
  /** For each step what its loss gives the weights, sample by sample and step by step. */
  const ofLoss = (t: number) => {
    const terms = Array.from({ length: (t + 1) * N }, (_, at) => {
      const [k, n] = [Math.floor(at / N), at % N];
      const delta = transpose(expanded(t, k, n));
      return {
        W: matmul(A, delta, oneSample(stepOf(exact(A, x), k), n)),
        U: matmul(A, delta, oneSample(before(k), n)),
      };
    });
    return {
      W: total(
        A,
        terms.map(({ W }) => W),
      ),
      U: total(
        A,
        terms.map(({ U }) => U),
      ),
    };
  };
  const losses = Array.from({ length: T }, (_, t) => ofLoss(t));
  for (const [t, { W, U }] of losses.entries()) {
    const gradient = await vjp(inputs, { h: onlyAt(sent, t) });
    claim.same(gradient.W!, W, `the gradient of W from step ${t}`);
    claim.same(gradient.U!, U, `the gradient of U from step ${t}`);
  }
  const all = await vjp(inputs, { h: sent });
  claim.same(
    all.W!,
    total(
      A,
      losses.map(({ W }) => W),
    ),
    'the gradient of W',
  );
  claim.same(
    all.U!,
    total(
      A,
      losses.map(({ U }) => U),
    ),
    'the gradient of U',
  );
  // Nested: δ_t = (1 − h_t²)∘(g_t + Uᵀ δ_t+1).
  let nested = stepOf(exact(A, zero(sent)), 0);
  let sum = exact(A, zero(inputs.W!));
  for (let t = T - 1; t >= 0; t--) {
    const arriving = total(A, [stepOf(exact(A, sent), t), matmul(A, nested, exact(A, U))]);
    nested = combine(arriving, slopes(A, stepOf(h!, t)), A.mul);
    sum = total(A, [sum, matmul(A, transpose(nested), stepOf(exact(A, x), t))]);
  }
  claim.same(all.W!, sum, 'the nested gradient of W');
}

/**
 * T cells with copies of the weights give the states and the gradients of the one run: one call of each cell forward and
 * one back, over the states that were kept, and as many in a row as there are steps.
 */
export async function claimSeparateCells(context: LawContext): Promise<void> {
  const { A, run, vjp, inputs, random, claim } = context;
  const net = calmed(inputs, 'U');
  const T = net.x!.shape[1]!;
  const whole = (await run(net)).h!;
  const sent = drawn(net.h0!, whole.shape, random);
  const evaluations = { forward: 0, back: 0 };
  const forward = (cell: Tensors) => {
    evaluations.forward++;
    return run(cell);
  };
  const back = (cell: Tensors, cotangents: Tensors) => {
    evaluations.back++;
    return vjp(cell, cotangents);
  };

  const cells: Tensors[] = [];
  let state = net.h0!;
  for (let t = 0; t < T; t++) {
    cells.push({ ...net, x: slice(net.x!, 1, t, t + 1), h0: state });
    state = rounded(A, net.h0!, stepOf((await forward(cells[t]!)).h!, 0));
    close(A, claim, exact(A, state), stepOf(whole, t), `h of cell ${t}`);
  }
  const copies: Awaited<ReturnType<typeof vjp>>[] = [];
  let arriving = zero(net.h0!);
  for (const [t, cell] of [...cells.entries()].reverse()) {
    const here = stepOf(sent, t);
    const h = map(here, (g, n) => g + arriving.data[n]!);
    copies.push(await back(cell, { h: { ...h, shape: [h.shape[0]!, 1, h.shape[1]!] } }));
    arriving = rounded(A, net.h0!, copies.at(-1)!.h0!);
  }

  const shared = await vjp(net, { h: sent });
  for (const name of ['W', 'U', 'b']) {
    const sum = total(
      A,
      copies.map((copy) => copy[name]!),
    );
    close(A, claim, shared[name]!, sum, `the gradient of ${name}`);
  }
  close(A, claim, shared.h0!, exact(A, arriving), 'the gradient of h0');

  const { forward: there, back: again } = evaluations;
  claim.that(there === T && again === T, `${T} steps take ${there} evaluations forward and ${again} back`);
  const chain = longestChain(await influences(context, mild(inputs)));
  claim.that(chain === T + 1, `${chain - 1} of ${T} steps wait for one another`);
}
