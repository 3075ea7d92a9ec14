import type { Form } from './form.ts';
import type { Machine } from './machine.ts';

/** A formula of one number, and its slope, on each element of a tensor. */
export function onElements(
  m: Machine,
  value: (m: Machine, x: number) => number,
  slope: (m: Machine, x: number) => number,
): ReturnType<Form> {
  return {
    forward: ({ x: { shape, data } }) => ({ y: { shape, data: m.load(data).map((v) => value(m, v)) } }),
    vjp({ x: { shape, data } }, _, { y }) {
      const dy = m.load(y.data);
      return { x: { shape, data: m.load(data).map((v, n) => m.mul(dy[n], slope(m, v))) } };
    },
  };
}
