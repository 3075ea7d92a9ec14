import type { Floats } from '../../../backends/lib/kernels.ts';

/** An ONNX model of float32 tensors, in as much of its protocol buffers as benchmarks need. */

export interface Node {
  readonly op: string;
  readonly domain?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Whole numbers and lists of them are written as such; `float` says which are not. */
  readonly attributes?: Readonly<Record<string, number | readonly number[] | { readonly float: number }>>;
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  /** Known beforehand, so that the runtime may rearrange them once. */
  readonly constants?: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Floats }>>;
  readonly outputs: readonly string[];
}

type Bytes = readonly Uint8Array[];

const [VARINT, BYTES, FIXED32] = [0, 2, 5];
const [FLOAT, INT, INTS] = [1, 2, 7];
const FLOAT32 = 1;

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

const key = (field: number, type: number) => varint(field * 8 + type);
const whole = (field: number, value: number): Bytes => [key(field, VARINT), varint(value)];
const raw = (field: number, value: Uint8Array): Bytes => [key(field, BYTES), varint(value.length), value];
const text = (field: number, value: string): Bytes => raw(field, new TextEncoder().encode(value));
const message = (field: number, ...parts: readonly Bytes[]): Bytes =>
  raw(field, Uint8Array.from(Buffer.concat(parts.flat())));
const single = (field: number, value: number): Bytes => [
  key(field, FIXED32),
  new Uint8Array(Float32Array.of(value).buffer),
];

function attribute(name: string, value: NonNullable<Node['attributes']>[string]): Bytes {
  if (typeof value === 'number') return message(5, text(1, name), whole(3, value), whole(20, INT));
  if ('float' in value) return message(5, text(1, name), single(2, value.float), whole(20, FLOAT));
  return message(5, text(1, name), ...value.map((n) => whole(8, n)), whole(20, INTS));
}

const nodeOf = ({ op, domain, inputs, outputs, attributes = {} }: Node): Bytes =>
  message(
    1,
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => attribute(name, value)),
    ...(domain ? [text(7, domain)] : []),
  );

/** An input or output: its shape may be left to the runtime. */
function value(field: number, name: string, shape?: readonly number[]): Bytes {
  const sizes = shape && [message(2, ...shape.map((size) => message(1, whole(1, size))))];
  return message(field, text(1, name), message(2, message(1, whole(1, FLOAT32), ...(sizes ?? []))));
}

const constant = (name: string, shape: readonly number[], { buffer, byteOffset, byteLength }: Floats) =>
  message(
    5,
    ...shape.map((size) => whole(1, size)),
    whole(2, FLOAT32),
    text(8, name),
    raw(9, new Uint8Array(buffer, byteOffset, byteLength)),
  );

export function onnxModel({ nodes, inputs, constants = {}, outputs }: Graph): Uint8Array {
  const opset = (domain: string, version: number) => message(8, text(1, domain), whole(2, version));
  const graph = [
    ...nodes.map(nodeOf),
    text(2, 'case'),
    ...Object.entries(constants).map(([name, { shape, data }]) => constant(name, shape, data)),
    ...Object.entries(inputs).map(([name, shape]) => value(11, name, shape)),
    ...outputs.map((name) => value(12, name)),
  ];
  const model = [whole(1, 8), opset('', 18), opset('com.microsoft', 1), message(7, ...graph)];
  return Uint8Array.from(Buffer.concat(model.flat()));
}
