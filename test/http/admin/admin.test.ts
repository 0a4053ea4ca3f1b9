import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type {
  ApiLead,
  BusinessView,
  CampaignFields,
  CampaignView,
  EditedMeanwhile,
  Invited,
  NamedItemView,
  NewKey,
  PersonChanged,
  PersonView,
  SetupProgress,
} from '../../../src/shared/admin.ts';
import type { AuditList } from '../../../src/shared/adminAudit.ts';
import type { Problem } from '../../../src/shared/api.ts';
import { campaignFields } from '../../../src/web/admin/campaigns/campaignFields.ts';
import { clientOf, cookieOf, jsonOf, startService, type Client, type Service } from '../../support/service.ts';

let service: Service;
let admin: Client;
beforeAll(async () => {
  service = await startService();
  admin = await service.signIn('admin@demo.test');
});
afterAll(() => service.close());

const anyone = () => clientOf(service.url, '');
const agent = { teamIds: [], languages: ['en'], skills: {}, capacity: 1 };
let people = 0;
const invite = (changes: object = {}) => {
  people += 1;
  const person = { name: `New ${people}`, role: 'agent', language: 'en', agent, email: `new${people}@example.com` };
  return jsonOf<Invited>(admin.send('POST', '/api/admin/people', { ...person, ...changes }), 201);
};
const tokenOf = ({ link }: Invited) => link.split('#')[1] ?? '';
const welcome = (invited: Invited, password = 'a long enough one') =>
  anyone().send('POST', '/api/welcome', { token: tokenOf(invited), password });
const template = () => jsonOf<CampaignFields>(admin.get('/api/admin/campaigns/template'));
const make = async (formKey: string, changes: object = {}) =>
  jsonOf<CampaignView>(admin.send('POST', '/api/admin/campaigns', { ...(await template()), formKey, ...changes }), 201);

test('[A19] every route is for administrators only', async () => {
  const [ana, sam] = await Promise.all([service.signIn('ana@demo.test'), service.signIn('sam@demo.test')]);
  const routes = service.app.published.filter(({ path }) => path.startsWith('/api/admin/'));
  expect(routes.length).toBeGreaterThan(30);
  for (const { method, path } of routes) {
    const address = path.replace(/:\w+/, 'user_admin');
    const body = method === 'get' || method === 'delete' ? undefined : {};
    for (const [client, status] of [
      [anyone(), 401],
      [ana, 403],
      [sam, 403],
    ] as const) {
      const asked = await client.send(method.toUpperCase(), address, body);
      expect([method, path, asked.status]).toEqual([method, path, status]);
      await asked.arrayBuffer();
    }
  }
});

test('[A9] the second of two administrators learns who was faster, and what is stored now', async () => {
  const { business } = await jsonOf<{ business: BusinessView }>(admin.get('/api/admin/business'));
  const { changedAt: _at, changedBy: _by, ...base } = business;
  const saves = ['One', 'Two'].map((name) => admin.send('PUT', '/api/admin/business', { ...base, name }));
  const answers = await Promise.all(saves);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const lost = answers.findIndex(({ status }) => status === 409);
  const winner = ['Two', 'One'][lost];
  const refusal = (await answers[lost]?.json()) as EditedMeanwhile<BusinessView>;
  expect(refusal).toMatchObject({
    code: 'edited-meanwhile',
    by: 'Robin Hale',
    current: { name: winner, version: base.version + 1 },
  });
  const now = await jsonOf<{ business: BusinessView }>(admin.get('/api/admin/business'));
  expect(now.business).toMatchObject({ name: winner, version: base.version + 1, changedBy: 'Robin Hale' });
});

test('[A26] the business’s hours are refused if a campaign follows them and nobody in its country may be called then', async () => {
  await make('by-night', { country: 'KR' });
  const { business } = await jsonOf<{ business: BusinessView }>(admin.get('/api/admin/business'));
  const { changedAt: _at, changedBy: _by, ...base } = business;
  const span = [{ from: 0, to: 300 }];
  const weekly = { 1: span, 2: span, 3: span, 4: span, 5: span, 6: span, 7: span };
  const save = (zone: string) =>
    admin.send('PUT', '/api/admin/business', { ...base, zone, hours: { weekly, holidays: [] } });
  const problem = await jsonOf<{ fields: Record<string, string> }>(save('Asia/Seoul'), 422);
  expect(problem.fields['hours.weekly']).toMatch(/KR.*8 AM.*Asia\/Seoul/);
});

test('[A1] a campaign with mistakes is refused whole, in the administrator’s language, and nothing is saved', async () => {
  const before = await jsonOf<{ campaigns: CampaignView[] }>(admin.get('/api/admin/campaigns'));
  const draft = { ...(await template()), formKey: 'demo', script: { en: 'Hello {nobody}' }, teamIds: ['gone'] };
  const refused = admin.send('POST', '/api/admin/campaigns', draft);
  const problem = await jsonOf<{ fields: Record<string, string> }>(refused, 422);
  expect(Object.keys(problem.fields).sort()).toEqual(['formKey', 'script.en', 'teamIds.0']);
  expect(problem.fields['script.en']).toMatch(/\{nobody\}.*\{name\}/);
  expect(await jsonOf(admin.get('/api/admin/campaigns'))).toEqual(before);
  const checked = await jsonOf<object>(admin.send('POST', '/api/admin/campaigns/check', { campaign: draft }));
  expect(checked).toMatchObject({ fields: problem.fields });
});

