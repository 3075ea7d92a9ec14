import { jsonReport } from '../lib/json-report.ts';
import { printableJson } from '../lib/printable.ts';
import type { Output, Reporter } from '../lib/reporter.ts';

/** For programs: one object, when all is done. */
export default function json({ write }: Output): Reporter {
  return {
    onEnd(outcome) {
      write(`${printableJson(onShortLines(JSON.stringify(jsonReport(outcome), null, 2)))}\n`);
    },
  };
}

/** Lists of numbers and words on one line; a line break is never part of a JSON text's content. */
const onShortLines = (json: string): string =>
  json.replace(/\[\n\s+([^[\]{}]*?)\n\s+\]/gu, (_, items: string) => `[${items.replace(/\n\s+/gu, ' ')}]`);
