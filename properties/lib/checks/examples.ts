import type { Example, Expected, Nested } from '../../../spec/lib/formula.ts';
import type { OptionValues, Tensor, Tensors } from '../../../spec/lib/tensor.ts';
import { type Case, integer, real } from '../case.ts';
import type { Subject } from '../subject.ts';
import type { Check, Finding } from './check.ts';

/** A worked example: against the printed digits, and against the truth within the tolerance as any other case. */
export const example = (subject: Subject, stated: Example): Check => ({
  kind: `example ${stated.says}`,
  title: stated.says,
  cases: [exampleCase(subject, stated)],
  async try(value) {
    const outputs = await subject.forward(value);
    const judged = subject.judge(value, outputs);
    if (judged.verdict !== 'conforming') return { ...judged, of: 'outputs' };
    const slack = subject.slack(value);
    const right = printed(stated, outputs, slack);
    const found = right.verdict === 'conforming' ? told(stated, outputs, slack) : right;
    return { ...found, ulps: judged.ulps };
  },
});

/** Behaviour at the edges of the numbers: exactly as stated, signs of infinities included, signs of zeros not. */
export const special = (subject: Subject, stated: Example): Check => ({
  kind: `special ${stated.says}`,
  title: stated.says,
  cases: [exampleCase(subject, stated)],
  async try(value) {
    return printed(stated, await subject.forward(value), () => 2 ** -20);
  },
});

export function exampleCase({ prepared, target }: Subject, { inputs, options = {} }: Example): Case {
  const { dtype } = target;
  const judged = dtype === 'f64' ? 'f64' : 'f32';
  const standard: OptionValues = Object.fromEntries(
    Object.entries(prepared.options).map(([name, option]) => [name, option.default]),
  );
  const tensors = prepared.tensors.inputs.map(({ name, within }): [string, Tensor] => {
    const nested = inputs[name];
    if (nested === undefined)
      throw new Error(`An example of '${prepared.spec.name}' lacks the input '${name}'`);
    const shape = shapeOf(nested);
    return [name, within ? integer(shape, flat(nested)) : real(judged, shape, flat(nested))];
  });
  return {
    dtype: judged,
    regime: 'example',
    options: { ...standard, ...options },
    inputs: Object.fromEntries(tensors),
    cotangents: {},
    seed: 0,
  };
}

/** What the notes print and is wrong must differ from what is right, and not just by rounding. */
function told({ printed: wrong }: Example, outputs: Tensors, slack: Slack): Finding {
  if (wrong === undefined || printed({ outputs: wrong }, outputs, slack).verdict === 'wrong')
    return { verdict: 'conforming' };
  return { verdict: 'wrong', says: 'it is what the notes print, which is wrong' };
}

type Slack = (name: string, n: number) => number;

/** Holds the outputs to what the example prints; `slack` is what arithmetic may add. */
export function printed(
  { outputs: stated }: Pick<Example, 'outputs'>,
  outputs: Tensors,
  slack: Slack,
): Finding {
  for (const [name, expected] of Object.entries(stated)) {
    const wanted = flatExpected(expected);
    const got = outputs[name]!;
    const shape = shapeOf(expected as Nested);
    if (wanted.length !== got.data.length)
      return { verdict: 'wrong', says: `${name} has the shape [${got.shape}], the example has [${shape}]` };
    for (const [n, value] of wanted.entries()) {
      const found = got.data[n]!;
      if (!agrees(found, value, slack(name, n)))
        return { verdict: 'wrong', says: `${name}[${n}] is ${found}, the example says ${value}` };
    }
  }
  return { verdict: 'conforming' };
}

function agrees(found: number, expected: number | string | null, slack: number): boolean {
  if (expected === null) return true;
  const value = Number(expected);
  if (Number.isNaN(value)) return Number.isNaN(found);
  if (!Number.isFinite(value)) return found === value;
  const unit = typeof expected === 'string' ? lastDigit(expected) / 2 : 0;
  return Math.abs(found - value) <= unit * (1 + 1e-9) + Math.min(slack, 1e-3 * Math.max(1, Math.abs(value)));
}

/** The weight of a decimal's last digit: '0.7311' → 0.0001, '12e3' → 1000. */
function lastDigit(text: string): number {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  return 10 ** (Number(exponent) - (mantissa.split('.')[1]?.length ?? 0));
}

function shapeOf(nested: Nested | Expected): number[] {
  return Array.isArray(nested)
    ? [nested.length, ...(nested.length > 0 ? shapeOf(nested[0] as Nested) : [])]
    : [];
}

const flat = (nested: Nested): number[] => (typeof nested === 'number' ? [nested] : nested.flatMap(flat));

const flatExpected = (expected: Expected): (number | string | null)[] =>
  Array.isArray(expected) ? expected.flatMap(flatExpected) : [expected as number | string | null];
