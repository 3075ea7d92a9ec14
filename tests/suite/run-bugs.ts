import { TIERS } from '../../cli/lib/tiers.ts';
import { loadBugs } from '../../spec/lib/notes.ts';
import { loadCodedBugs } from '../bugs/lib/bugs.ts';
import { failureOf } from '../bugs/lib/judge.ts';
import { runOptions } from './run-options.ts';

const bugs = await loadCodedBugs();

/** `npm run bugs`: bugs that people had, as code: are they flagged, and what does the first line say? */
const { numbers, names, json, print } = runOptions({
  usage: 'npm run bugs -- [--seed 1] [--json] [bug…]: those that there are stand in tests/bugs',
  numbers: { seed: 1 },
  names: [...bugs.keys()],
});
const result = {
  known: loadBugs().length,
  coded: names.length,
  flagged: { default: 0, deep: 0 },
  variants: 0,
  named: 0,
};
for (const [id, bug] of bugs) {
  if (!names.includes(id)) continue;
  const { dtypes = ['f32', 'f64'], variant = [] } = bug;
  const flaggedAt = async (runs: number) => {
    const failures = [];
    for (const dtype of dtypes) failures.push(await failureOf(bug, dtype, { runs, seed: numbers.seed! }));
    return { failures, all: failures.every(({ verdict }) => verdict !== 'conforming') };
  };
  const { failures, all } = await flaggedAt(TIERS.default);
  const atDeep = all || (await flaggedAt(TIERS.deep)).all;
  const said = failures.map(({ first }) => first?.diagnosis?.variant ?? '');
  const isNamed = said.every((name) => variant.includes(name));
  if (all) result.flagged.default++;
  if (atDeep) result.flagged.deep++;
  if (variant.length > 0) result.variants++;
  if (variant.length > 0 && isNamed) result.named++;
  const flagged = all ? 'flagged' : atDeep ? 'flagged at the deep tier alone' : 'not flagged';
  const named = variant.length === 0 ? '' : isNamed ? ' and named' : `, not named ${variant.join(' or ')}`;
  print(`${all ? '✓' : '✗'} ${id} ${bug.formula}: ${flagged}${named}`);
}
if (json) console.log(JSON.stringify(result, null, 1));
else
  console.log(
    `${result.flagged.default} flagged at the default tier, ${result.flagged.deep} at the deep one; ${result.named} of ${result.variants} that a variant describes are named by the first line`,
  );
process.exitCode = result.flagged.deep === result.coded ? 0 : 1;
