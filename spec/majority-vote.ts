import { formula } from './lib/formula.ts';
import { int } from './lib/options.ts';

export default formula({
  name: 'majority-vote',
  family: 'statistics',
  title: 'How often most of several independent voters are right, from how often each is right or wrong',
  sources: [
    'Condorcet (1785), Essai sur l’application de l’analyse à la probabilité des décisions',
    'Dietterich (2000), Ensemble methods in machine learning',
  ],

  equations: `majority_vote(p[2]; voters) -> P
    ways[i<voters+1] = prod[j<voters](j < i ? (voters - j) / (j + 1) : 1)
    P = sum[i<voters+1](2*i > voters ? ways[i] * p[0]^i * p[1]^(voters - i) : 0)`,
  over: { batch: ['p'] },
  options: { voters: int(1, 7, 5) },
  inputs: { p: 'distribution' },

  laws: {
    C1: 'it is the share of all 2ᴷ patterns of votes, each with its probability, in which more than half are right',
    C2: 'for an odd number of voters it is better than one voter where p > ½, worse where p < ½, and equal at ½, 0 and 1',
    C3: 'the right and the wrong majority add up to one for an odd number of voters; for an even one a tie is neither',
    C4: 'two voters more, of an odd number, help where p > ½ and harm where p < ½',
    C5: 'voters who always agree are one voter: the vote wins nothing',
    C6: 'p·dP adds up to the number of voters times P',
  },
  examples: [
    {
      says: 'five voters that are right with probability 0.7',
      inputs: { p: [[0.7, 0.3]] },
      options: { voters: 5 },
      outputs: { P: ['0.83692'] },
      row: '000/statistics.ensemble.majority-vote',
    },
    {
      says: 'five voters that are right with probability 0.4 are worse together',
      inputs: { p: [[0.4, 0.6]] },
      options: { voters: 5 },
      outputs: { P: ['0.31744'] },
      row: '000/statistics.ensemble.majority-vote',
    },
    {
      says: 'three at ¾: 27/32',
      inputs: { p: [[0.75, 0.25]] },
      options: { voters: 3 },
      outputs: { P: [0.84375] },
    },
    {
      says: 'of two at ½ both must be right',
      inputs: { p: [[0.5, 0.5]] },
      options: { voters: 2 },
      outputs: { P: [0.25] },
    },
  ],
  special: [
    {
      says: 'voters that are always right, or always wrong',
      inputs: {
        p: [
          [1, 0],
          [0, 1],
        ],
      },
      options: { voters: 5 },
      outputs: { P: [1, 0] },
    },
  ],
  variants: {
    'always-better': {
      kind: 'mistake',
      says: 'the probability that any voter is right, which no number of voters lowers',
      edits: 'P = 1 - p[1]^voters',
      seen: ['000/statistics.ensemble.majority-vote'],
    },
    'ties-win': {
      kind: 'convention',
      says: 'ties counted as won',
      edits: 'P = sum[i<voters+1](2*i >= voters ? ways[i] * p[0]^i * p[1]^(voters - i) : 0)',
    },
    'ties-by-a-coin': {
      kind: 'convention',
      says: 'ties decided by a fair coin',
      edits:
        'P = sum[i<voters+1]((2*i > voters ? 1 : 2*i == voters ? 0.5 : 0) * ways[i] * p[0]^i * p[1]^(voters - i))',
    },
    'every-pattern-once': {
      kind: 'mistake',
      says: 'one pattern for each number of right votes, without the binomial coefficient',
      edits: 'P = sum[i<voters+1](2*i > voters ? p[0]^i * p[1]^(voters - i) : 0)',
    },
    'exactly-a-bare-majority': {
      kind: 'mistake',
      says: 'bare majorities alone',
      edits: 'P = sum[i<voters+1](i == voters div 2 + 1 ? ways[i] * p[0]^i * p[1]^(voters - i) : 0)',
    },
    'voters-who-agree': {
      kind: 'mistake',
      says: 'one voter’s probability, as if all made the same errors',
      edits: 'P = p[0]',
    },
  },
  pitfalls: [
    'a vote helps only voters that are right more often than not, and whose errors are not the same',
  ],

  rows: {
    '000/statistics.ensemble.majority-vote': ['law C1', 'law C2', 'law C5', 'variant always-better'],
  },

  mathjs: `q(k, i) = i < 0 ? 0 : (k == 0 ? (i == 0 ? 1 : 0) : q(k - 1, i) * p[2] + q(k - 1, i - 1) * p[1]);
    P = sum(map(range(0, voters, true), f(i) = 2 * i > voters ? q(voters, i) : 0))`,
});
