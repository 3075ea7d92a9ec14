import { implementation, type Tensors } from '../../../backends/lib/contract.ts';
import type { Case } from '../../../properties/lib/case.ts';
import { drawCase } from '../../../properties/lib/draw-case.ts';
import { EquationSubject } from '../../../properties/lib/equation-subject.ts';
import type { Oracle } from '../../../properties/lib/judge.ts';
import { loadSuite } from '../../../properties/lib/listing.ts';
import { provenFault } from '../../../properties/lib/proven-fault.ts';
import { hash } from '../../../properties/lib/random.ts';
import { REGIMES, type RegimeName } from '../../../properties/lib/regimes.ts';
import { loadWith, mistakesIn } from './load.ts';

export interface BackwardTrial {
  readonly says: string;
  /** An equivalent one gives the same gradients to the last bit, on cases of every regime, wherever there is a gradient. */
  readonly outcome: 'caught' | 'equivalent' | 'survived';
}

/** Cases of each regime that tell equivalent mutants. */
const CASES = 8;

/** Tries mistakes in the hand-derived backward pass of a formula: all, or at most so many from all over it. */
export async function* tryBackward(formula: string, most = Infinity): AsyncGenerator<BackwardTrial> {
  const suite = await loadSuite(formula);
  const all = mistakesIn(formula);
  const order = all.map((_, n) => n).sort((a, b) => place(a) - place(b));
  for (const n of most < all.length ? order.slice(0, most) : order.sort((a, b) => a - b)) {
    const { file, source, says } = all[n]!;
    const name = `${file.pathname.split('/').at(-1)} ${says}`;
    yield { says: name, outcome: await outcomeOf(suite, formula, file, source) };
  }
}

/** Spreads the first few evenly. */
const place = (n: number): number => (n * ((Math.sqrt(5) - 1) / 2)) % 1;

async function outcomeOf(
  suite: Awaited<ReturnType<typeof loadSuite>>,
  formula: string,
  file: URL,
  source: string,
): Promise<BackwardTrial['outcome']> {
  const right = loadWith(formula);
  let broken = false;
  const wrong = { ...right, vjp: loadWith(formula, { file, source }).vjp! };
  const watched: typeof wrong = {
    ...wrong,
    vjp: (...args) => {
      try {
        return wrong.vjp(...args);
      } catch (thrown) {
        broken = true;
        throw thrown;
      }
    },
  };
  const module = implementation({ name: 'wrong', dtypes: ['f32', 'f64'], formulas: { [formula]: watched } });
  // What is lost in the rounding of a float32 shows in a float64: an implementation is judged in both.
  for (const dtype of ['f32', 'f64'] as const) {
    const { subject, checks } = suite.examine(module, module.formulas[formula]!, dtype);
    for (const check of checks) {
      if (await provenFault(subject, check, { seed: 1, runs: 100 })) return 'caught';
      // A check that gets no answer does not say yes.
      if (broken) return 'caught';
    }
  }
  const { subject } = suite.examine(module, module.formulas[formula]!, 'f64');
  return (await sameEverywhere(subject, right, wrong)) ? 'equivalent' : 'survived';
}

async function sameEverywhere(
  subject: unknown,
  right: ReturnType<typeof loadWith>,
  wrong: ReturnType<typeof loadWith>,
): Promise<boolean> {
  if (!(subject instanceof EquationSubject)) return false;
  for (const regime of Object.keys(REGIMES) as RegimeName[])
    for (let n = 0; n < CASES; n++) {
      const value = drawCase(
        subject.prepared,
        { dtype: 'f64', regime },
        hash(`${subject.name} ${regime} ${n}`),
      );
      const [a, b] = await Promise.all([right, wrong].map(({ vjp }) => gradients(vjp!, value)));
      const exists = existing(subject, value);
      for (const [name, { data }] of Object.entries(a!))
        if (data.some((x, i) => !isSame(x, b![name]!.data[i]!) && exists(name, i))) return false;
    }
  return true;
}

const isSame = (x: number, y: number): boolean => x === y || (Number.isNaN(x) && Number.isNaN(y));

/** Is there a gradient at all? Where the formula jumps there is none, and one may say what one likes. */
function existing(subject: EquationSubject, value: Case): (name: string, index: number) => boolean {
  let oracle: Oracle | undefined;
  return (name, index) => {
    oracle ??= subject.gradientOracle(value);
    return !oracle.kinked || oracle.tolerance[name]!.data[index]!.e < Infinity;
  };
}

const gradients = async (
  vjp: NonNullable<ReturnType<typeof loadWith>['vjp']>,
  { inputs, options, cotangents }: Case,
): Promise<Tensors> => vjp(inputs, options, cotangents, { dtype: 'f64' });