test('[A171] a campaign says what its calls are for: sales unless chosen otherwise, and each change is in the audit log', async () => {
  const { kind: _kind, ...older } = await template();
  const made = await jsonOf<CampaignView>(
    admin.send('POST', '/api/admin/campaigns', { ...older, formKey: 'purpose' }),
    201,
  );
  expect(made.kind).toBe('sales');
  const path = `/api/admin/campaigns/${made.id}`;
  const saved = admin.send('PUT', path, { version: 1, ...campaignFields(made), kind: 'charity' });
  expect(await jsonOf(saved)).toMatchObject({ kind: 'charity' });
  const { entries } = await jsonOf<AuditList>(admin.get(`/api/admin/audit?what=campaign&id=${made.id}`));
  expect(entries[0]).toMatchObject({ before: { kind: 'sales' }, after: { kind: 'charity' } });
  const wrong = admin.send('PUT', path, { version: 2, ...campaignFields(made), kind: 'exempt' });
  expect(await jsonOf(wrong, 422)).toMatchObject({ fields: { kind: expect.any(String) } });
  // Stored by an earlier version.
  const stored = service.stores.connection.collection<{ _id: string }>('campaigns');
  await stored.updateOne({ _id: made.id }, { $unset: { kind: 1 } });
  service.parts.campaigns.reread();
  expect((await service.parts.campaigns.byId(made.id))?.kind).toBe('sales');
});

test('[A1] what has no shape and what has no meaning is named in one round', async () => {
  const form = await template();
  const added = { name: '', label: { en: '' }, required: false, kind: 'choice' };
  const choices = [{ value: '', label: { en: '' } }];
  const sent = admin.send('POST', '/api/admin/campaigns', {
    ...form,
    fields: [{ ...added, choices }],
    script: { en: 'Hello {nobody}' },
    bonusSeconds: null,
    policy: { ...form.policy, offerMs: 1e300 },
    cadence: { ...form.cadence, retryMs: [] },
  });
  const { fields } = await jsonOf<{ fields: object }>(sent, 422);
  expect(Object.keys(fields).sort()).toEqual([
    ...['bonusSeconds', 'cadence.retryMs', 'fields.0.choices.0.label.en', 'fields.0.choices.0.value'],
    ...['fields.0.label.en', 'fields.0.name', 'policy.offerMs', 'script.en'],
  ]);

  const { business } = await jsonOf<{ business: BusinessView }>(admin.get('/api/admin/business'));
  const day = [{ from: 600, to: 500 }];
  const weekly = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((name) => [name, day]));
  const saved = admin.send('PUT', '/api/admin/business', {
    version: business.version,
    name: '',
    country: 'XX',
    language: 'en',
    zone: 'Mars/Olympus',
    hours: { weekly, holidays: ['2027-02-30'] },
  });
  expect(Object.keys((await jsonOf<{ fields: object }>(saved, 422)).fields)).toEqual(
    expect.arrayContaining(['name', 'country', 'zone', 'hours.weekly.1.0', 'hours.weekly.7.0', 'hours.holidays.0']),
  );

  const person = { name: '', role: 'agent', language: 'en', email: 'ana@demo.test' };
  const nobody = { teamIds: ['gone'], languages: [], skills: {}, capacity: null };
  const invited = admin.send('POST', '/api/admin/people', { ...person, agent: nobody });
  expect(Object.keys((await jsonOf<{ fields: object }>(invited, 422)).fields).sort()).toEqual([
    ...['agent.capacity', 'agent.languages', 'agent.teamIds.0', 'email', 'name'],
  ]);
});

test('[F1] a name is one line, whoever sends it; a script keeps its lines', async () => {
  const made = await make('lines', { name: { en: 'Solar\npanels' }, script: { en: 'Hello.\nHow are you?' } });
  expect(made).toMatchObject({ name: { en: 'Solar panels' }, script: { en: 'Hello.\nHow are you?' } });
});

test.each<[string, object, string]>([
  ['an unknown field', { surprise: 1 }, 'surprise'],
  ['a number as text', { bonusSeconds: '5' }, 'bonusSeconds'],
  ['a country that is none', { country: 'XX' }, 'country'],
  ['an operator', { formKey: { $ne: '' } }, 'formKey'],
  ['an outcome that comes by itself', { outcomes: ['expired'] }, 'outcomes.0'],
])('[A1] what has no shape of a campaign is named: %s', async (_name, changes, field) => {
  const sent = admin.send('POST', '/api/admin/campaigns', { ...(await template()), ...changes });
  expect(Object.keys((await jsonOf<{ fields: object }>(sent, 422)).fields)).toEqual([field]);
});

