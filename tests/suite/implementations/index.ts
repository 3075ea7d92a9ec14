import { type Implementation, implementation } from '../../../backends/lib/contract.ts';
import adam from './adam.ts';
import avgPool2d from './avg-pool2d.ts';
import binaryCrossEntropy from './binary-cross-entropy-with-logits.ts';
import conv2d from './conv2d.ts';
import cosineSimilarity from './cosine-similarity.ts';
import depthwiseConv2d from './depthwise-conv2d.ts';
import { batchNorm, groupNorm, instanceNorm } from './folded-norms.ts';
import type { Forms } from './form.ts';
import gruCell from './gru-cell.ts';
import layerNorm from './layer-norm.ts';
import linear from './linear.ts';
import logSoftmax from './log-softmax.ts';
import lstm from './lstm.ts';
import lstmCell from './lstm-cell.ts';
import type { Machine } from './machine.ts';
import { machines } from './machines.ts';
import rmsNorm from './rms-norm.ts';
import rnnCell from './rnn-cell.ts';
import scaledDotProductAttention from './scaled-dot-product-attention.ts';
import sigmoid from './sigmoid.ts';
import silu from './silu.ts';
import softmax from './softmax.ts';
import softmaxCrossEntropy from './softmax-cross-entropy.ts';
import squaredError from './squared-error.ts';
import tanh from './tanh.ts';

const forms: Readonly<Record<string, Forms>> = {
  softmax,
  'layer-norm': layerNorm,
  'batch-norm': batchNorm,
  'group-norm': groupNorm,
  'instance-norm': instanceNorm,
  'lstm-cell': lstmCell,
  'scaled-dot-product-attention': scaledDotProductAttention,
  conv2d,
  sigmoid,
  silu,
  tanh,
  linear,
  'squared-error': squaredError,
  'rms-norm': rmsNorm,
  'softmax-cross-entropy': softmaxCrossEntropy,
  'log-softmax': logSoftmax,
  'rnn-cell': rnnCell,
  'gru-cell': gruCell,
  lstm,
  adam,
  'avg-pool2d': avgPool2d,
  'depthwise-conv2d': depthwiseConv2d,
  'cosine-similarity': cosineSimilarity,
  'binary-cross-entropy-with-logits': binaryCrossEntropy,
};

/** The formulas that are computed in many ways here. */
export const formulas: readonly string[] = Object.keys(forms);

/** Every form of the formula on each of the machines: all different, and right where the machines are. */
export const implementationsOf = (formula: string, on: readonly Machine[] = machines): Implementation[] =>
  Object.entries(forms[formula]).flatMap(([form, make]) =>
    on.map((machine) =>
      implementation({
        name: `${form} (${machine.dtype}, ${machine.name})`,
        dtypes: [machine.dtype],
        ftz: machine.flushes,
        formulas: { [formula]: make(machine) },
      }),
    ),
  );
