import { parseArgs } from 'node:util';

export interface RunUsage {
  /** As the command line is written: `npm run alarms -- [--cases 100000] [--json] [formula…]`. */
  readonly usage: string;
  /** Options that are whole numbers, with what they are unless stated. */
  readonly numbers: Readonly<Record<string, number>>;
  /** What may be named; all unless some are. */
  readonly names: readonly string[];
}

export interface RunOptions {
  readonly numbers: Readonly<Record<string, number>>;
  readonly names: readonly string[];
  readonly json: boolean;
  /** A line on the way: where one JSON object is asked for, it is not part of it. */
  readonly print: (line: string) => void;
}

/** What a `run-*.ts` was asked for; says what is wrong with it, and ends the process with status 2. */
export function runOptions({ usage, numbers, names }: RunUsage): RunOptions {
  try {
    const switches = { json: { type: 'boolean' }, help: { type: 'boolean' } } as const;
    const counts = Object.keys(numbers).map((name) => [name, { type: 'string' }] as const);
    const {
      values,
      positionals,
    }: { values: Record<string, string | boolean | undefined>; positionals: string[] } = parseArgs({
      options: { ...Object.fromEntries(counts), ...switches },
      allowPositionals: true,
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const unknown = positionals.find((name) => !names.includes(name));
    if (unknown !== undefined) throw new Error(`There is no '${unknown}' here`);
    const json = values.json === true;
    return {
      json,
      names: positionals.length > 0 ? positionals : names,
      numbers: Object.fromEntries(
        Object.entries(numbers).map(([name, standard]) => [name, wholeNumber(name, values[name], standard)]),
      ),
      print: (line) => (json ? console.error(line) : console.log(line)),
    };
  } catch (thrown) {
    console.error(`${(thrown as Error).message}\n${usage}`);
    process.exit(2);
  }
}

function wholeNumber(name: string, value: string | boolean | undefined, standard: number): number {
  if (value === undefined) return standard;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new Error(`--${name} must be a whole number, not '${value}'`);
  return number;
}
