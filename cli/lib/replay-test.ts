import { checkModule } from '../../backends/lib/check-module.ts';
import type { Implementation } from '../../backends/lib/contract.ts';
import { guarded } from '../../backends/lib/guard.ts';
import { plain } from './paint.ts';

/**
 * One case of a report once more, as a test of whatever framework is at hand, to be stopped in with a debugger:
 *
 *     test('as reported', () => replay(mine, 'softmax:agreement:f32:mha28r'));
 *
 * Rejects with what a report would say, unless the case conforms, or is right and imprecise.
 * @throws Error for what is no token, and where the implementation does not have what it is of
 */
export async function replay(mine: Implementation, token: string): Promise<void> {
  const implementation = guarded(checkModule('replay', { default: mine }));
  // Loaded when it is called: who only writes an implementation does not need the engine.
  const [{ readToken, replay: again }, { checkText }] = await Promise.all([
    import('./replay.ts'),
    import('./failure-text.ts'),
  ]);
  const origin = readToken(token);
  const check = await again(origin, implementation);
  if (check.verdict === 'conforming' || check.verdict === 'imprecise') return;
  const { name } = implementation;
  const context = { name, replay: () => `replay(${name}, '${token}')`, paint: plain };
  throw new Error(checkText(check, { name: origin.formula, dtype: origin.dtype }, context).join('\n'));
}
