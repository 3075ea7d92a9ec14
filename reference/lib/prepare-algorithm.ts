import type { AlgorithmFormula } from '../../spec/lib/algorithm.ts';
import { parse } from '../../spec/lib/parse.ts';
import { type PreparedSignature, prepare } from './prepare.ts';

const known = new WeakMap<AlgorithmFormula, PreparedSignature>();

/** The signature alone. Throws a SpecError where it is not well formed. */
export function prepareAlgorithm(spec: AlgorithmFormula): PreparedSignature {
  let prepared = known.get(spec);
  if (!prepared) known.set(spec, (prepared = signatureOf(spec)));
  return prepared;
}

/** Shapes are found from equations: of outputs that are zero, here. */
function signatureOf(spec: AlgorithmFormula): PreparedSignature {
  const { outputs } = parse(spec.signature);
  const zeros = outputs.map(({ name, dims }) => {
    const indices = dims.map((_, axis) => `index_${axis}`);
    return `${name}${indices.length > 0 ? `[${indices}]` : ''} = 0`;
  });
  return prepare({ ...spec, equations: [spec.signature, ...zeros].join('\n'), variants: {}, mathjs: '' });
}
