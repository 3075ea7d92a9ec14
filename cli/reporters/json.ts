import { jsonReport } from '../lib/json-report.ts';
import { printableJson } from '../lib/printable.ts';
import type { Output, Reporter } from '../lib/reporter.ts';

/** For programs: one object, when all is done. */
export default function json({ write }: Output): Reporter {
  return {
    onEnd(outcome) {
      write(`${printableJson(JSON.stringify(jsonReport(outcome), null, 2))}\n`);
    },
  };
}
