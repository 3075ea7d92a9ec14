import { float64 } from '../reference/arithmetic/float64.ts';
import { evaluate } from '../reference/lib/evaluate.ts';
import { prepare } from '../reference/lib/prepare.ts';
import additiveScore from '../spec/additive-score.ts';
import dotScore from '../spec/dot-score.ts';
import type { OptionValues, Tensor } from '../spec/lib/tensor.ts';
import linear from '../spec/linear.ts';
import spec from '../spec/score-cost.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { numbers, operationsOf } from './lib/counted.ts';
import type { Random } from './lib/random.ts';

const sizesOf = (options: OptionValues) => options as Record<'width' | 'hidden' | 'queries' | 'keys', number>;

const matrix = (rows: number, columns: number, random: Random): Tensor => ({
  shape: [rows, columns],
  data: Float64Array.from({ length: rows * columns }, () => random.integer(-8, 8)),
});

export default algorithmLaws(spec, {
  C1: async ({ options, run, that }) => {
    const { width, queries, keys } = sizesOf(options);
    const { dot } = numbers(await run({}));
    const counted = queries * operationsOf(dotScore, { D: width, M: keys }).multiplications;
    that(dot === counted, `dot is ${dot}, ${counted} products are counted`);
  },
  C2: async ({ options, run, that }) => {
    const { width, hidden, queries, keys } = sizesOf(options);
    const { additive, tanhs } = numbers(await run({}));
    const all = operationsOf(additiveScore, { A: width, F: width, C: hidden, M: keys });
    const project = operationsOf(linear, { D: width, O: hidden }).multiplications;
    const rest = queries * (all.multiplications - (1 + keys) * project);
    that(additive === rest, `additive is ${additive}, ${rest} products are counted`);
    that(tanhs === queries * all.functions, `tanhs is ${tanhs}, ${queries * all.functions} are counted`);
  },
  C3: async ({ options, run, that }) => {
    const { hidden, queries, keys } = sizesOf(options);
    const equal = numbers(await run({}, { ...options, width: hidden }));
    that(equal.dot === equal.additive, `equally wide, dot costs ${equal.dot}, additive ${equal.additive}`);
    that(equal.dot === queries * keys * hidden, `a pair costs ${equal.dot! / (queries * keys)}`);
    const doubled = numbers(await run({}, { ...options, hidden: 2 * hidden, width: 3 * hidden }));
    that(
      doubled.additive === 2 * equal.additive!,
      `additive grows from ${equal.additive} to ${doubled.additive}`,
    );
    that(doubled.dot === 3 * equal.dot!, `dot grows from ${equal.dot} to ${doubled.dot}`);
  },
  C4: async ({ options, run, that }) => {
    const { width, hidden, queries, keys } = sizesOf(options);
    const { projecting, dot } = numbers(await run({}));
    const each = operationsOf(linear, { D: width, O: hidden }).multiplications;
    that(
      projecting === (queries + keys) * each,
      `projecting is ${projecting}, must be ${queries + keys}·${each}`,
    );
    const more = numbers(await run({}, { ...options, queries: 3 * queries, keys: 3 * keys }));
    that(more.projecting === 3 * projecting!, `projecting grows from ${projecting} to ${more.projecting}`);
    that(more.dot === 9 * dot!, `dot grows from ${dot} to ${more.dot}`);
  },
  C5: async ({ options, random, run, that }) => {
    const { width, queries, keys } = sizesOf(options);
    const { dot } = numbers(await run({}));
    const product = queries * operationsOf(linear, { D: width, O: keys }).multiplications;
    that(dot === product, `dot is ${dot}, and the matrix product costs ${product}`);
    const [Q, K] = [matrix(queries, width, random), matrix(keys, width, random)];
    const layer = prepare(linear);
    const zeros = { shape: [keys], data: new Float64Array(keys) };
    const inputs = { x: Q, W: K, b: zeros };
    const together = evaluate(layer, layer.truth.definition, float64, inputs, {}).y!.data;
    const score = prepare(dotScore);
    const alone = Array.from({ length: queries }, (_, i) => {
      const q = { shape: [1, width], data: Q.data.slice(i * width, (i + 1) * width) };
      const pair = { q, K: { shape: [1, keys, width], data: K.data } };
      return evaluate(score, score.truth.definition, float64, pair, {}).s!.data;
    }).flat();
    that(String(together) === String(alone), `Q Kᵀ is ${together}, and the inner products are ${alone}`);
  },
});
