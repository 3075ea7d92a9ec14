import type { Request } from './messages.ts';
import { schemaFault } from './schemas.ts';

/** A request as one line. @throws TypeError when it breaks the schema, as an option that is NaN does. */
export function encodeRequest(request: Request): string {
  const fault = schemaFault('request', request);
  if (fault !== undefined) throw new TypeError(`No request of the process protocol: ${fault}.`);
  return JSON.stringify(request);
}
