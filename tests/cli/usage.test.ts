import { describe, expect, it } from 'vitest';
import { assay, path } from './lib/assay.ts';

const modules = '../process/modules';

describe('wrong usage is one message on standard error, and status 2', () => {
  it.each([
    [['check'], /Name what is to be judged: assay check js/u],
    [['check', 'js', '--formula', 'sofmax'], /no formula 'sofmax' \(did you mean 'softmax'\?\)/u],
    [['check', 'js', '--formula', 'zz*'], /no formula 'zz\*'\. Show them all: assay list/u],
    [
      ['check', 'js', '--formula', 'relu', '--check', 'agrement'],
      /check 'agrement' \(did you mean 'agreement'\?\)/u,
    ],
    [['check', 'js', '--runs', '0'], /'0' is invalid\. It must be a whole number from 1\./u],
    [['check', 'js', '--runs', '1e3'], /'1e3' is invalid\. It must be a whole number/u],
    [['check', 'js', '--seed', '-1'], /'-1' is invalid\. It must be a whole number from 0 to 4294967295\./u],
    [['check', 'js', '--jobs', 'all'], /'all' is invalid/u],
    [['check', 'js', '--timeout', '5s'], /'5s' is invalid/u],
    [['check', 'js', '--tier', 'deepest'], /Allowed choices are smoke, default, deep/u],
    [['check', 'js', '--dtype', 'f16'], /Allowed choices are f32, f64/u],
    [
      ['check', 'js', '--fail-on', 'bad'],
      /It must be none, or some of imprecise,unstable,wrong,inconclusive/u,
    ],
    [['check', 'js', '--shard', '3/2'], /It must be i\/n with i from 1 to n/u],
    [['check', 'js', '--reporter', 'prety'], /no reporter 'prety' \(did you mean 'pretty'\?\)/u],
    [['check', 'js', '--reporter', 'plain', '--json'], /Only one reporter can write to standard output/u],
    [['check', 'js', '--reporter', 'json=/no/such/folder/x'], /Cannot write the report .*ENOENT/u],
    [
      ['check', 'js', '--waivers', 'no-such-file.json'],
      /Cannot read the waivers 'no-such-file\.json'.*ENOENT/u,
    ],
    [['check', 'js', '--colour'], /unknown option '--colour'/u],
    [
      ['check', 'javascript', '--jobs', '1'],
      /There is no implementation "javascript"\. Expected a name \(js, /u,
    ],
    [['check', './absent.ts', '--jobs', '1'], /There is no file .*absent\.ts/u],
    [['check', path(`${modules}/no-default.mjs`), '--jobs', '1'], /has no default export/u],
    [
      ['check', path(`${modules}/unknown-dtype.mjs`), '--jobs', '1'],
      /dtypes must be a list of 'f32' and 'f64'/u,
    ],
    [['check', '--exec', ''], /Cannot run --exec '': The command is empty/u],
    [['check', '--exec', 'node "x'], /has an open "/u],
    [['replay'], /missing required argument 'token'/u],
    [
      ['replay', 'softmax'],
      /Cannot read the token 'softmax': expected <formula>:<check>:<f32 or f64>:<seed>/u,
    ],
    [['replay', 'softmax:agreement:f16:1'], /Cannot read the token/u],
    [['replay', 'sofmax:agreement:f32:1'], /no formula 'sofmax' \(did you mean 'softmax'\?\)/u],
    [['replay', 'softmax:agrement:f32:1'], /no check 'agrement' on 'js' \(did you mean 'agreement'\?\)/u],
    [['replay', 'relu:special~NaN~stays~NaN:f32:z'], /has no case 35/u],
    [
      ['replay', 'softmax:agreement:f32:1', path('modules/right.ts')],
      /'right' does not have the formula 'softmax'/u,
    ],
    [['replay', 'relu:agreement:f64:1', path('modules/right.ts')], /'right' does not have 'relu' in f64/u],
    [['replay', 'relu:agreement:f32:1', 'js', '--exec', 'x'], /not both/u],
    [['list', 'sofmax'], /no formula 'sofmax'/u],
    [['chek', 'js'], /unknown command 'chek'\n\(Did you mean check\?\)/u],
  ])('%j', async (args, message) => {
    const { status, stdout, stderr } = await assay(...args);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^assay: /u);
    expect(stderr).not.toMatch(/\n\s+at /u);
    expect([status, stdout]).toEqual([2, '']);
  });

  it('shows nothing that a terminal would obey', async () => {
    const { stderr } = await assay('check', 'js', '--formula', 'x\u001b[2J');
    expect(stderr).toContain("'x\\u{1b}[2J'");
  });
});

describe('help and version', () => {
  it.each([
    [['--version'], /^\d+\.\d+\.\d+\n$/u],
    [['--help'], /Commands:\n(?:.*\n)* +check .*\n(?:.*\n)* +list .*\n(?:.*\n)* +replay /u],
    [['check', '--help'], /Exit status: 0 conforms · 1 does not · 2 wrong usage · 3 nothing proved/u],
  ])('%j', async (args, text) => {
    const { status, stdout } = await assay(...args);
    expect(stdout).toMatch(text);
    expect(status).toBe(0);
  });
});