test('[A8] changed wording or a changed policy gets its next version automatically, and the earlier one is in the audit log', async () => {
  const made = await make('versions');
  expect(made).toMatchObject({ version: 1, consentVersion: 1, policyVersion: 1, active: true });
  const fields = campaignFields(made);
  const save = (version: number, changes: object) =>
    jsonOf<CampaignView>(admin.send('PUT', `/api/admin/campaigns/${made.id}`, { version, ...fields, ...changes }));
  const consent = { ...fields.consent, call: { en: 'Ring me.', ko: '전화해 주세요.' } };
  expect(await save(1, { consent })).toMatchObject({ version: 2, consentVersion: 2, policyVersion: 1 });
  const policy = { ...fields.policy, offerMs: 30_000 };
  expect(await save(2, { consent, policy })).toMatchObject({ version: 3, consentVersion: 2, policyVersion: 2 });
  // Nothing changed: no version.
  expect(await save(3, { consent, policy })).toMatchObject({ version: 3 });

  const { entries } = await jsonOf<AuditList>(admin.get(`/api/admin/audit?what=campaign&id=${made.id}`));
  expect(entries.map(({ action }) => action)).toEqual(['edit', 'edit', 'create']);
  expect(entries[1]).toMatchObject({
    by: 'Robin Hale',
    before: { consentVersion: 1, consent: { call: fields.consent.call } },
    after: { consentVersion: 2, consent: { call: consent.call } },
  });
});

test('[A20] a change takes effect at once: pause, activate, texts and script', async () => {
  const made = await make('live');
  const form = () => fetch(`${service.url}/f/live`);
  expect((await form()).status).toBe(200);
  const paused = await jsonOf<CampaignView>(
    admin.send('POST', `/api/admin/campaigns/${made.id}/pause`, { version: made.version }),
  );
  expect((await form()).status).toBe(404);
  await jsonOf(admin.send('POST', `/api/admin/campaigns/${made.id}/activate`, { version: paused.version }));
  const renamed = { ...campaignFields(made), name: { en: 'Live at once', ko: '바로' } };
  await jsonOf(admin.send('PUT', `/api/admin/campaigns/${made.id}`, { version: 3, ...renamed }));
  expect(await (await form()).text()).toContain('Live at once');
});

test('[A4] a form key can’t change once leads came in through it; a duplicate gets its own and starts paused', async () => {
  const made = await make('keep');
  const lead = { name: 'Maria', phone: '+12025550143', consent: { call: true } };
  expect((await anyone().send('POST', '/api/forms/keep/leads', lead)).status).toBe(201);
  const moved = { version: 1, ...campaignFields(made), formKey: 'moved' };
  const refused = admin.send('PUT', `/api/admin/campaigns/${made.id}`, moved);
  expect((await jsonOf<{ fields: object }>(refused, 422)).fields).toHaveProperty('formKey');
  const copy = { formKey: 'copy', name: { en: 'Copy' } };
  const duplicated = admin.send('POST', `/api/admin/campaigns/${made.id}/duplicate`, copy);
  expect(await jsonOf(duplicated, 201)).toMatchObject({ formKey: 'copy', active: false, hasLeads: false });
  const again = admin.send('POST', `/api/admin/campaigns/${made.id}/duplicate`, copy);
  expect((await jsonOf<{ fields: object }>(again, 422)).fields).toHaveProperty('formKey');
});

test('[A23] a preview is the form as it will be, for a frame of our own pages only', async () => {
  const campaign = { ...(await template()), name: { en: 'Not yet', ko: '아직 <b>' } };
  const shown = await admin.send('POST', '/api/admin/campaigns/preview', { campaign, language: 'ko' });
  expect(shown.status).toBe(200);
  expect(await shown.text()).toContain('아직 &lt;b');
  expect(shown.headers.get('content-security-policy')).toMatch(/frame-ancestors 'self'$/);
});

