/** The bugs that no formula of Assay can have, by id, and why. */
export default {
  'R-CNV-19':
    'it is about the weights of a benchmark, all zeros, under which its reference is constant: no implementation is at fault',
  'R-LOS-21':
    'the lengths of the inputs are no argument of ctc-loss, whose sequences have at least one step, as those of every recurrence have',
  'R-MET-06':
    'there is no average precision, and the definition of accuracy is what is the mistake there: of equal scores the first is ahead',
  'R-TOK-04':
    'the merges of byte-pair-encoding are learnt from the corpus, where a pair that has been merged no longer stands: no table holds a pair twice',
  'R-TOK-09': 'no formula reads text: symbols are numbers, and nothing normalises characters',
} satisfies Readonly<Record<string, string>>;
