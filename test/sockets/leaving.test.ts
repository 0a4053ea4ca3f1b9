import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SECOND } from '../../src/core/vocabulary/time.ts';
import type { Parts } from '../../src/ports/parts.ts';
import { sweepClosedDesks } from '../../src/usecases/agents/choosePresence.ts';
import { connectDesk, type DeskClient } from '../support/demo.ts';
import { until } from '../support/patience.ts';
import { startService, type Client, type Service } from '../support/service.ts';

let service: Service;
const desks: DeskClient[] = [];
beforeAll(async () => {
  service = await startService({ jobs: true });
});
afterAll(async () => {
  for (const desk of desks) desk.close();
  await service.close();
});

/** A lead that Ana has accepted and dials by hand. */
async function connecting(phone: string): Promise<{ id: string; ana: Client; desk: DeskClient }> {
  const ana = await service.signIn('ana@demo.test');
  const desk = await connectDesk(service.url, ana.cookie, (one) => desks.push(one));
  await desk.available();
  await fetch(`${service.url}/api/forms/demo/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Lena Left', phone, consent: { call: true, now: true } }),
  });
  const { offerId, lead } = await desk.offer((offer) => offer.lead.person.name === 'Lena Left');
  expect(await desk.ask('offer:accept', { offerId })).toMatchObject({ ok: true });
  return { id: lead.id, ana, desk };
}
const stateOf = async (id: string) => (await service.parts.leads.byId(id))?.state;

test('[R22] signing out while connecting releases the lead at once', async () => {
  const { id, ana } = await connecting('+12025550181');
  await ana.send('DELETE', '/api/session');
  await until(async () => (await stateOf(id)) === 'waiting');
  expect(await service.parts.agents.byId('user_ana')).toMatchObject({ presence: 'offline' });
});

test('[R22] so does signing out on another page of a sign-in whose desk was closed a moment ago', async () => {
  const { id, ana, desk } = await connecting('+12025550182');
  desk.close();
  await until(async () => (await service.parts.agents.byId('user_ana'))?.reach === 'silent');
  expect(await stateOf(id)).toBe('connecting');
  await ana.send('DELETE', '/api/session');
  expect(await stateOf(id)).toBe('waiting');
});

const agent = () => service.parts.agents.byId('user_ana');
/** As if this much time had passed since the desk was closed. */
const later = (ms: number): Parts => ({
  ...service.parts,
  clock: { ...service.parts.clock, now: () => service.parts.clock.now() + ms },
});

test.each([
  ['the desk disconnects', (desk: DeskClient) => desk.close()],
  ['the browser closes the page, with a close frame', (desk: DeskClient) => browserOf(desk).close(1001)],
])('[R22] so does closing the window, unless it is open again within 10 s: %s', async (_how, leave) => {
  const { id, ana, desk } = await connecting('+12025550183');
  desk.socket.io.reconnection(false);
  leave(desk);
  await until(async () => (await agent())?.deskClosedAt !== undefined);
  expect(await sweepClosedDesks(later(8 * SECOND))).toBe(0);
  expect(await stateOf(id)).toBe('connecting');
  // A reload.
  const again = await connectDesk(service.url, ana.cookie, (one) => desks.push(one));
  await again.snapshot();
  await until(async () => (await agent())?.reach === 'reachable');
  expect((await agent())?.deskClosedAt).toBeUndefined();
  again.close();
  await until(async () => (await agent())?.deskClosedAt !== undefined);
  await sweepClosedDesks(later(10 * SECOND));
  expect(await stateOf(id)).toBe('waiting');
  expect(await agent()).toMatchObject({ presence: 'offline' });
});

test('[R9] a connection that breaks without a word keeps its 30 s', async () => {
  const { id, desk } = await connecting('+12025550184');
  desk.socket.io.reconnection(false);
  browserOf(desk).terminate();
  await until(async () => (await agent())?.reach === 'silent');
  expect((await agent())?.deskClosedAt).toBeUndefined();
  await sweepClosedDesks(later(29 * SECOND));
  expect(await stateOf(id)).toBe('connecting');
  expect(await agent()).toMatchObject({ presence: 'available' });
});

/** The WebSocket under a desk. */
function browserOf({ socket }: DeskClient): { close(code: number): void; terminate(): void } {
  return (socket.io.engine.transport as unknown as { ws: { close(code: number): void; terminate(): void } }).ws;
}
