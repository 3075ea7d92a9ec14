import { loadImplementation } from '../backends/lib/load.ts';
import type { Check } from '../properties/lib/checks/check.ts';
import { drawCase } from '../properties/lib/draw-case.ts';
import { loadSuite } from '../properties/lib/listing.ts';
import { caseSeed } from '../properties/lib/replay.ts';
import { formulaNames } from '../spec/lib/listing.ts';
import { measure } from './lib/measure.ts';
import type { Cell, Table } from './lib/table.ts';

/** What is asked of the engine, in cases a second. */
const ASKED: Readonly<Record<string, { readonly outputs?: number; readonly both?: number }>> = {
  sigmoid: { outputs: 20_000 },
  'lstm-cell': { both: 500 },
};

/** Cases judged in float32: drawn, put to the plain JavaScript backend and held to the oracle, as a check does it. */
export async function judging(): Promise<Table> {
  const rows: Cell[][] = [];
  const js = await loadImplementation('js');
  for (const name of formulaNames()) {
    const { subject, checks } = (await loadSuite(name)).examine(js, js.formulas[name], 'f32');
    const one = (kind: string): Check | undefined => checks.find((check) => check.kind === kind);
    const [outputs, gradients] = [one('agreement'), one('gradient')];
    if (!outputs) continue;
    const draw = (run: number) =>
      drawCase(
        subject.prepared,
        { dtype: 'f32', limits: subject.entry },
        caseSeed(1, name, 'agreement', 'f32', run),
      );
    const drawn = await measure(draw);
    const outputsOnly = await measure((run) => outputs.try(draw(run)));
    const both =
      gradients &&
      (await measure(async (run) => {
        const value = draw(run);
        await outputs.try(value);
        await gradients.try(value);
      }));
    const asked = ASKED[name];
    rows.push([
      name,
      drawn,
      outputsOnly,
      both ?? null,
      1e6 / outputsOnly,
      both === undefined ? null : 1e6 / both,
      asked ? (asked.outputs ?? asked.both)! : null,
    ]);
  }
  return {
    title: 'Cases judged in float32 by one thread, µs a case and cases a second',
    columns: ['formula', 'drawing', 'outputs', 'and gradients', 'outputs/s', 'and gradients/s', 'asked'],
    rows,
  };
}
