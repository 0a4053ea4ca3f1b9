import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from '@jest/globals';
import { formDoor } from '../../../src/http/intake/formDoor.ts';

/** A door that records what it lets in and refuses, by the end of its URL. */
function doorway({ room = Number.POSITIVE_INFINITY } = {}) {
  const letIn: string[] = [];
  const refused: string[] = [];
  let at = 0;
  const nameOf = (req: IncomingMessage) => req.headers['name'] as string;
  const door = formDoor({
    intake: { hasRoom: (before) => before < room },
    answer: (req) => void letIn.push(nameOf(req)),
    refuse: (req) => void refused.push(nameOf(req)),
    now: () => at,
  });
  const send = (name: string, { method = 'POST', url = '/api/forms/demo/leads', destroyed = false } = {}) =>
    door.answer(
      { method, url, headers: { name } } as unknown as IncomingMessage,
      { destroyed } as unknown as ServerResponse & { req: IncomingMessage },
    );
  return { send, letIn, refused, door, pass: (ms: number) => void (at += ms) };
}
const names = (count: number) => Array.from({ length: count }, (_, n) => `form ${n}`);
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test('[O55] a few forms are let in per turn of the event loop, in the order in which they arrived', async () => {
  const { send, letIn, refused } = doorway();
  for (const name of names(40)) send(name);
  expect(letIn).toEqual(names(16));
  await nextTurn();
  expect(letIn).toEqual(names(32));
  // One that arrives now is behind those that wait.
  send('late');
  await nextTurn();
  expect(letIn).toEqual([...names(40), 'late']);
  expect(refused).toEqual([]);
});

test('[O55] a form that comes alone, and whatever isn’t a form, is let in at once', async () => {
  const { send, letIn } = doorway();
  for (const name of names(30)) send(name);
  send('desk', { method: 'GET', url: '/desk' });
  send('page of the form', { method: 'GET', url: '/f/demo' });
  expect(letIn.slice(16)).toEqual(['desk', 'page of the form']);
  await nextTurn();
  await nextTurn();
  send('alone');
  expect(letIn.at(-1)).toBe('alone');
});

test('[O55] one that waited over half a second is refused, and so is one behind as many as can be stored in time', async () => {
  const { send, letIn, refused, pass } = doorway({ room: 10 });
  for (const name of names(26)) send(name);
  send('behind them');
  expect(refused).toEqual(['behind them']);
  pass(501);
  await nextTurn();
  expect(letIn).toEqual(names(16));
  expect(refused).toEqual(['behind them', ...names(26).slice(16)]);
});

test('[O55] who left while waiting costs no turn, and a stop lets everyone in', async () => {
  const { send, letIn, refused, door } = doorway();
  for (const name of names(16)) send(name);
  for (const name of names(16)) send(`left ${name}`, { destroyed: true });
  send('stayed');
  await nextTurn();
  expect(letIn.slice(16)).toEqual(['stayed']);
  for (const name of names(60)) send(name);
  door.letAllIn();
  expect(letIn).toHaveLength(77);
  expect(refused).toEqual([]);
  await nextTurn();
  expect(letIn).toHaveLength(77);
});

test('[O55] pages’ forms wait in the same line; beyond 64 of them, the next ones are refused', async () => {
  const { send, letIn, refused } = doorway({ room: 0 });
  for (const name of names(90)) send(name, { url: '/f/demo?lang=ko' });
  expect(letIn).toHaveLength(16);
  expect(refused).toEqual(names(90).slice(80));
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
  expect(letIn).toHaveLength(80);
  send('later', { url: '/f/demo' });
  expect(letIn.at(-1)).toBe('later');
});

test('[O68] while connections are opened, one form is let in per turn, and all again once they stop', async () => {
  const { send, letIn, refused, door } = doorway();
  door.connected();
  for (const name of names(5)) send(name);
  expect(letIn).toEqual(names(1));
  await nextTurn();
  expect(letIn).toEqual(names(2));
  door.connected();
  send('another');
  await nextTurn();
  expect(letIn).toEqual(names(3));
  await nextTurn();
  expect(letIn).toEqual([...names(5), 'another']);
  for (const name of names(3)) send(name);
  expect(letIn).toHaveLength(9);
  expect(refused).toEqual([]);
});

test.each(['/api/forms/demo/leads?x=1', '/API/forms/demo/leads/', '/api/leads', '/f/demo/'])(
  '[O55] %s is a form',
  (url) => {
    const { send, letIn } = doorway();
    for (const name of names(17)) send(name, { url });
    expect(letIn).toHaveLength(16);
  },
);
