import type { AssignmentNode, BigNumber, EvalFunction, MathNode } from 'mathjs';
import type { Formula } from '../../spec/lib/formula.ts';
import type { OptionValues } from '../../spec/lib/tensor.ts';
import { decimals } from './decimals.ts';

/** The derivative of a scalar closed form by one of its inputs, which mathjs finds on the text. */
export class Derivative {
  private readonly node: MathNode;
  private readonly compiled = new Map<number, EvalFunction>();

  /** Throws an Error that says why where the text is no closed form, or uses what mathjs cannot differentiate. */
  constructor({ mathjs }: Formula, input: string) {
    const { math } = decimals(64);
    const parsed = math.parse(mathjs);
    if (!math.isAssignmentNode(parsed) || (parsed as AssignmentNode).index)
      throw new Error('the statements are not one closed form');
    this.node = math.derivative((parsed as AssignmentNode).value, input);
  }

  /** Its value; NaN where it is not a real number there. */
  value(inputs: Readonly<Record<string, number>>, options: OptionValues, digits: number): BigNumber {
    const D = decimals(digits);
    let program = this.compiled.get(digits);
    // Parsed again from its text: a node's numbers keep the digits of the instance that made them.
    if (!program) this.compiled.set(digits, (program = D.math.compile(this.node.toString())));
    const scope: Record<string, unknown> = {};
    for (const [name, value] of Object.entries({ ...options, ...inputs }))
      scope[name] = typeof value === 'number' ? D.number(value) : value;
    const result: unknown = program.evaluate(scope);
    return D.math.isBigNumber(result) ? result : D.math.bignumber(Number(result));
  }
}
