import { describe, expect, it } from 'vitest';
import { cost } from '../../cli/lib/explain/cost.ts';
import { explanation } from '../../cli/lib/explain/explanation.ts';
import { page } from '../../cli/lib/explain/page.ts';
import { toleranceText } from '../../cli/lib/explain/tolerance-text.ts';
import { tolerances } from '../../cli/lib/explain/tolerances.ts';
import { plain } from '../../cli/lib/paint.ts';
import { REGIMES } from '../../properties/lib/regimes.ts';
import { prepare } from '../../reference/lib/prepare.ts';
import { loadFormula, loadSpecs } from '../../spec/lib/listing.ts';
import { assay } from './lib/assay.ts';

describe.each((await loadSpecs()).map((spec) => [spec.name, spec] as const))('the page of %s', (_, spec) => {
  const lines = page(explanation(spec, {}), plain);
  const text = lines.join(' ').replace(/\s+/gu, ' ');

  it('fits a terminal, but for addresses', () => {
    expect(lines.filter((line) => line.length > 100 && !line.includes('://'))).toEqual([]);
  });

  it('has every law, example, variant, pitfall, source and row', () => {
    const rows = Object.keys(spec.rows ?? {});
    const said = [
      spec.title,
      ...Object.values(spec.laws),
      ...spec.examples.map(({ says }) => says),
      ...Object.entries(spec.variants).flatMap(([name, { says }]) => [name, says]),
      ...(spec.pitfalls ?? []),
      ...spec.sources,
      ...rows.map((row) => `${row}:`),
    ];
    expect(said.filter((one) => !text.includes(one.replace(/\s+/gu, ' ')))).toEqual([]);
  });
});

describe('assay explain', () => {
  it('shows the signature, the equations as written, the domains of options, and no colour', async () => {
    const { status, stdout } = await assay('explain', 'lstm-cell');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}lstm_cell\(x\[D\], h\[H\], .* -> h1\[H\], c1\[H\]$/mu);
    expect(stdout).toMatch(/^ {2}h1\[k\] {2}= o\[k\] \* tanh\(c1\[k\]\)$/mu);
    expect(stdout).toMatch(/convention 81 \(LSTM gate order in packed weights\)/u);
    expect(stdout).not.toContain('\u001b');
    expect((await assay('explain', 'conv2d')).stdout).toMatch(
      /^ {2}stride {4}whole number from 1 to 3; 1 unless stated$/mu,
    );
  });

  it('says where the notes are wrong', async () => {
    const { stdout } = await assay('explain', 'label-smoothing-cross-entropy');
    expect(stdout).toMatch(/^ {6}wrong; in the note: Last line: \(1-eps\)H\(p,q\) - eps\*H\(u,q\)/mu);
    expect(stdout).toMatch(/^ {6}erratum: /mu);
  });

  it('prints LaTeX alone', async () => {
    const { stdout } = await assay('explain', 'softmax', '--latex');
    expect(stdout).toMatch(/^% softmax: the definition\n\\begin\{aligned\}\n/u);
    expect(stdout).toContain('y_{i} &= \\frac{e^{x_{i}}}{\\sum_{j} e^{x_{j}}}');
    expect(stdout).not.toContain('Laws');
  });

  it('prints one object', async () => {
    const { stdout } = await assay('explain', 'softmax', '--json', '--tolerance');
    const all = JSON.parse(stdout);
    expect(all.equations).toEqual(['y[i] = exp(x[i]) / sum[j](exp(x[j]))']);
    expect(all.special[1].inputs.x).toEqual([0, '-Infinity']);
    expect(all.rows.map(({ row }: { row: string }) => row)).toContain('004/activation.softmax.jacobian');
    expect(all.tolerance.length).toBeGreaterThan(5);
  });

  it.each([
    ['softmx', "did you mean 'softmax'?"],
    ['lstm-cel', "did you mean 'lstm-cell'?"],
    ['nothing-like-it', 'There is no formula'],
  ])('does not know %s', async (name, says) => {
    const { status, stdout, stderr } = await assay('explain', name);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(says);
  });

  it.each(['K=3', 'K', 'D=0', 'D=1.5'])('does not take the sizes %s', async (sizes) => {
    expect((await assay('explain', 'linear', '--sizes', sizes)).status).toBe(2);
  });
});

describe('cost', () => {
  const of = async (name: string, sizes: Record<string, number>) =>
    cost(prepare(await loadFormula(name)), sizes);

  it('of a linear layer', async () => {
    const { operations, parameters } = await of('linear', { D: 12, O: 7 });
    expect(operations.multiplications).toBe(12 * 7);
    expect(operations.additions).toBe(12 * 7);
    expect(parameters).toBe(12 * 7 + 7);
  });

  it('of an LSTM cell: four products with both weights, three products a unit, five functions', async () => {
    const { operations, parameters } = await of('lstm-cell', { D: 3, H: 4 });
    expect(operations.multiplications).toBe(4 * 4 * (3 + 4) + 3 * 4);
    expect(operations.functions).toBe(5 * 4);
    expect(parameters).toBe(4 * 4 * (3 + 4) + 4 * 4);
  });

  it('of a convolution: the notes’ 1792 parameters of 64 kernels of 3 × 3 × 3', async () => {
    const { operations, parameters, elements } = await of('conv2d', { D: 3, E: 64, R: 3, S: 3, H: 5, W: 6 });
    expect(parameters).toBe(1792);
    expect(elements.y).toBe(64 * 3 * 4);
    expect(operations.multiplications).toBe(64 * 3 * 4 * 27);
  });

  it('of attention in which nothing is masked', async () => {
    const { operations } = await of('scaled-dot-product-attention', { N: 2, M: 3, D: 4, E: 5 });
    expect(operations.multiplications).toBeGreaterThanOrEqual(2 * 3 * (4 + 5));
  });
});

describe('tolerance', () => {
  it('has a line for each way of drawing numbers, and says what cancels', async () => {
    const all = tolerances(prepare(await loadFormula('log-softmax')), 'f32');
    expect(all.map(({ regime }) => regime)).toEqual(Object.keys(REGIMES));
    for (const { ulps, roundings, tolerance, value } of all) {
      expect(ulps).toBeGreaterThan(0);
      expect(roundings).toBeGreaterThan(0);
      expect(tolerance).toBeLessThan(Math.abs(value) * 2 ** 10);
    }
    expect(all.find(({ regime }) => regime === 'offset')!.because).toMatch(
      /^terms up to \S+ cancel to \S+: /u,
    );
  });

  it('of doubles is 2⁻²⁹ of that of floats', async () => {
    const softmax = prepare(await loadFormula('softmax'));
    const [f32, f64] = (['f32', 'f64'] as const).map(
      (dtype) => tolerances(softmax, dtype).find(({ regime }) => regime === 'zeros')!,
    );
    expect(f32!.tolerance / f64!.tolerance / 2 ** 29).toBeCloseTo(1, 0);
  });

  it('is none where nothing rounds', async () => {
    const all = tolerances(prepare(await loadFormula('embedding')), 'f32');
    expect(all).toEqual([]);
    expect(toleranceText(all, 'f32', plain).join('\n')).toContain('must be exact');
  });
});
