import { afterAll, beforeAll, expect, test } from '@jest/globals';
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
