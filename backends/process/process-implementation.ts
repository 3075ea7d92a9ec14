import type { Call, FormulaImplementation, Implementation, Options, Tensors } from '../lib/contract.ts';
import { dtypeOf } from '../lib/dtype-of.ts';
import { ImplementationFailure } from '../lib/failure.ts';
import { type Expected, validateAnswer } from '../lib/validate-answer.ts';
import { answered, decodeTensors } from './decode-answer.ts';
import { Driver } from './driver.ts';
import type { HelloFormula } from './messages.ts';
import { type ProcessOptions, type Settings, withDefaults } from './options.ts';
import { encodeTensors } from './tensor-codec.ts';

/**
 * A program in any language as an implementation: it is started, asked what it can do, and kept running. Requests
 * are pipelined; call many before waiting for the first. A case that the program cannot answer costs that case and
 * no other: its promise rejects with an ImplementationFailure. Call `close` at the end.
 * @throws ImplementationFailure when the program does not start or does not say hello; SyntaxError for a command
 * that cannot be split into words
 */
export async function processImplementation(options: ProcessOptions): Promise<Implementation> {
  const settings = withDefaults(options);
  const driver = new Driver(settings);
  const { hello: _, language: __, formulas, ...rest } = await driver.start();
  const entries = Object.entries(formulas).map(
    ([name, formula]) => [name, implementFormula(name, formula, driver, settings)] as const,
  );
  return { ...rest, formulas: Object.fromEntries(entries), close: () => driver.close() };
}

function implementFormula(
  name: string,
  { gradient, ...declared }: HelloFormula,
  driver: Driver,
  settings: Settings,
): FormulaImplementation {
  const variant = declared.variant === undefined ? {} : { variant: declared.variant };

  async function run(inputs: Tensors, options: Options, { dtype }: Call, cotangents?: Tensors) {
    const expected = settings.outputs?.(name, inputs, options);
    const answer = await driver.run({
      formula: name,
      ...variant,
      options,
      dtype,
      inputs: encodeTensors(inputs),
      ...(cotangents === undefined ? {} : { cotangents: encodeTensors(cotangents) }),
    });
    return { expected, answer: answered(name, answer) };
  }

  const forward = async (inputs: Tensors, options: Options, call: Call): Promise<Tensors> => {
    const { expected, answer } = await run(inputs, options, call);
    const outputs = decodeTensors(name, 'output', answer.outputs, call.dtype);
    return expected === undefined ? outputs : validateAnswer(name, 'output', outputs, expected);
  };

  const vjp = async (
    inputs: Tensors,
    options: Options,
    cotangents: Tensors,
    call: Call,
  ): Promise<Tensors> => {
    const { answer } = await run(inputs, options, call, cotangents);
    validateAnswer(
      name,
      'output',
      decodeTensors(name, 'output', answer.outputs, call.dtype),
      shapesOf(cotangents),
    );
    if (answer.gradients === undefined) {
      const text = `The program answered a case of ${name} that has cotangents without gradients.`;
      const remedy = 'Expected {"id", "outputs", "gradients"}, or "gradient": false for it in hello.';
      throw new ImplementationFailure('protocol', `${text} ${remedy}`);
    }
    const gradients = decodeTensors(name, 'gradient', answer.gradients, call.dtype);
    const known = Object.entries(shapesOf(inputs)).filter(([input]) => Object.hasOwn(gradients, input));
    return validateAnswer(name, 'gradient', gradients, Object.fromEntries(known));
  };

  return { ...declared, forward, ...(gradient ? { vjp } : {}) };
}

function shapesOf(tensors: Tensors): Expected {
  const shapes = Object.entries(tensors).map(
    ([name, { shape, data }]) => [name, { shape, dtype: dtypeOf(data) }] as const,
  );
  return Object.fromEntries(shapes);
}
