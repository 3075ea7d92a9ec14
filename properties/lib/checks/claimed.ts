import { ClaimError } from '../claim.ts';
import { CONFORMS, type Finding } from './check.ts';

/** Makes claims: one that does not hold is what is found. */
export async function claimed(claims: () => void | Promise<void>): Promise<Finding> {
  try {
    await claims();
    return CONFORMS;
  } catch (thrown) {
    if (thrown instanceof ClaimError) return { verdict: 'wrong', says: thrown.message };
    throw thrown;
  }
}
