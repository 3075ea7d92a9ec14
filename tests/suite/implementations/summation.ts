/** How a machine adds up: everything that differs here is allowed to differ. */
export type Order =
  /** First to last, every product rounded. */
  | 'forwards'
  | 'backwards'
  | 'pairwise'
  /** Four running sums, as vector instructions keep them. */
  | 'lanes'
  /** First to last, product and addition in one rounding. */
  | 'fused'
  /** Exact products, added with twice the digits or more and rounded once. */
  | 'wide';

export type Term = (n: number) => number;

/** start + Σ term. */
export type Sum = (length: number, term: Term, start: number) => number;

/** The sum in that order, with a rounding after every addition. */
export function summation(order: Exclude<Order, 'wide'>, round: (x: number) => number): Sum {
  switch (order) {
    case 'forwards':
    case 'fused':
      return (length, term, start) => {
        let total = start;
        for (let n = 0; n < length; n++) total = round(total + term(n));
        return total;
      };
    case 'backwards':
      return (length, term, start) => {
        let total = 0;
        for (let n = length - 1; n >= 0; n--) total = round(total + term(n));
        return round(total + start);
      };
    case 'pairwise': {
      const range = (from: number, to: number, term: Term): number => {
        if (to - from === 1) return term(from);
        const middle = (from + to) >> 1;
        return round(range(from, middle, term) + range(middle, to, term));
      };
      return (length, term, start) => (length === 0 ? start : round(range(0, length, term) + start));
    }
    case 'lanes':
      return (length, term, start) => {
        const running = [start, 0, 0, 0];
        for (let n = 0; n < length; n++) running[n % 4] = round(running[n % 4] + term(n));
        return round(round(running[0] + running[2]) + round(running[1] + running[3]));
      };
  }
}
