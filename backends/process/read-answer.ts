import { ImplementationFailure } from '../lib/failure.ts';
import type { Answer, Hello } from './messages.ts';
import { quote } from './quote.ts';
import { schemaFault } from './schemas.ts';

/** A line that is no proper answer; `id` if it says which request it is about all the same. */
export interface BadLine {
  readonly id: number | undefined;
  readonly failure: ImplementationFailure;
}

const onlyMessages =
  'Standard output is for one JSON message a line and nothing else; print anything else to standard error.';

/** Reads one line of a program that has said hello. */
export function readAnswer(line: string): Answer | BadLine {
  const message = parse(line);
  if (message === undefined) return { id: undefined, failure: notJson(line) };
  const kind = (['outputs', 'skipped', 'error'] as const).find((key) => Object.hasOwn(message, key));
  const id = typeof message.id === 'number' ? message.id : undefined;
  const fault = kind === undefined ? 'it has none of outputs, skipped, error' : schemaFault(kind, message);
  if (fault === undefined) return message as unknown as Answer;
  const expected = 'Expected {"id", "outputs", "gradients"?}, {"id", "skipped"} or {"id", "error"}';
  const text = `The program answered ${quote(line)}: ${fault}. ${expected} as in process-answer.schema.json.`;
  return { id, failure: new ImplementationFailure('protocol', text) };
}

/** @throws ImplementationFailure of kind 'garbage' or 'protocol' */
export function readHello(line: string): Hello {
  const message = parse(line);
  if (message === undefined) throw notJson(line);
  const expected = 'Expected {"hello": 1, "name", "version", "language", "dtypes", "formulas"}';
  if (Object.hasOwn(message, 'hello') && message.hello !== 1) {
    const speaks = `The program speaks protocol ${quote(JSON.stringify(message.hello))}, this Assay speaks 1.`;
    throw new ImplementationFailure('protocol', `${speaks} ${expected}; take matching versions of both.`);
  }
  const fault = schemaFault('hello', message);
  if (fault === undefined) return message as unknown as Hello;
  const text = `The program's first line is ${quote(line)}: ${fault}. ${expected} as in process-answer.schema.json.`;
  throw new ImplementationFailure('protocol', text);
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const message: unknown = JSON.parse(line);
    return typeof message === 'object' && message !== null ? (message as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function notJson(line: string): ImplementationFailure {
  return new ImplementationFailure('garbage', `The program wrote the line ${quote(line)}. ${onlyMessages}`);
}
