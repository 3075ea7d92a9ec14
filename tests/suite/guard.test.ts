import { describe, expect, it } from 'vitest';
import js from '../../backends/js/index.ts';
import type { Implementation } from '../../backends/lib/contract.ts';
import { checkFormula } from '../../properties/lib/check-formula.ts';
import { loadSuite } from '../../properties/lib/listing.ts';

/** The built-in backend behind an adapter that forgets something. */
function forgetting(formula: string, forget: (options: Record<string, unknown>) => object): Implementation {
  const entry = js.formulas[formula]!;
  return {
    ...js,
    formulas: {
      [formula]: {
        forward: (inputs, options, call) =>
          entry.forward(inputs, { ...options, ...forget({ ...options }) }, call),
      },
    },
  };
}

async function guardOf(formula: string, implementation: Implementation) {
  const wanted = (kind: string) => kind === 'guard';
  const options = { seed: 1, runs: 20, pipeline: 1, wanted };
  const { checks } = await checkFormula(await loadSuite(formula), implementation, 'f32', options);
  return checks[0]!;
}

describe('a run that could not have seen a fault is inconclusive', () => {
  it('passes where everything matters', async () => {
    expect(await guardOf('leaky-relu', js)).toMatchObject({ verdict: 'conforming' });
  });

  it('notices an option that is not forwarded', async () => {
    const report = await guardOf(
      'leaky-relu',
      forgetting('leaky-relu', () => ({ slope: 0.01 })),
    );
    expect(report).toMatchObject({
      verdict: 'inconclusive',
      says: "no answer changed with the option 'slope'",
    });
  });

  it('notices an input that is not forwarded', async () => {
    const linear = js.formulas.linear!;
    const forward: typeof linear.forward = ({ x, W, b }, options, call) =>
      linear.forward(
        { x: x!, W: W!, b: { shape: b!.shape, data: new Float32Array(b!.data.length) } },
        options,
        call,
      );
    const report = await guardOf('linear', { ...js, formulas: { linear: { forward } } });
    expect(report).toMatchObject({ verdict: 'inconclusive', says: "no answer changed with the input 'b'" });
  });
});
