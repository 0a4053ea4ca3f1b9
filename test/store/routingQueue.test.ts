import { expect, test } from '@jest/globals';
import type { Lead } from '../../src/core/lead/lead.ts';
import { SECOND } from '../../src/core/vocabulary/time.ts';
import { queueMemory, WHOLE_QUEUE } from '../../src/store/routingQueue.ts';
import { leadIn, NOON } from '../support/leads.ts';

const waiting = (second: number): Lead => {
  const lead = leadIn('waiting');
  if (lead.state !== 'waiting') throw new Error('not waiting');
  const rankedFrom = NOON + second * SECOND;
  return { ...lead, id: `ld_${second}`, wait: { ...lead.wait, rankedFrom, bonusMs: 0 } };
};
const memoryOf = (count: number) => {
  const all = Array.from({ length: count }, (_one, second) => waiting(second));
  const read = { held: [], owesWhenFree: false, nextCallback: null, nextDeadline: null };
  return queueMemory(() => Promise.resolve({ ...read, waiting: all.slice(0, WHOLE_QUEUE + 1) }));
};
const taken = (lead: Lead): Lead => ({ ...lead, ...leadIn('offered'), id: lead.id, seq: lead.seq + 1 });

test('[O62] a long queue’s head stays its head: a new lead doesn’t move up to leads that aren’t in memory', async () => {
  const queue = memoryOf(WHOLE_QUEUE + 200);
  expect(await queue.get(true)).toMatchObject({ isWhole: false });
  const { waiting: head } = await queue.get(false);
  for (const lead of head.slice(0, 50)) queue.saw(taken(lead));
  queue.saw(waiting(WHOLE_QUEUE + 300));
  const ids = (await queue.get(false)).waiting.map(({ id }) => id);
  expect(ids).not.toContain(`ld_${WHOLE_QUEUE + 300}`);
  expect(ids[0]).toBe('ld_50');
  // One that is more urgent than what is in memory takes its place there.
  queue.saw({ ...waiting(60.5), id: 'ld_urgent' });
  expect((await queue.get(false)).waiting[11]?.id).toBe('ld_urgent');
});

test('[O62] a queue that is in memory as a whole takes every new lead', async () => {
  const queue = memoryOf(10);
  await queue.get(true);
  queue.saw(waiting(99));
  expect((await queue.get(false)).waiting.map(({ id }) => id).at(-1)).toBe('ld_99');
  expect(queue.knownWaiting()).toBe(11);
});
