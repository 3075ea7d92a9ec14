import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { packageRoot } from '../lib/package-root.ts';

export type MessageKind = 'hello' | 'outputs' | 'skipped' | 'error';

const ajv = new Ajv2020({ allowUnionTypes: true });
for (const part of ['tensor', 'request', 'answer']) {
  const path = join(packageRoot(), 'schemas', `process-${part}.schema.json`);
  ajv.addSchema(JSON.parse(readFileSync(path, 'utf8')));
}

const validators = {
  request: compiled('process-request.schema.json'),
  hello: compiled('process-answer.schema.json#/$defs/hello'),
  outputs: compiled('process-answer.schema.json#/$defs/outputs'),
  skipped: compiled('process-answer.schema.json#/$defs/skipped'),
  error: compiled('process-answer.schema.json#/$defs/error'),
};

/** What is wrong with a message, in a few words with the place in it; undefined if it keeps the schema. */
export function schemaFault(kind: MessageKind | 'request', message: unknown): string | undefined {
  const validate = validators[kind];
  if (validate(message)) return undefined;
  const [fault] = validate.errors ?? [];
  const property = fault?.params.additionalProperty;
  const name = typeof property === 'string' ? ` ("${property}")` : '';
  return `${fault?.instancePath || 'the message'} ${fault?.message}${name}`;
}

function compiled(reference: string): ValidateFunction {
  const validate = ajv.getSchema(reference);
  if (validate === undefined) throw new Error(`No schema ${reference}.`);
  return validate;
}
