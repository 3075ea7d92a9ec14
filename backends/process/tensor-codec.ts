/** Tensors to and from the wire: the bytes as they are in memory, so every float comes back bit for bit. */
import { endianness } from 'node:os';
import type { Tensor, Tensors } from '../lib/contract.ts';
import { dtypeOf } from '../lib/dtype-of.ts';
import type { WireTensor, WireTensors } from './messages.ts';

const bigEndian = endianness() === 'BE';

const arrays = { f32: Float32Array, f64: Float64Array, i32: Int32Array };

export function encodeTensor({ shape, data }: Tensor): WireTensor {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const littleEndian = bigEndian ? swapped(Buffer.from(bytes), data.BYTES_PER_ELEMENT) : bytes;
  return { dtype: dtypeOf(data), shape, data: littleEndian.toString('base64') };
}

/** @throws RangeError when the bytes are not as many as the shape needs. */
export function decodeTensor({ dtype, shape, data }: WireTensor): Tensor {
  const Values = arrays[dtype];
  const length = shape.reduce((product, extent) => product * extent, 1);
  const bytes = Buffer.from(data, 'base64');
  const needed = length * Values.BYTES_PER_ELEMENT;
  if (bytes.byteLength !== needed) {
    const has = `its data has ${bytes.byteLength} bytes`;
    throw new RangeError(`${has}; shape [${shape}] of ${dtype} needs ${needed}, as base64 of the raw bytes`);
  }
  // Small buffers lie in Node's pool at any offset, and typed arrays need aligned ones: hence the copy.
  const copy = Buffer.from(new ArrayBuffer(needed));
  bytes.copy(copy);
  if (bigEndian) swapped(copy, Values.BYTES_PER_ELEMENT);
  return { shape: [...shape], data: new Values(copy.buffer, 0, length) };
}

export function encodeTensors(tensors: Tensors): WireTensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, encodeTensor(tensor)]));
}

function swapped(bytes: Buffer, width: number): Buffer {
  return width === 4 ? bytes.swap32() : bytes.swap64();
}
