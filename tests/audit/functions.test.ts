import { describe, expect, it } from 'vitest';
import { type Arithmetics, functionHolds } from '../../audit/checks/functions.ts';
import { TIERS } from '../../audit/lib/tiers.ts';
import { ball } from '../../reference/arithmetic/ball.ts';
import { bigBall } from '../../reference/arithmetic/bigball.ts';
import { bigArithmetic } from '../../reference/arithmetic/bigfloat/arithmetic.ts';

const tier = { ...TIERS.smoke, functions: 2 };
const own: Arithmetics = {
  float: bigArithmetic,
  bigBall,
  ball: (dtype) => ball({ dtype, functionUlp: 2, ftz: false }),
};

describe('elementary functions against mathjs', () => {
  it.each(['exp', 'log1p', 'sin', 'erf', 'pow'] as const)('%s', (name) => {
    const { cases, failures, worst } = functionHolds(name, tier, 3);
    expect(failures).toEqual([]);
    expect(cases).toBeGreaterThan(5);
    expect(worst.units).toBeGreaterThan(0.1);
    expect(worst.units).toBeLessThan(1.1);
    expect(worst.f64).toBeLessThan(1);
  });

  it('finds a float that is off by two units in the last place', () => {
    const { failures } = functionHolds('exp', tier, 3, {
      ...own,
      float: (bits) => {
        const A = bigArithmetic(bits);
        return {
          ...A,
          exp: (a) => A.mul(A.exp(a), { m: (1n << 256n) + (1n << BigInt(258 - bits)), e: -256 }),
        };
      },
    });
    expect(failures[0]!.says).toMatch(/^exp\(\S+\) in 128 bits is \S+, by mathjs /u);
  });

  it('finds a big ball that forgets its argument’s error', () => {
    const { failures } = functionHolds('tanh', tier, 3, {
      ...own,
      bigBall: (bits) => {
        const A = bigBall(bits);
        return { ...A, tanh: (a) => A.tanh({ v: a.v, e: 0 }) };
      },
    });
    expect(failures[0]!.says).toMatch(/^tanh\(\S+\) in balls of 128 bits \(± /u);
  });

  it('finds a ball of doubles whose radius is too small by a part', () => {
    const { failed, failures } = functionHolds('log', tier, 3, {
      ...own,
      ball: (dtype) => {
        const A = own.ball(dtype);
        const shrunk = ({ v, e }: ReturnType<typeof A.log>) => ({ v, e: e / 64 });
        return { ...A, log: (a) => shrunk(A.log(a)) };
      },
    });
    expect(failed).toBeGreaterThan(0);
    expect(failures[0]!.says).toMatch(/^log\(\S+\) in f(32|64) balls/u);
  });
});
