/** Errors are worded in the language of the page that asks. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Campaign } from '../../../src/core/administration/campaign.ts';
import type { Wording } from '../../../src/core/vocabulary/language.ts';
import type { Parts } from '../../../src/ports/parts.ts';
import type { LeadList } from '../../../src/shared/api.ts';
import { startService, type Service } from '../../support/service.ts';
import { koreanWords, words } from '../../support/words.ts';

let service: Service;
beforeEach(async () => {
  service = await startService();
});
afterEach(() => service.close());

test.each([
  ['ko', /시간대/],
  ['en', /time zone/],
  ['de', /time zone/],
])('[W2] asked in %s, an error is worded in a language the person reads', async (language, sentence) => {
  const admin = await service.signIn('admin@demo.test');
  const business = { name: 'Brightroof', country: 'US', language: 'en', zone: 'Nowhere/Near', hours: null };
  const present = (await (await admin.get('/api/admin/business')).json()) as { business: { version: number } | null };
  const version = present.business?.version ?? 0;
  const refused = await admin.send(
    'PUT',
    '/api/admin/business',
    { version, ...business },
    { 'accept-language': language },
  );
  expect(refused.status).toBe(422);
  expect(((await refused.json()) as { fields: Record<string, string> }).fields['zone']).toMatch(sentence);
});

test.each([
  ['ko', koreanWords.mistakes('missing'), koreanWords.mistakes('tooShort', { limit: 10 })],
  ['en', words.mistakes('missing'), words.mistakes('tooShort', { limit: 10 })],
])('[A28] a mistake of shape has a stable code, and is worded in %s', async (language, missing, short) => {
  const admin = await service.signIn('admin@demo.test');
  const asked = { 'accept-language': language };
  const named = await admin.send('POST', '/api/admin/teams', { name: '' }, asked);
  expect(await named.json()).toMatchObject({
    code: 'bad-input',
    fields: { name: missing },
    mistakes: [{ path: 'name', code: 'missing' }],
  });
  const chosen = await admin.send('POST', '/api/welcome', { token: 'x', password: 'short' }, asked);
  expect(await chosen.json()).toMatchObject({
    fields: { password: short },
    mistakes: [{ path: 'password', code: 'tooShort', values: { limit: 10 } }],
  });
});

test('[W11] the language chosen on a page is the account’s: campaigns are named in it, and a wrong one is refused', async () => {
  const ana = await service.signIn('ana@demo.test');
  const sam = await service.signIn('sam@demo.test');
  const choose = (language: string) => ana.send('PUT', '/api/me/language', { language });
  expect((await choose('fr')).status).toBe(422);
  const chosen = await choose('ko');
  expect(await chosen.json()).toMatchObject({ name: 'Ana Silva', language: 'ko' });
  expect(await (await ana.get('/api/me')).json()).toMatchObject({ language: 'ko' });
  expect(await (await sam.get('/api/me')).json()).toMatchObject({ language: 'en' });
  // A preference, not a change made in admin.
  // The demo’s campaign, and nothing since.
  expect((await service.parts.audit.list({ limit: 10 })).items.map(({ action }) => action)).toEqual(['create']);

  await sam.send('PUT', '/api/me/language', { language: 'ko' });
  await service.parts.campaigns.save(
    await named(service.parts.campaigns, { en: 'Solar panels for your home', ko: '우리 집 태양광' }),
  );
  await fetch(`${service.url}/api/forms/demo/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Jo', phone: '+12025550143', consent: { call: true } }),
  });
  const { leads } = (await (await sam.get('/api/leads')).json()) as LeadList;
  expect(leads[0]?.campaign).toBe('우리 집 태양광');
});

async function named(campaigns: Parts['campaigns'], name: Wording): Promise<Campaign> {
  const campaign = await campaigns.byFormKey('demo');
  if (!campaign) throw new Error('the demo has a campaign');
  return { ...campaign, name };
}
