import type { Tensor } from '../../../backends/lib/contract.ts';
import type { Form } from './form.ts';
import type { Machine, Row } from './machine.ts';

/** A formula of one lane, and its gradient, along the axis that is asked for. */
export function alongLanes(
  m: Machine,
  forward: (m: Machine, x: Row) => Row,
  vjp: (x: Row, dy: Row) => Row,
): ReturnType<Form> {
  return {
    forward: ({ x }, { axis }) => ({ y: each(m, axis as number, [x], (row) => forward(m, row)) }),
    vjp: ({ x }, { axis }, { y: dy }) => ({ x: each(m, axis as number, [x, dy], vjp) }),
  };
}

function each(m: Machine, axis: number, tensors: readonly Tensor[], f: (...rows: [Row, Row]) => Row): Tensor {
  const { shape } = tensors[0];
  const along = axis < 0 ? axis + shape.length : axis;
  const length = shape[along];
  const stride = shape.slice(along + 1).reduce((product, size) => product * size, 1);
  const all = tensors.map(({ data }) => m.load(data));
  const result = m.zeros(all[0].length);
  for (let lane = 0; lane < result.length / length; lane++) {
    const start = Math.floor(lane / stride) * stride * length + (lane % stride);
    const rows = all.map((data) => m.row(length, (k) => data[start + k * stride]));
    f(...(rows as [Row, Row])).forEach((y, k) => {
      result[start + k * stride] = y;
    });
  }
  return { shape, data: result };
}
