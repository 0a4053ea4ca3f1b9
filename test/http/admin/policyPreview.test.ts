/** Who would get a lead now, by a routing policy as saved or as typed. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CampaignFields, CampaignView, RoutingPolicyView } from '../../../src/shared/admin.ts';
import type { TriedDecisionView } from '../../../src/shared/api.ts';
import { jsonOf, startService, type Client, type Service } from '../../support/service.ts';

let service: Service;
let admin: Client;
beforeAll(async () => {
  service = await startService();
  admin = await service.signIn('admin@demo.test');
});
afterAll(() => service.close());

let made = 0;
const make = async () => {
  made += 1;
  const form = await jsonOf<CampaignFields>(admin.get('/api/admin/campaigns/template'));
  return jsonOf<CampaignView>(admin.send('POST', '/api/admin/campaigns', { ...form, formKey: `preview-${made}` }), 201);
};
const read = ({ id }: { id: string }) => jsonOf<RoutingPolicyView>(admin.get(`/api/admin/campaigns/${id}/policy`));
const preview = ({ id }: { id: string }, body: object, status = 200) =>
  jsonOf<TriedDecisionView>(admin.send('POST', `/api/admin/campaigns/${id}/policy/preview`, body), status);

test('[A103] a preview says who would get a lead now and why no one else would, by any policy, and offers nothing', async () => {
  const campaign = await make();
  for (const id of ['user_ana', 'user_ben']) {
    await service.parts.agents.setPresence(id, 'available', undefined, service.parts.clock.now());
    await service.parts.agents.setReach(id, 'reachable', service.parts.clock.now());
  }
  const live = await preview(campaign, { lead: { language: 'en' } });
  expect(live).toMatchObject({
    policyVersion: 1,
    order: 'longestIdle',
    winners: [{ agentId: expect.stringMatching(/^user_(ana|ben)$/) }],
  });
  const { policy, teamIds, skills } = await read(campaign);
  const rules = [
    { name: 'Ads', when: { sources: ['ads'], places: ['US'] }, order: { kind: 'lastAgent', then: 'random' } },
  ];
  const unsaved = { policy: { ...policy, rules }, teamIds, skills };
  const lead = { source: 'ads', places: ['US-CA'], knownAgentId: 'user_ben' };
  expect(await preview(campaign, { lead, unsaved })).toMatchObject({
    rule: 'Ads',
    order: 'lastAgent',
    winners: [{ agentId: 'user_ben', name: expect.any(String) }],
  });
  expect(await preview(campaign, { lead: { ...lead, places: ['KR'] }, unsaved })).not.toHaveProperty('rule');
  const invalid = { ...unsaved, policy: { ...policy, steps: [] } };
  expect(await preview(campaign, { lead, unsaved: invalid }, 422)).toMatchObject({
    fields: { 'policy.steps': expect.any(String) },
  });
  expect(await service.parts.leads.held()).toEqual([]);
  expect((await read(campaign)).policyVersion).toBe(1);
});

test('[R170] a lead from history is tried as it is, and what is given besides replaces its own', async () => {
  const demo = { id: 'demo' };
  const { items } = await service.parts.leads.search({ campaignId: 'demo', limit: 20 });
  const lead = items.find(({ interest, lastTalk }) => interest !== undefined && lastTalk)!;
  const { policy, teamIds, skills } = await read(demo);
  const rules = [
    { name: 'Known', when: { interests: [lead.interest!] }, order: { kind: 'lastAgent', then: 'random' } },
    { name: 'Korean', when: { languages: ['ko'] } },
  ];
  const unsaved = { policy: { ...policy, rules }, teamIds, skills };
  const now = service.parts.clock.now();
  for (const id of ['user_ana', 'user_ben', 'user_chloe']) {
    await service.parts.agents.setPresence(id, 'available', undefined, now);
    await service.parts.agents.setReach(id, 'reachable', now);
  }
  const asItIs = await preview(demo, { lead: { leadId: lead.id }, unsaved });
  expect(asItIs).toMatchObject({
    ...{ rule: 'Known', order: 'lastAgent', asked: { language: lead.person.language } },
    winners: [{ agentId: lead.lastTalk!.agentId }],
  });
  const interest = lead.interest === 'roof' ? 'battery' : 'roof';
  const changed = { leadId: lead.id, language: 'ko', interest, waitedMs: policy.giveUpMs - 1000 };
  expect(await preview(demo, { lead: changed, unsaved })).toMatchObject({
    rule: 'Korean',
    step: policy.steps.at(-1)!.afterMs,
  });
  expect(await service.parts.leads.byId(lead.id)).toEqual(lead);

  const refused = { code: 'not-found', detail: expect.stringContaining('no such lead') };
  expect(await preview(await make(), { lead: { leadId: lead.id } }, 404)).toMatchObject(refused);
  expect(await preview(demo, { lead: { leadId: 'ld_nowhere' } }, 404)).toMatchObject(refused);
});

test('[A260] a preview refuses a lead that the campaign can’t have, with each place', async () => {
  const demo = { id: 'demo' };
  const lead = {
    ...{ interest: 'nope', knownAgentId: 'user_ghost', places: ['US-CA', 'ZZ'], waitedMs: 9e15 },
    answers: { bill: 'abc', home: 'castle', moat: 'yes' },
  };
  const refused = await jsonOf<{ fields: object }>(
    admin.send('POST', '/api/admin/campaigns/demo/policy/preview', { lead }),
    422,
  );
  expect(refused.fields).toEqual({
    'lead.interest': expect.stringContaining('interest'),
    'lead.knownAgentId': expect.stringContaining('agent'),
    'lead.places.1': expect.stringContaining('ZZ'),
    'lead.waitedMs': expect.stringContaining('callback'),
    'lead.answers.bill': expect.stringContaining('doesn’t accept'),
    'lead.answers.home': expect.stringContaining('doesn’t accept'),
    'lead.answers.moat': expect.stringContaining('field'),
  });
  for (const answers of [{ bill: 120, home: 'flat' }, { bill: '120' }])
    await preview(demo, { lead: { interest: 'roof', knownAgentId: 'user_ben', answers } });
  for (const answers of [{ home: 1 }, { home: ['flat'] }]) await preview(demo, { lead: { answers } }, 422);
});

test('[A260] a preview refuses a wait after which the lead would be a callback; a caller waits as long as the line allows', async () => {
  const demo = { id: 'demo' };
  const { policy, teamIds, skills } = await read(demo);
  const short = { ...policy, ...{ giveUpMs: 12_000, nobodyMs: 5000 }, steps: [policy.steps[0]] };
  const unsaved = { policy: short, teamIds, skills };
  await preview(demo, { lead: { waitedMs: 11_999 }, unsaved });
  for (const waitedMs of [12_000, 3_600_000])
    expect(await preview(demo, { lead: { waitedMs }, unsaved }, 422)).toMatchObject({
      fields: { 'lead.waitedMs': expect.stringMatching(/callback.*12 seconds/) },
    });
  const { calls } = (await service.parts.campaigns.byId('demo'))!;
  const most = calls!.line.maxWaitMs;
  await preview(demo, { lead: { waitedMs: most - 1, isLive: true }, unsaved });
  await preview(demo, { lead: { waitedMs: most, isLive: true }, unsaved }, 422);
});

test('[A272] where a draw decides, a preview says among whom; it favors no one, and the same lead draws the same', async () => {
  const campaign = await make();
  const ids = ['user_ana', 'user_ben', 'user_chloe'];
  for (const id of ids) {
    await service.parts.agents.setPresence(id, 'available', undefined, service.parts.clock.now());
    await service.parts.agents.setReach(id, 'reachable', service.parts.clock.now());
  }
  const { policy, teamIds, skills } = await read(campaign);
  const unsaved = { policy: { ...policy, order: { kind: 'random' } }, teamIds, skills };
  const draws = (source: string) => preview(campaign, { lead: { language: 'en', source }, unsaved });
  const won = new Set<string>();
  for (let index = 0; index < 24; index += 1) {
    const { winners, drawnAmong, agrees } = await draws(`ad-${index}`);
    const [winner] = winners;
    expect(agrees).toBe(true);
    expect(drawnAmong).toEqual([...drawnAmong!].sort());
    expect(drawnAmong).toContain(winner!.name);
    expect(drawnAmong!.length).toBeGreaterThan(1);
    won.add(winner!.agentId);
  }
  expect(won.size).toBeGreaterThan(1);
  const [once, again] = [await draws('ad-1'), await draws('ad-1')];
  expect(once.winners.map(({ draw }) => draw)).toEqual(again.winners.map(({ draw }) => draw));
  const alone = { ...unsaved, policy: { ...policy, order: { kind: 'lastAgent', then: 'random' } } };
  expect(await preview(campaign, { lead: { knownAgentId: 'user_ben' }, unsaved: alone })).not.toHaveProperty(
    'drawnAmong',
  );
});
