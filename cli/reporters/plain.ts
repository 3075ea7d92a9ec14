import { plain as withoutColour } from '../lib/paint.ts';
import type { Output, Reporter } from '../lib/reporter.ts';
import pretty from './pretty.ts';

/** The same lines as pretty, without colours: for logs. */
export default function plain({ write }: Output): Reporter {
  return pretty({ write, paint: withoutColour });
}
