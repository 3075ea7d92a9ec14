import type { FormulaImplementation, Options, Tensor, Tensors } from '../../../lib/contract.ts';
import { skip } from '../skip.ts';
import type { Tf, TfTensor } from './api.ts';
import { type Backend, useBackend } from './find.ts';

export type TfTensors = Readonly<Record<string, TfTensor>>;

/** A formula by one of the library's functions; `x` has the formula's inputs, `o` its options. */
export interface TfFormula {
  readonly variant?: string;
  readonly supports?: NonNullable<FormulaImplementation['supports']>;
  readonly requires?: readonly string[];
  /** The backends that have the kernels of its gradient, where not all have. */
  readonly gradientOn?: readonly Backend[];
  // biome-ignore lint/suspicious/noExplicitAny: each formula names the types of its own options.
  readonly lacksGradient?: (o: any) => string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: each formula names the types of its own options.
  readonly run: (tf: Tf, x: TfTensors, o: any) => TfTensors;
}

export type TfFormulas = Readonly<Record<string, TfFormula>>;

/** Forward by the library's function, gradient by the library's tape. */
export function bind(tf: Tf, backend: Backend, { run, ...more }: TfFormula): FormulaImplementation {
  const { gradientOn = [backend], lacksGradient, ...declared } = more;

  const scope = <T>(work: () => T): T => {
    useBackend(tf, backend);
    return tf.tidy(work);
  };

  const forward = (inputs: Tensors, options: Options): Tensors =>
    scope(() => {
      const outputs = run(
        tf,
        mapValues(inputs, (tensor) => toTf(tf, tensor)),
        options,
      );
      return taken(outputs);
    });

  const vjp = (inputs: Tensors, options: Options, cotangents: Tensors): Tensors => {
    const lack = lacksGradient?.(options);
    if (lack !== undefined) skip(lack);
    return scope(() => {
      const x = mapValues(inputs, (tensor) => toTf(tf, tensor));
      const names = Object.keys(x).filter((name) => x[name].dtype === 'float32');
      let outputs: TfTensors = {};
      // The tape wants one number: Σ ⟨cotangent, output⟩, whose gradient is the one that is asked for.
      const weighed = (...floats: TfTensor[]) => {
        outputs = run(
          tf,
          { ...x, ...Object.fromEntries(names.map((name, k) => [name, floats[k]])) },
          options,
        );
        const terms = Object.entries(cotangents).map(([name, cotangent]) =>
          tf.sum(tf.mul(outputs[name], toTf(tf, cotangent))),
        );
        return terms.reduce((a, b) => tf.add(a, b));
      };
      const gradients = tf.grads(weighed)(names.map((name) => x[name]));
      release(outputs);
      return taken(Object.fromEntries(names.map((name, k) => [name, gradients[k]])));
    });
  };

  return { ...declared, forward, ...(gradientOn.includes(backend) ? { vjp } : {}) };
}

export function toTf(tf: Tf, { shape, data }: Tensor): TfTensor {
  return tf.tensor(data, shape, data instanceof Int32Array ? 'int32' : 'float32');
}

/** Copies, because the library may hand out its own memory. */
export function fromTf(tensor: TfTensor): Tensor {
  const values = tensor.dataSync();
  return { shape: [...tensor.shape], data: Float32Array.from(values) };
}

function taken(tensors: TfTensors): Tensors {
  const copies = mapValues(tensors, fromTf);
  release(tensors);
  return copies;
}

/** Frees what a layer's own scope would have freed too early and was kept for that reason. */
function release(tensors: TfTensors): void {
  for (const tensor of Object.values(tensors)) if (tensor.kept) tensor.dispose();
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, f: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, f(value)]));
}
