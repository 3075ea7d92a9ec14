import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../backends/lib/package-root.ts';

/** What keeps a value from fitting `schemas/<name>.schema.json`, with the place in it; undefined if it fits. */
export async function schemaFault(name: string, value: unknown): Promise<string | undefined> {
  // Loaded only where something is validated: it takes longer than a formula.
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const file = join(packageRoot(), 'schemas', `${name}.schema.json`);
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(JSON.parse(readFileSync(file, 'utf8')));
  if (validate(value)) return undefined;
  const [fault] = validate.errors ?? [];
  const { additionalProperty, allowedValues } = fault?.params ?? {};
  const detail = additionalProperty ?? allowedValues?.join(', ');
  const where = fault?.instancePath ? `at ${fault.instancePath}: ` : '';
  return `${where}${fault?.message}${detail === undefined ? '' : ` (${detail})`}`;
}
