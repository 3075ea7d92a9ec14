/** What is said of an answer, from good to bad (the design's §3 in code). */
export type Verdict = 'conforming' | 'imprecise' | 'unstable' | 'wrong' | 'inconclusive';

/** The worse of two: a proven fault outweighs a doubt, and a doubt outweighs a pass only where nothing was proven. */
const RANK: Readonly<Record<Verdict, number>> = {
  conforming: 0,
  inconclusive: 1,
  imprecise: 2,
  unstable: 3,
  wrong: 4,
};

export const worse = (a: Verdict, b: Verdict): Verdict => (RANK[b] > RANK[a] ? b : a);

export const isFault = (verdict: Verdict): boolean => RANK[verdict] > RANK.inconclusive;
