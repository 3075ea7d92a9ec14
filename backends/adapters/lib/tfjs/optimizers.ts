import type { FormulaImplementation, Options, Tensor, Tensors } from '../../../lib/contract.ts';
import type { Tf, TfOptimizer } from './api.ts';
import { fromTf, toTf } from './bind.ts';
import { type Backend, useBackend } from './find.ts';

interface TfOptimizerFormula {
  readonly variant?: string;
  readonly supports?: NonNullable<FormulaImplementation['supports']>;
  /** The state inputs, in the order in which the optimizer holds its weights. */
  readonly states: readonly string[];
  /** Weights that the optimizer holds after these and the formula has not. */
  readonly extra?: number;
  // biome-ignore lint/suspicious/noExplicitAny: each optimizer names the types of its own options.
  readonly make: (tf: Tf, o: any) => TfOptimizer;
}

const optimizers: Readonly<Record<string, TfOptimizerFormula>> = {
  sgd: { states: [], make: (tf) => tf.train.sgd(1) },
  // v = mu v + g ; theta -= lr v
  momentum: {
    variant: 'lr-outside-buffer',
    states: ['v'],
    make: (tf, { mu }: { mu: number }) => tf.train.momentum(1, mu, false),
  },
  nesterov: {
    variant: 'lr-outside-buffer',
    states: ['v'],
    make: (tf, { mu }: { mu: number }) => tf.train.momentum(1, mu, true),
  },
  adagrad: {
    supports: { eps: [1e-7] },
    states: ['s'],
    make: (tf) => tf.train.adagrad(1, 0),
  },
  rmsprop: {
    states: ['s'],
    extra: 1, // its momentum, which is 0
    make: (tf, { rho, eps }: { rho: number; eps: number }) => tf.train.rmsprop(1, rho, 0, eps),
  },
  adadelta: {
    states: ['s', 'd'],
    make: (tf, { rho, eps }: { rho: number; eps: number }) => tf.train.adadelta(1, rho, eps),
  },
  adam: {
    states: ['m', 'v'],
    make: (tf, { beta1, beta2, eps }: { beta1: number; beta2: number; eps: number }) =>
      tf.train.adam(1, beta1, beta2, eps),
  },
};

/** The optimizers of tf.train, stepped through g[t] with the rate lr[t]. Forward only: assignments leave no tape. */
export function bindOptimizers(tf: Tf, backend: Backend): Record<string, FormulaImplementation> {
  const entries = Object.entries(optimizers).map(([name, formula]) => {
    const { states: _, extra: __, make: ___, ...declared } = formula;
    const forward = (inputs: Tensors, options: Options) => step(tf, backend, formula, inputs, options);
    return [name, { ...declared, forward }] as const;
  });
  return Object.fromEntries(entries);
}

/** Frees by hand: `tidy` cannot hold a scope open while the optimizer's weights are awaited. */
async function step(
  tf: Tf,
  backend: Backend,
  { states, extra = 0, make }: TfOptimizerFormula,
  inputs: Tensors,
  options: Options,
): Promise<Tensors> {
  useBackend(tf, backend);
  const theta = variable(tf, inputs.theta);
  const optimizer = make(tf, options);
  if (states.length > 0) {
    const given = states.map((name) => ({ name, tensor: toTf(tf, inputs[name]) }));
    const zeros = Array.from({ length: extra }, () => ({ name: 'zero', tensor: tf.zeros(theta.shape) }));
    const iterations = { name: 'iter', tensor: tf.scalar(Number(options.t0 ?? 0), 'int32') };
    const weights = [iterations, ...given, ...zeros];
    await optimizer.setWeights(weights);
    for (const { tensor } of weights) tensor.dispose();
  }
  useBackend(tf, backend);
  const { g, lr } = inputs;
  const [steps, n] = g.shape;
  for (let t = 0; t < steps; t++) {
    setRate(optimizer, lr.data[t]);
    const tensor = tf.tensor(g.data.subarray(t * n, (t + 1) * n), [n], 'float32');
    optimizer.applyGradients([{ name: theta.name, tensor }]);
    tensor.dispose();
  }
  const weights = await optimizer.getWeights();
  const outputs: [string, Tensor][] = states.map((name, k) => [`${name}1`, fromTf(weights[k + 1].tensor)]);
  outputs.push(['theta1', fromTf(theta)]);
  weights[0].tensor.dispose();
  optimizer.dispose();
  theta.dispose();
  return Object.fromEntries(outputs);
}

function variable(tf: Tf, tensor: Tensor) {
  const initial = toTf(tf, tensor);
  const made = tf.variable(initial);
  initial.dispose();
  return made;
}

function setRate(optimizer: TfOptimizer, rate: number): void {
  if (optimizer.setLearningRate === undefined) optimizer.learningRate = rate;
  else optimizer.setLearningRate(rate);
}
