import { expect, test } from '@jest/globals';
import type { Lead } from '../../src/core/lead/lead.ts';
import { heldReads } from '../../src/store/heldReads.ts';
import { promiseReads } from '../../src/store/promiseReads.ts';

const callback = (id: string, ownerId: string, dueAt: number) =>
  ({ id, state: 'callback', promise: { ownerId, dueAt } }) as unknown as Lead;
const idsOf = (lists: readonly (readonly Lead[])[]) => lists.map((leads) => leads.map(({ id }) => id));

test('[O58] callbacks of several agents are read at once, each getting their own, soonest first', async () => {
  const stored = [callback('c', 'ana', 3), callback('a', 'ana', 1), callback('x', 'ben', 2), callback('b', 'ana', 1)];
  const asked: (readonly string[])[] = [];
  const read = promiseReads((ownerIds) => {
    asked.push(ownerIds);
    return Promise.resolve(stored);
  });
  const found = await Promise.all([
    read({ ownerId: 'ana', limit: 2 }),
    read({ ownerId: 'ben', limit: 2 }),
    read({ ownerId: 'chloe', limit: 2 }),
  ]);
  expect(idsOf(found)).toEqual([['a', 'b'], ['x'], []]);
  expect(asked).toEqual([['ana', 'ben', 'chloe']]);
});

test('[O58] agents with too many callbacks for one read are asked for one by one', async () => {
  const asked: string[] = [];
  const read = promiseReads((ownerIds, limit, isSorted) => {
    asked.push(`${ownerIds.join()} ${isSorted}`);
    return Promise.resolve(Array.from({ length: limit }, (_, n) => callback(`${n}`, ownerIds[0] ?? '', n)));
  });
  const found = await Promise.all(['ana', 'ben'].map((ownerId) => read({ ownerId, limit: 3 })));
  expect(idsOf(found)).toEqual([
    ['0', '1', '2'],
    ['0', '1', '2'],
  ]);
  expect(asked).toEqual(['ana,ben false', 'ana true', 'ben true']);
});

test('[O58] leads in the slots of several agents are read at once, and a lead of inconsistent shape is nobody’s', async () => {
  const held = (id: string, agentId: string) =>
    ({ id, state: 'wrapUp', person: {}, owner: { agentId, slot: 1 } }) as unknown as Lead;
  const broken = { id: 'broken', state: 'wrapUp' } as unknown as Lead;
  const asked: number[] = [];
  const read = heldReads((slots) => {
    asked.push(slots.length);
    return Promise.resolve([held('a', 'ana'), broken, held('b', 'ben')]);
  });
  expect(idsOf(await Promise.all(['ana', 'ben', 'chloe', 'ana'].map(read)))).toEqual([['a'], ['b'], [], ['a']]);
  expect(asked).toEqual([3 * 16]);
});
