/**
 * The agent who wins the largest share of leads of this kind goes first. One lead in ten goes instead to those who have
 * talked with few of them, so that newcomers learn and no one is judged by a handful of calls.
 */
import type { Candidate } from '../candidate.ts';
import { drawOf, seedOf } from '../draw.ts';
import type { Result } from '../results.ts';
import type { Order } from './order.ts';

/** With fewer conversations, an agent is still learning this kind of lead. */
export const LEARNING_BELOW = 20;
const LEARNS_ONE_IN = 10;
/** Everyone starts from the average, as if they had this many conversations with it: a first win isn’t 100 %. */
const AVERAGE_COUNTS_AS = 10;

export const bestResult: Order = (eligible, { lead }) => {
  const { kind = '' } = lead;
  const resultOf = ({ results }: Candidate) => results?.get(kind) ?? NOTHING;
  const all = sumOf(eligible, resultOf);
  // Before anyone talked with such a lead, there is nothing to learn from the others’ results.
  if (isForLearning(lead.id, lead.epoch) && all.isAnyoneLearning && all.talked > 0)
    return { by: 'bestResult', rank: (candidate) => resultOf(candidate).talked, behind: 'learnersTurn' };

  const average = all.talked === 0 ? 0 : all.won / all.talked;
  return {
    by: 'bestResult',
    rank(candidate) {
      const { talked, won } = resultOf(candidate);
      // In whole percent: less is chance, and the draw decides.
      return 0 - Math.round((100 * (won + average * AVERAGE_COUNTS_AS)) / (talked + AVERAGE_COUNTS_AS));
    },
    behind: 'wonLess',
  };
};

const NOTHING: Result = { talked: 0, won: 0 };

function sumOf(eligible: readonly Candidate[], resultOf: (candidate: Candidate) => Result) {
  let [talked, won, isAnyoneLearning] = [0, 0, false];
  for (const candidate of eligible) {
    const one = resultOf(candidate);
    talked += one.talked;
    won += one.won;
    isAnyoneLearning ||= one.talked < LEARNING_BELOW;
  }
  return { talked, won, isAnyoneLearning };
}

/** Decided by the lead alone, so that it is the same on every node. */
function isForLearning(leadId: string, epoch: number): boolean {
  return drawOf(seedOf(leadId, epoch), 'learning') % LEARNS_ONE_IN === 0;
}