describe('people', () => {
  test('[A11] an invitation works once, signs in, and makes an agent', async () => {
    const invited = await invite();
    expect(invited.person).toMatchObject({ state: 'invited', version: 1 });
    const answer = await welcome(invited);
    expect(answer.status).toBe(200);
    expect((await clientOf(service.url, cookieOf(answer)).get('/api/me')).status).toBe(200);
    expect(await service.parts.agents.byId(invited.person.id)).toMatchObject({ ...agent, presence: 'offline' });
    const again = await jsonOf<{ code: string }>(welcome(invited), 403);
    expect(again.code).toBe('link-used');
    const shown = await jsonOf<PersonView>(admin.get(`/api/admin/people/${invited.person.id}`));
    expect(shown).toMatchObject({ state: 'active' });
  });

  test('[A11] a newer link ends the older one, and the database holds no token', async () => {
    const invited = await invite();
    const newer = await jsonOf<Invited>(
      admin.send('POST', `/api/admin/people/${invited.person.id}/invitation`, {}),
      201,
    );
    expect((await welcome(invited)).status).toBe(403);
    const stored = await service.parts.users.byId(invited.person.id);
    expect(JSON.stringify(stored)).not.toContain(tokenOf(newer));
    expect((await welcome(newer)).status).toBe(200);
  });

  test('[A11] a new password ends every sign-in of its person', async () => {
    const invited = await invite();
    const signedIn = clientOf(service.url, cookieOf(await welcome(invited)));
    const { id } = invited.person;
    const reset = await jsonOf<Invited>(admin.send('POST', `/api/admin/people/${id}/password-reset`, {}), 201);
    const body = { token: tokenOf(reset), password: 'another long one' };
    expect((await anyone().send('POST', '/api/welcome', body)).status).toBe(403);
    expect((await anyone().send('POST', '/api/password-resets/finish', body)).status).toBe(200);
    expect((await signedIn.get('/api/me')).status).toBe(401);
    await service.signIn(invited.person.email, 'another long one');
    await expect(service.signIn(invited.person.email, 'a long enough one')).rejects.toThrow('401');
  });

  test('[A12] a reset request gets the same response for everyone, before anything is looked up', async () => {
    const mailer = { send: () => Promise.resolve({ ok: true } as const), counts: () => ({}) };
    const writes = await startService({ database: service.database, seed: false, replace: () => ({ mailer }) });
    try {
      // If email is off, everyone is told so.
      for (const [url, status] of [[writes.url, 202] as const, [service.url, 409] as const]) {
        const ask = (email: string) => clientOf(url, '').send('POST', '/api/password-resets', { email });
        const [known, unknown] = await Promise.all([ask('ana@demo.test'), ask('nobody@demo.test')]);
        expect([known.status, unknown.status]).toEqual([status, status]);
        const said = await known.text();
        expect(said).toBe(await unknown.text());
        expect(said.includes('mail-off')).toBe(status === 409);
      }
    } finally {
      await writes.close();
    }
  });

  test('[A14] the last administrator stays one, also when two are demoted in the same instant', async () => {
    const second = await invite({ role: 'administrator', agent: null });
    await welcome(second);
    const robin = await jsonOf<PersonView>(admin.get('/api/admin/people/user_admin'));
    const both = [robin, await jsonOf<PersonView>(admin.get(`/api/admin/people/${second.person.id}`))];
    const answers = await Promise.all(
      both.map(({ id, version, name, language }) =>
        admin.send('PUT', `/api/admin/people/${id}`, { version, name, language, role: 'administrator', agent: null }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const other = clientOf(service.url, (await service.signIn(second.person.email, 'a long enough one')).cookie);
    const demotions = await Promise.all([
      admin.send('POST', `/api/admin/people/${second.person.id}/deactivate`, { version: both[1]?.version }),
      other.send('POST', '/api/admin/people/user_admin/deactivate', { version: robin.version }),
    ]);
    const statuses = demotions.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    // The remaining person continues working.
    const [remains, gone] = statuses[0] === 200 ? [admin, other] : [other, admin];
    expect((await remains.get('/api/me')).status).toBe(200);
    expect((await gone.get('/api/me')).status).toBe(401);
    if (remains === admin) return;
    // The other tests need the first one.
    const { version } = await jsonOf<PersonView>(other.get('/api/admin/people/user_admin'));
    await jsonOf<object>(other.send('POST', '/api/admin/people/user_admin/reactivate', { version }));
    admin = await service.signIn('admin@demo.test');
  });

  test('[A11] an email address belongs to one person', async () => {
    const refused = admin.send('POST', '/api/admin/people', {
      name: 'Twin',
      role: 'agent',
      language: 'en',
      agent,
      email: 'ANA@demo.test',
    });
    expect(await jsonOf<{ code: string }>(refused, 409)).toMatchObject({ code: 'mail-taken' });
  });

  test('[A27] an email address is corrected: unique, in the audit log, and links to the old one are void', async () => {
    const invited = await invite({ email: 'tpyo@example.com' });
    const { id, name, role, language, version } = invited.person;
    const save = (email: string) =>
      admin.send('PUT', `/api/admin/people/${id}`, { version, name, role, language, agent, email });
    expect(await jsonOf<object>(save('ana@demo.test'), 409)).toMatchObject({
      code: 'mail-taken',
      mistakes: [{ path: 'email', code: 'mailTaken' }],
    });
    expect(await jsonOf(save('Typo@example.com'))).toMatchObject({ email: 'typo@example.com', state: 'invited' });
    expect((await welcome(invited)).status).toBe(403);
    const { entries } = await jsonOf<AuditList>(admin.get(`/api/admin/audit?what=person&id=${id}`));
    expect(entries[0]).toMatchObject({
      action: 'edit',
      before: { email: 'tpyo@example.com' },
      after: { email: 'typo@example.com' },
    });
    const again = await jsonOf<Invited>(admin.send('POST', `/api/admin/people/${id}/invitation`, {}), 201);
    expect((await welcome(again)).status).toBe(200);
    await service.signIn('typo@example.com', 'a long enough one');
  });

  test('[A30] a link is checked without using it up, and only a link of its own kind', async () => {
    const invited = await invite();
    const check = (path: string, token = tokenOf(invited)) => anyone().send('POST', `/api/${path}/check`, { token });
    expect([(await check('welcome')).status, (await check('welcome')).status]).toEqual([204, 204]);
    expect((await check('password-resets')).status).toBe(403);
    expect((await check('welcome', 'a guess')).status).toBe(403);
    expect((await welcome(invited)).status).toBe(200);
    expect(await jsonOf<object>(check('welcome'), 403)).toMatchObject({ code: 'link-used' });
  });

  test('[A29] the last who can take a campaign’s leads is let go, and the answer names the campaign', async () => {
    const team = await jsonOf<NamedItemView>(admin.send('POST', '/api/admin/teams', { name: 'Lonely' }), 201);
    const inTeam = { ...agent, teamIds: [team.id] };
    const [one, other] = [await invite({ agent: inTeam }), await invite({ agent: inTeam })];
    for (const invited of [one, other]) await welcome(invited);
    await make('lonely', { teamIds: [team.id], name: { en: 'Lonely campaign' } });
    const change = async ({ person: { id } }: Invited, how: '' | '/deactivate') => {
      const { name, role, language, version } = await jsonOf<PersonView>(admin.get(`/api/admin/people/${id}`));
      const fields = how === '' ? { name, role, language, agent } : {};
      const method = how === '' ? 'PUT' : 'POST';
      return jsonOf<PersonChanged>(admin.send(method, `/api/admin/people/${id}${how}`, { version, ...fields }));
    };
    expect((await change(one, '')).warnings).toEqual([]);
    const { warnings, state } = await change(other, '/deactivate');
    expect([state, warnings]).toEqual(['deactivated', [expect.stringContaining('“Lonely campaign”')]]);
  });

  test('[S11] a deactivated account is revealed to someone who knows its password, and to the browser whose session ended because of it', async () => {
    const invited = await invite();
    const browser = clientOf(service.url, cookieOf(await welcome(invited)));
    const ended = async () => (await (await browser.get('/api/session')).json()) as object;
    const enter = async (password: string) =>
      (
        (await (
          await anyone().send('POST', '/api/session', { email: invited.person.email, password })
        ).json()) as Problem
      ).code;
    expect(await ended()).toEqual({ ended: null });
    const { id, version } = await jsonOf<PersonView>(admin.get(`/api/admin/people/${invited.person.id}`));
    await jsonOf(admin.send('POST', `/api/admin/people/${id}/deactivate`, { version }));
    expect(await ended()).toEqual({ ended: 'accountClosed' });
    expect(await (await anyone().get('/api/session')).json()).toEqual({ ended: null });
    expect([await enter('not this one'), await enter('a long enough one')]).toEqual([
      'wrong-credentials',
      'account-closed',
    ]);
    // Once reactivated, neither is reported: no deactivated account, no ended session.
    await jsonOf(admin.send('POST', `/api/admin/people/${id}/reactivate`, { version: version + 1 }));
    expect(await ended()).toEqual({ ended: null });
    expect((await browser.get('/api/me')).status).toBe(401);
  });

  test('[A13] deactivation in the middle of a sign-in ends it at once', async () => {
    const invited = await invite();
    const signedIn = clientOf(service.url, cookieOf(await welcome(invited)));
    const { id, version } = await jsonOf<PersonView>(admin.get(`/api/admin/people/${invited.person.id}`));
    await jsonOf(admin.send('POST', `/api/admin/people/${id}/deactivate`, { version }));
    expect((await signedIn.get('/api/me')).status).toBe(401);
    await expect(service.signIn(invited.person.email, 'a long enough one')).rejects.toThrow('401');
  });
});

test('[A16] a team or a skill in use stays, and says by whom it is used', async () => {
  const add = (list: string, name: string) =>
    jsonOf<NamedItemView>(admin.send('POST', `/api/admin/${list}`, { name }), 201);
  const [team, skill] = [await add('teams', 'North'), await add('skills', 'Roofs')];
  const invited = await invite({ agent: { ...agent, teamIds: [team.id], skills: { [skill.id]: 4 } } });
  await welcome(invited);
  await make('staffed', { teamIds: [team.id], skills: { [skill.id]: 3 } });
  for (const [list, { id }] of [
    ['teams', team],
    ['skills', skill],
  ] as const) {
    const refused = await jsonOf<{ code: string; detail: string }>(
      admin.send('DELETE', `/api/admin/${list}/${id}`),
      409,
    );
    expect(refused.code).toBe('in-use');
    expect(refused.detail).toContain(invited.person.name);
    expect(refused.detail).toContain('Talk to us');
  }
  const free = await add('teams', 'Nobody');
  expect((await admin.send('DELETE', `/api/admin/teams/${free.id}`)).status).toBe(204);
  const unknown = admin.send('POST', '/api/admin/campaigns', { ...(await template()), teamIds: [free.id] });
  expect((await jsonOf<{ fields: object }>(unknown, 422)).fields).toEqual({ 'teamIds.0': expect.any(String) });
});

describe('keys', () => {
  const makeKey = (scopes: string[]) =>
    jsonOf<NewKey>(admin.send('POST', '/api/admin/keys', { name: 'Shop', scopes }), 201);
  const withKey = (token: string, method: string, path: string, body?: unknown, more = {}) =>
    anyone().send(method, path, body, { authorization: `Bearer ${token}`, ...more });
  const LEAD: ApiLead = {
    formKey: 'demo',
    name: 'Jo',
    phone: '+12025550177',
    homepage: 'filled by a program',
    consent: { call: true, wording: 'Call me about my order.' },
  };

  test('[A17] a key is shown once; the database holds its digest; a scope is required; revoking works at once', async () => {
    const { key, token } = await makeKey(['leads:read']);
    expect(token).toMatch(/^lb_[\w-]{43}$/);
    expect(JSON.stringify(await jsonOf(admin.get('/api/admin/keys')))).not.toContain(token);
    expect(JSON.stringify(await service.parts.apiKeys.all())).not.toContain(token);
    expect((await withKey(token, 'GET', '/api/leads')).status).toBe(200);
    expect((await withKey(token, 'POST', '/api/leads', LEAD)).status).toBe(403);
    for (const path of ['/api/floor', '/api/admin/people', '/api/me']) {
      expect((await withKey(token, 'GET', path)).status).toBe(401);
    }
    const { keys } = await jsonOf<{ keys: NewKey['key'][] }>(admin.get('/api/admin/keys'));
    expect(keys.find(({ id }) => id === key.id)?.lastUsedAt).not.toBeNull();
    await jsonOf(admin.send('DELETE', `/api/admin/keys/${key.id}`));
    const revoked = await withKey(token, 'GET', '/api/leads');
    const unknown = await withKey(`lb_${'x'.repeat(43)}`, 'GET', '/api/leads');
    expect([revoked.status, unknown.status]).toEqual([401, 401]);
    expect(await revoked.json()).toEqual(await unknown.json());
  });

  test('[A17] a key is checked even if there is a cookie, and the cookie is then ignored', async () => {
    const { token } = await makeKey(['leads:read']);
    const both = { authorization: `Bearer ${token}` };
    expect((await admin.send('GET', '/api/admin/people', undefined, both)).status).toBe(401);
  });

  test('[A18] a program’s lead is accepted like a form’s, with the wording it states, and never as spam', async () => {
    const { token } = await makeKey(['leads:create']);
    const once = { 'idempotency-key': 'order-1' };
    const first = await withKey(token, 'POST', '/api/leads', LEAD, once);
    const receipt = await jsonOf<{ receiptId: string }>(Promise.resolve(first), 201);
    expect(await jsonOf(withKey(token, 'POST', '/api/leads', LEAD, once))).toEqual(receipt);
    const other = { ...LEAD, consent: { call: true, wording: 'Other words.' } };
    expect((await withKey(token, 'POST', '/api/leads', other, once)).status).toBe(422);

    const inquiry = await service.parts.inquiries.byReceipt(receipt.receiptId);
    expect(inquiry).toMatchObject({
      kind: 'api',
      spamReasons: [],
      formKey: 'demo',
      consent: { call: true, wordingVersion: 0, wording: { call: 'Call me about my order.' } },
    });
    expect((await service.parts.leads.byId(inquiry?.leadId ?? ''))?.state).not.toBe('closed');
  });

  test('[A18] a lead must state what the person agreed to, and name a form', async () => {
    const { token } = await makeKey(['leads:create']);
    const silent = withKey(token, 'POST', '/api/leads', { ...LEAD, consent: { call: true } });
    expect((await jsonOf<{ fields: object }>(silent, 422)).fields).toEqual({ 'consent.wording': expect.any(String) });
    const none = withKey(token, 'POST', '/api/leads', { ...LEAD, formKey: 'nowhere' });
    expect((await jsonOf<{ fields: object }>(none, 422)).fields).toHaveProperty('formKey');
    expect((await admin.send('POST', '/api/leads', LEAD)).status).toBe(401);
  });
});

test('[A10] the log names each change and its author, pages, and holds no secret', async () => {
  const { entries, next } = await jsonOf<AuditList>(admin.get('/api/admin/audit?limit=2'));
  expect(entries).toHaveLength(2);
  const { entries: more } = await jsonOf<AuditList>(admin.get(`/api/admin/audit?limit=200&cursor=${next ?? ''}`));
  expect(new Set([...entries, ...more].map(({ id }) => id)).size).toBe(entries.length + more.length);
  const text = JSON.stringify([...entries, ...more]);
  expect(text).not.toMatch(/argon2|lb_[\w-]{20}|digest|passwordHash|[#]/);
  const logged = JSON.stringify(service.logged);
  expect(logged).not.toMatch(/lb_[\w-]{20}|new1@example/);
});

test('[A10] each entry names what was changed, even if it was removed or renamed since', async () => {
  const team = await jsonOf<NamedItemView>(admin.send('POST', '/api/admin/teams', { name: 'Short-lived' }), 201);
  const invited = await invite({ name: 'Kim Ahn', agent: { ...agent, teamIds: [team.id] } });
  const { id, email, role, language, version } = invited.person;
  const edited = { name: 'Kim Park', email, role, language, agent };
  await jsonOf(admin.send('PUT', `/api/admin/people/${id}`, { version, ...edited }));
  await jsonOf(admin.send('POST', `/api/admin/people/${id}/deactivate`, { version: version + 1 }));
  expect((await admin.send('DELETE', `/api/admin/teams/${team.id}`)).status).toBe(204);
  const campaign = await make('named', { name: { en: 'Roofs', ko: '지붕' } });
  await jsonOf(admin.send('POST', `/api/admin/campaigns/${campaign.id}/pause`, { version: campaign.version }));

  const subjects = async (what: string, subjectId: string) => {
    const list = await jsonOf<AuditList>(admin.get(`/api/admin/audit?what=${what}&id=${subjectId}`));
    return list.entries.map(({ action, subject }) => [action, subject]);
  };
  expect(await subjects('person', id)).toEqual(
    ['deactivate', 'edit', 'invite'].map((action) => [action, { name: { en: 'Kim Park' }, isThere: true }]),
  );
  expect(await subjects('team', team.id)).toEqual(
    ['remove', 'create'].map((action) => [action, { name: { en: 'Short-lived' }, isThere: false }]),
  );
  expect(await subjects('campaign', campaign.id)).toEqual(
    ['pause', 'create'].map((action) => [action, { name: { en: 'Roofs', ko: '지붕' }, isThere: true }]),
  );
});

test('[A21] an empty database leads to a working floor, step by step', async () => {
  const empty = await startService({ seed: false });
  try {
    const { parts, url } = empty;
    const passwordHash = await parts.passwords.hash('leadbell-demo');
    const boss = { id: 'boss', name: 'Kim', email: 'boss@example.com', role: 'administrator', language: 'en' } as const;
    await parts.users.add({ ...boss, passwordHash, active: true }, parts.clock.now());
    const client = await empty.signIn('boss@example.com');
    const start = () => jsonOf<SetupProgress>(client.get('/api/admin/start'));
    const nothing = { business: false, hours: false, campaign: false, people: false, firstLead: false };
    expect(await start()).toMatchObject(nothing);

    const business = { name: 'Kim & Co', country: 'KR', language: 'ko', zone: 'Asia/Seoul' };
    await jsonOf(client.send('PUT', '/api/admin/business', { version: 0, ...business, hours: null }));
    expect(await start()).toMatchObject({ ...nothing, business: true });
    const hours = { weekly: null, holidays: [] };
    await jsonOf(client.send('PUT', '/api/admin/business', { version: 1, ...business, hours }));
    const draft = await jsonOf<CampaignFields>(client.get('/api/admin/campaigns/template'));
    expect(draft).toMatchObject({ country: 'KR', language: 'ko', hours: null });
    await jsonOf(client.send('POST', '/api/admin/campaigns', draft), 201);
    // An administrator with an agent profile takes leads too.
    const me = { version: 1, name: 'Kim', role: 'administrator', language: 'en' };
    await jsonOf(client.send('PUT', '/api/admin/people/boss', { ...me, agent: { ...agent, languages: ['ko', 'en'] } }));
    const lead = { name: 'Lee', phone: '010-2345-6789', consent: { call: true, now: true } };
    expect((await clientOf(url, '').send('POST', '/api/forms/contact/leads', lead)).status).toBe(201);
    expect(await start()).toMatchObject({ business: true, hours: true, campaign: true, people: true, firstLead: true });
    expect(await parts.agents.byId('boss')).toMatchObject({ name: 'Kim', presence: 'offline' });
  } finally {
    await empty.close();
  }
});

test('[R58] [A97] saving an unknown order is refused; a client of an earlier version sends none', async () => {
  const { policy, ...form } = await template();
  const send = (formKey: string, changes: object) =>
    admin.send('POST', '/api/admin/campaigns', { ...form, formKey, policy: { ...policy, ...changes } });
  for (const order of [{ kind: 'byHoroscope' }, { kind: 'lastAgent', then: 'lastAgent' }, 'random', null]) {
    const problem = await jsonOf<{ fields: Record<string, string> }>(send('unknown-order', { order }), 422);
    expect(Object.keys(problem.fields).every((path) => path.startsWith('policy.order'))).toBe(true);
  }
  const { order, limits, ...old } = policy;
  expect([order.kind, limits]).toEqual(['longestIdle', { afterDeclineMs: 0, afterMissMs: 0 }]);
  const saved = await jsonOf<CampaignView>(
    admin.send('POST', '/api/admin/campaigns', { ...form, formKey: 'no-order', policy: old }),
    201,
  );
  expect(saved.policy).toEqual(policy);
});

test('[A99] [A250] a team, skill or site that only a rule or a step names can’t be removed, and can once it doesn’t', async () => {
  const add = (kind: string, name: string) =>
    jsonOf<NamedItemView>(admin.send('POST', `/api/admin/${kind}`, { name }), 201);
  const [team, second, skill] = [
    await add('teams', 'Rule team'),
    await add('teams', 'Step team'),
    await add('skills', 'Rule skill'),
  ];
  const [third, site] = [await add('teams', 'Team of a rule’s step'), await add('sites', 'Rule site')];
  // A225: each team has someone when the campaign is saved.
  const teamIds = [team.id, second.id, third.id];
  const profile = { ...agent, teamIds, skills: { [skill.id]: 3 }, siteId: site.id };
  const invited = await invite({ agent: profile });
  await welcome(invited);
  const { policy } = await template();
  const who = { teamIds: [team.id], skills: { [skill.id]: 2 }, siteIds: [site.id] };
  const [{ afterMs, offerTo, relax }] = policy.steps as [(typeof policy.steps)[number]];
  const rules = [
    {
      ...{ name: 'Night', when: { hours: { from: 0, to: 360 } }, who },
      steps: [{ afterMs, offerTo, relax, teamIds: [third.id] }],
    },
  ];
  const steps = policy.steps.map((step) => ({ ...step, teamIds: [second.id] }));
  const name = { en: 'With rules', ko: '규칙' };
  const campaign = await make('with-rules', { name, policy: { ...policy, rules, steps } });
  // Nobody is in the teams or has the skill any more: only the policy names them.
  const { person } = invited;
  const { version } = await jsonOf<PersonView>(admin.get(`/api/admin/people/${person.id}`));
  const fields = { name: person.name, role: 'agent', language: 'en', version, agent: { ...agent, siteId: null } };
  await jsonOf(admin.send('PUT', `/api/admin/people/${person.id}`, fields));
  const all = [
    ['teams', team],
    ['teams', second],
    ['teams', third],
    ['skills', skill],
    ['sites', site],
  ] as const;
  for (const [kind, { id, name: called }] of all) {
    const refused = await jsonOf<Problem>(admin.send('DELETE', `/api/admin/${kind}/${id}`), 409);
    expect(refused).toMatchObject({
      code: 'in-use',
      detail: `“${called}” is used by With rules. Remove it there first.`,
    });
  }
  const without = { version: campaign.version, teamIds: [], skills: {}, policy };
  await jsonOf(admin.send('PUT', `/api/admin/campaigns/${campaign.id}/policy`, without));
  for (const [kind, { id }] of all) expect((await admin.send('DELETE', `/api/admin/${kind}/${id}`)).status).toBe(204);
});

test('[A250] [A273] a site is of people, who keep it when a client doesn’t send it, and of campaigns, which lose it', async () => {
  const site = await jsonOf<NamedItemView>(admin.send('POST', '/api/admin/sites', { name: 'Busan' }), 201);
  const invited = await invite({ agent: { ...agent, siteId: site.id } });
  await welcome(invited);
  const { id } = invited.person;
  expect(invited.person.agent?.siteId).toBe(site.id);
  const save = async (profile: object, status = 200) => {
    const { name, version } = await jsonOf<PersonView>(admin.get(`/api/admin/people/${id}`));
    const fields = { name, role: 'agent', language: 'en', version, agent: { ...agent, ...profile } };
    return jsonOf<PersonView & Problem>(admin.send('PUT', `/api/admin/people/${id}`, fields), status);
  };
  expect((await save({ siteId: 'gone' }, 422)).fields).toEqual({ 'agent.siteId': expect.any(String) });
  expect((await save({ capacity: 2 })).agent).toMatchObject({ siteId: site.id, capacity: 2 });
  const campaign = await make('at-a-site', { siteIds: [site.id] });
  expect(campaign).toMatchObject({ siteIds: [site.id], policyVersion: 1 });
  const { sites } = await jsonOf<{ sites: NamedItemView[] }>(admin.get('/api/admin/sites'));
  expect(sites.find((one) => one.id === site.id)).toMatchObject({
    people: [invited.person.name],
    campaigns: ['Talk to us'],
  });
  const { siteIds: _siteIds, ...others } = campaignFields(campaign);
  const path = `/api/admin/campaigns/${campaign.id}`;
  const anywhere = await jsonOf<CampaignView>(admin.send('PUT', path, { ...others, version: 1 }));
  expect(anywhere).toMatchObject({ siteIds: [], policyVersion: 2 });
  expect((await save({ siteId: null })).agent).not.toHaveProperty('siteId');
  const renamed = { version: site.version, name: 'Busan center' };
  await jsonOf(admin.send('PUT', `/api/admin/sites/${site.id}`, renamed));
  expect((await admin.send('DELETE', `/api/admin/sites/${site.id}`)).status).toBe(204);
  const { entries } = await jsonOf<AuditList>(admin.get(`/api/admin/audit?what=site&id=${site.id}`));
  expect(entries.map(({ action }) => action)).toEqual(['remove', 'edit', 'create']);
});
