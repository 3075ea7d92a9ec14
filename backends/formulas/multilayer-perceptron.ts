import { formula } from '../lib/formula.ts';
import { perceptron, perceptronGradient } from '../lib/two-layers.ts';

/** o = σ(W2 g(W1 x + b1) + b2) for each row of x. */
export default formula(
  'multilayer-perceptron(x[N,D], W1[H,D], b1[H], W2[K,H], b2[K]) -> o[N,K]',
  (options) => ({ activation: options.choice('activation', ['sigmoid', 'tanh', 'relu']) }),
  (k) => ({
    forward: (inputs, sizes, { activation }) => ({ o: perceptron(k, activation, inputs, sizes).o }),

    vjp: (inputs, { o: do_ }, sizes, { activation }) => ({
      ...perceptronGradient(k, activation, inputs, do_, sizes),
    }),
  }),
);
