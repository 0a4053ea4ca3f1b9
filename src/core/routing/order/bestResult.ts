/**
 * The agent who wins the largest share of leads of this kind goes first. One lead in ten goes instead to those who have
 * talked with few of them, so that newcomers learn and no one is judged by a handful of calls.
 */
import { drawOf, seedOf } from '../draw.ts';
import { rankBy, type Eligible, type Order } from './order.ts';

/** With fewer conversations, an agent is still learning this kind of lead. */
export const LEARNING_BELOW = 20;
const LEARNS_ONE_IN = 10;
/** Everyone starts from the average, as if they had this many conversations with it: a first win isn’t 100 %. */
const AVERAGE_COUNTS_AS = 10;

export const bestResult: Order = (eligible, { lead }, ranks) => {
  const { kind = '' } = lead;
  const talked = eligible.column(`talked ${kind}`, ({ results }) => results?.get(kind)?.talked ?? 0);
  const won = eligible.column(`won ${kind}`, ({ results }) => results?.get(kind)?.won ?? 0);
  const all = sumOf(eligible, talked, won);
  // Before anyone talked with such a lead, there is nothing to learn from the others’ results.
  if (isForLearning(lead.id, lead.epoch) && all.learning > 0 && all.talked > 0) {
    rankBy(eligible, talked, ranks);
    return { by: 'bestResult', behind: 'learnersTurn' };
  }
  const average = all.talked === 0 ? 0 : all.won / all.talked;
  for (let at = 0; at < eligible.free.length; at += 1) {
    const [own, of] = [won[at] ?? 0, talked[at] ?? 0];
    // In whole percent: less is chance, and the draw decides.
    ranks[at] = 0 - Math.round((100 * (own + average * AVERAGE_COUNTS_AS)) / (of + AVERAGE_COUNTS_AS));
  }
  return { by: 'bestResult', behind: 'wonLess' };
};

/** Of those who are eligible; `learning`: how many are. */
function sumOf({ free, excluded }: Eligible, talked: Float64Array, won: Float64Array) {
  const sums = { talked: 0, won: 0, learning: 0 };
  const add = (at: number, times: 1 | -1) => {
    const conversations = talked[at] ?? 0;
    sums.talked += times * conversations;
    sums.won += times * (won[at] ?? 0);
    if (conversations < LEARNING_BELOW) sums.learning += times;
  };
  for (let at = 0; at < free.length; at += 1) add(at, 1);
  for (const at of excluded) add(at, -1);
  return sums;
}

/** Decided by the lead alone, so that it is the same on every node. */
function isForLearning(leadId: string, epoch: number): boolean {
  return drawOf(seedOf(leadId, epoch), 'learning') % LEARNS_ONE_IN === 0;
}
