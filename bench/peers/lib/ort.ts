import type { Floats } from '../../../backends/lib/kernels.ts';
import { joined, reordered } from './arrays.ts';
import type { Inputs } from './inputs.ts';
import type { Elementwise, Library, Ready, Runs } from './library.ts';
import { type Graph, type Node, onnxModel } from './onnx.ts';

/** What is used of ONNX Runtime; its own types come only with the package, which is optional. */
interface Tensor {
  readonly data: Float32Array;
}

interface Session {
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
}

interface Ort {
  readonly env: {
    readonly versions: { readonly web?: string; readonly common: string };
    readonly wasm: { numThreads: number };
    logLevel: string;
  };
  readonly Tensor: new (type: 'float32', data: Floats, shape: readonly number[]) => Tensor;
  readonly InferenceSession: {
    create(model: Uint8Array, options: { readonly executionProviders: readonly ['wasm'] }): Promise<Session>;
  };
}

/**
 * ONNX Runtime in WebAssembly. It copies operands into its heap and results out of it at every call; where a call is
 * short, the copies are not counted: eleven operations in a row less one of them. Weights are constants of the graph.
 */
export const onnxRuntime = (parallel: boolean): Library => ({
  role: 'peer',
  packages: ['onnxruntime-web@1.30.0'],
  parallel,
  async open({ find, threads }) {
    const ort = find('onnxruntime-web') as Ort;
    ort.env.wasm.numThreads = parallel ? threads : 1;
    ort.env.logLevel = 'error';
    return { version: ort.env.versions.web ?? ort.env.versions.common, runs: runsOf(ort) };
  },
});

/** How many operations more than one there are in a row. */
const MORE = 10;

function runsOf(ort: Ort): Runs {
  const session = async (graph: Graph, inputs: Inputs) => {
    const created = await ort.InferenceSession.create(onnxModel(graph), { executionProviders: ['wasm'] });
    const feeds = Object.fromEntries(
      Object.entries(graph.inputs).map(([name, shape]) => [
        name,
        new ort.Tensor('float32', inputs[name], shape),
      ]),
    );
    return () => created.run(feeds);
  };
  const ready = async (graph: Graph, inputs: Inputs): Promise<Ready> => {
    const run = await session(graph, inputs);
    const result = async () => {
      const answer = await run();
      return joined(graph.outputs.map((name) => answer[name].data));
    };
    return { run, result };
  };
  /** An operation whose result has the shape of its operand x. */
  const inRow = async (graph: Omit<Graph, 'nodes' | 'outputs'>, node: Omit<Node, 'outputs'>, all: Inputs) => {
    const nodes = Array.from({ length: MORE + 1 }, (_, n) => ({
      ...node,
      inputs: [n === 0 ? 'x' : `y${n - 1}`, ...node.inputs.slice(1)],
      outputs: [`y${n}`],
    }));
    const one = await ready({ ...graph, nodes: nodes.slice(0, 1), outputs: ['y0'] }, all);
    const run = await session({ ...graph, nodes, outputs: [`y${MORE}`] }, all);
    return { ...one, run, beside: { run: one.run, times: MORE } };
  };
  const map =
    (op: string): Elementwise =>
    ({ sizes: { length } }, inputs) =>
      inRow({ inputs: { x: [length] } }, { op, inputs: ['x'] }, inputs);
  return {
    matmul({ sizes: { n } }, inputs) {
      const nodes = [{ op: 'MatMul', inputs: ['a', 'b'], outputs: ['y'] }];
      return ready({ nodes, inputs: { a: [n, n], b: [n, n] }, outputs: ['y'] }, inputs);
    },
    convolve({ inputs: { x, w }, sizes: { pad, E } }, inputs) {
      const attributes = { pads: [pad, pad, pad, pad] };
      const nodes = [{ op: 'Conv', inputs: ['x', 'w', 'bias'], outputs: ['y'], attributes }];
      const constants = {
        w: { shape: w.shape, data: inputs.w },
        bias: { shape: [E], data: inputs.bias },
      };
      return ready({ nodes, inputs: { x: x.shape }, constants, outputs: ['y'] }, inputs);
    },
    softmax: ({ sizes: { rows, columns } }, inputs) =>
      inRow({ inputs: { x: [rows, columns] } }, { op: 'Softmax', inputs: ['x'] }, inputs),
    layerNorm({ sizes: { rows, columns } }, inputs) {
      const constants = {
        gamma: { shape: [columns], data: inputs.gamma },
        beta: { shape: [columns], data: inputs.beta },
      };
      const attributes = { epsilon: { float: 1e-5 } };
      const node = { op: 'LayerNormalization', inputs: ['x', 'gamma', 'beta'], attributes };
      return inRow({ inputs: { x: [rows, columns] }, constants }, node, inputs);
    },
    sigmoid: map('Sigmoid'),
    tanh: map('Tanh'),
    exp: map('Exp'),
    maxPool({ inputs: { x }, sizes: { kernel, stride } }, inputs) {
      const attributes = { kernel_shape: [kernel, kernel], strides: [stride, stride] };
      const nodes = [{ op: 'MaxPool', inputs: ['x'], outputs: ['y'], attributes }];
      return ready({ nodes, inputs: { x: x.shape }, outputs: ['y'] }, inputs);
    },
    lstmStep({ sizes: { N, D, H } }, inputs) {
      const gates = [0, 3, 1, 2]; // i o f g
      const bias = joined([reordered(inputs.b, gates), new Float32Array(4 * H)]);
      const constants = {
        W: { shape: [1, 4 * H, D], data: reordered(inputs.W, gates) },
        U: { shape: [1, 4 * H, H], data: reordered(inputs.U, gates) },
        b: { shape: [1, 8 * H], data: bias },
      };
      const node: Node = {
        op: 'LSTM',
        inputs: ['x', 'W', 'U', 'b', '', 'h', 'c'],
        outputs: ['', 'h1', 'c1'],
        attributes: { hidden_size: H },
      };
      const operands = { x: [1, N, D], h: [1, N, H], c: [1, N, H] };
      return ready({ nodes: [node], inputs: operands, constants, outputs: ['h1', 'c1'] }, inputs);
    },
    // One head of each of the stack: heads of one sample would have to be interleaved.
    attention({ sizes: { batch, N, M, D, E } }, inputs) {
      const operands = { Q: [batch, N, D], K: [batch, M, D], V: [batch, M, E] };
      const nodes = [
        {
          op: 'MultiHeadAttention',
          domain: 'com.microsoft',
          inputs: ['Q', 'K', 'V'],
          outputs: ['y'],
          attributes: { num_heads: 1 },
        },
      ];
      return ready({ nodes, inputs: operands, outputs: ['y'] }, inputs);
    },
  };
}
