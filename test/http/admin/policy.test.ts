/** The routing policy of a campaign on its own: versions, draft, rollback. Previews are in policyPreview.test.ts. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type {
  CampaignFields,
  CampaignView,
  EditedMeanwhile,
  PersonView,
  RoutingPolicyView,
} from '../../../src/shared/admin.ts';
import type { AuditList } from '../../../src/shared/adminAudit.ts';
import { campaignFields } from '../../../src/web/admin/campaigns/campaignFields.ts';
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
  return jsonOf<CampaignView>(admin.send('POST', '/api/admin/campaigns', { ...form, formKey: `policy-${made}` }), 201);
};
const read = ({ id }: { id: string }) => jsonOf<RoutingPolicyView>(admin.get(`/api/admin/campaigns/${id}/policy`));
const put = ({ id }: { id: string }, body: object, status = 200) =>
  jsonOf<RoutingPolicyView>(admin.send('PUT', `/api/admin/campaigns/${id}/policy`, body), status);
const partOf = ({ version, policy, teamIds, skills }: RoutingPolicyView) => ({ version, policy, teamIds, skills });

test('[A100] [W192] today’s settings of a campaign are version 1; changing policy, teams or skills makes the next one', async () => {
  const campaign = await make();
  const first = await read(campaign);
  expect(first).toMatchObject({ policyVersion: 1, policy: campaign.policy, teamIds: [], skills: {}, draft: null });
  const order = { kind: 'roundRobin', weights: { user_ana: 2 } } as const;
  const second = await put(campaign, { ...partOf(first), policy: { ...first.policy, order } });
  expect(second).toMatchObject({ version: first.version + 1, policyVersion: 2, policy: { order } });
  const audit = await jsonOf<AuditList>(admin.get(`/api/admin/audit?what=campaign&id=${campaign.id}`));
  expect(audit.names).toMatchObject({ user_ana: 'Ana Silva' });
  const team = await jsonOf<{ id: string }>(
    admin.send('POST', '/api/admin/teams', { name: `Team of ${campaign.id}` }),
    201,
  );
  const refused = await put(campaign, { ...partOf(second), teamIds: [team.id] }, 422);
  expect(refused).toMatchObject({ fields: { 'teamIds.0': expect.any(String) } });
  const { people } = await jsonOf<{ people: { id: string; version: number; agent: { teamIds: string[] } }[] }>(
    admin.get('/api/admin/people'),
  );
  const { id, version, ...ana } = people.find((person) => person.id === 'user_ana')!;
  const { name, role, language, agent } = ana as unknown as Record<string, unknown> & { agent: object };
  await jsonOf(
    admin.send('PUT', `/api/admin/people/${id}`, {
      name,
      role,
      language,
      version,
      agent: { ...agent, teamIds: [team.id] },
    }),
  );
  expect(await put(campaign, { ...partOf(second), teamIds: [team.id] })).toMatchObject({ policyVersion: 3 });
  const whole = await jsonOf<CampaignView>(admin.get(`/api/admin/campaigns/${campaign.id}`));
  expect(whole).toMatchObject({ policyVersion: 3, teamIds: [team.id], policy: { order } });
});

test('[A253] the active policy says what keeps it from working since people left', async () => {
  const campaign = await make();
  const team = await jsonOf<{ id: string }>(admin.send('POST', '/api/admin/teams', { name: 'Leaving' }), 201);
  const setTeams = async (teamIds: readonly string[]) => {
    const { id, version, name, role, language, agent } = await jsonOf<PersonView>(
      admin.get('/api/admin/people/user_ben'),
    );
    await jsonOf(
      admin.send('PUT', `/api/admin/people/${id}`, { name, role, language, version, agent: { ...agent, teamIds } }),
    );
  };
  await setTeams([team.id]);
  const first = await read(campaign);
  expect(first.warnings).toEqual([]);
  const rules = [{ name: 'Night', when: { languages: ['en'] }, who: { teamIds: [team.id], skills: {} } }];
  expect(await put(campaign, { ...partOf(first), policy: { ...first.policy, rules } })).toMatchObject({ warnings: [] });
  await setTeams([]);
  expect((await read(campaign)).warnings).toEqual([{ path: 'policy.rules.0.who', code: 'ruleNobody' }]);
});

test('[A270] settings that have no effect are saved, and the answer names each with the reason', async () => {
  const campaign = await make();
  const first = partOf(await read(campaign));
  const order = { kind: 'longestIdle', weights: { user_ana: 2 } };
  const limits = { ...first.policy.limits, perHour: 30, perDay: 20 };
  const saved = await put(campaign, { ...first, policy: { ...first.policy, order, limits } });
  expect(saved.policy).toMatchObject({ order, limits });
  expect(saved.warnings).toEqual([
    { path: 'policy.order.weights', code: 'weightsIdle' },
    { path: 'policy.limits.perHour', code: 'limitHourIdle', values: { perDay: 20 } },
  ]);
});

test('[A274] saved with its campaign, on its own or as a draft, a policy has the same warnings', async () => {
  const campaign = await make();
  const { version, policy, ...who } = partOf(await read(campaign));
  const rules = [{ name: 'Ads', when: { sources: ['ads'] } }];
  const changed = { ...policy, order: { kind: 'random', patienceMs: 5000 }, rules };
  const idle = [
    { path: 'policy.order.patienceMs', code: 'patienceIdle' },
    { path: 'policy.rules.0', code: 'ruleNothing' },
  ];
  const unknown = { path: 'teamIds.0', code: 'teamUnknown' };
  const draft = { ...who, teamIds: ['gone'], policy: changed };
  const drafted = await put(campaign, { ...draft, version, activate: false });
  expect(drafted).toMatchObject({ warnings: [], draftWarnings: [unknown, ...idle] });
  const alone = await put(campaign, { ...who, policy: changed, version: drafted.version });
  expect(alone).toMatchObject({ warnings: idle, draftWarnings: [unknown, ...idle] });
  const path = `/api/admin/campaigns/${campaign.id}`;
  const fields = campaignFields(await jsonOf<CampaignView>(admin.get(path)));
  const whole = { ...fields, bonusSeconds: 5, version: alone.version };
  expect(await jsonOf(admin.send('PUT', path, whole))).toMatchObject({ bonusSeconds: 5, warnings: idle });
  const another = { ...fields, formKey: `${fields.formKey}-again` };
  expect(await jsonOf(admin.send('POST', '/api/admin/campaigns', another), 201)).toMatchObject({ warnings: idle });
});

test('[A273] a saved policy replaces the one before: what isn’t sent is as in a new campaign', async () => {
  const campaign = await make();
  const first = await read(campaign);
  const { order, limits, rules, ...rest } = first.policy;
  const speed = { percent: 90, withinMs: 60_000 };
  const rule = { name: 'Ads', when: { sources: ['ads'] }, order: { kind: 'random' } };
  const own = { ...rest, order: { kind: 'random' }, limits: { ...limits, perDay: 9 }, rules: [rule], speed };
  const full = await put(campaign, { ...partOf(first), policy: own });
  expect(full.policy).toMatchObject(own);
  const sites = { ...partOf(full), siteIds: ['somewhere'], activate: false };
  const drafted = await put(campaign, sites);
  expect(drafted.draft).toMatchObject({ siteIds: ['somewhere'] });
  const again = await put(campaign, { ...partOf(drafted), policy: rest, activate: false });
  expect(again.draft).toEqual({ policy: first.policy, teamIds: [], skills: {}, siteIds: [] });
  const bare = await put(campaign, { ...partOf(again), policy: rest });
  expect(bare).toMatchObject({ policyVersion: 3, draft: null });
  expect(bare.policy).toEqual({ ...rest, order, limits, rules });
});

test('[R182] [R183] hours over midnight and everyone are saved as they are, and any other word is refused', async () => {
  const campaign = await make();
  const { policy, ...first } = partOf(await read(campaign));
  const steps = [{ ...policy.steps[0], offerTo: 'everyone', prefer: ['language'] }];
  const rules = [{ name: 'Night', when: { weekdays: [5], hours: { from: 1200, to: 60 } } }];
  const saved = await put(campaign, { ...first, policy: { ...policy, steps, rules } });
  expect(saved.policy).toMatchObject({ steps, rules });
  const bad = { ...policy, steps: [{ ...policy.steps[0], offerTo: 'all' }] };
  const refused = await put(campaign, { ...first, version: saved.version, policy: bad }, 422);
  expect(refused).toMatchObject({
    fields: { 'policy.steps.0.offerTo': expect.stringMatching(/everyone/) },
  });
});

test('[A9] the second of two administrators who save a policy learns who was faster', async () => {
  const campaign = await make();
  const first = await read(campaign);
  await put(campaign, { ...partOf(first), policy: { ...first.policy, order: { kind: 'random' } } });
  const late = await put(
    campaign,
    { ...partOf(first), policy: { ...first.policy, order: { kind: 'fewestToday' } } },
    409,
  );
  expect(late as unknown as EditedMeanwhile<unknown>).toMatchObject({ code: 'edited-meanwhile', by: 'Robin Hale' });
  expect((await read(campaign)).policy.order).toEqual({ kind: 'random' });
});

test('[A101] a draft decides nothing, may be unfinished, is in the audit log, and ends when it is activated', async () => {
  const campaign = await make();
  const first = await read(campaign);
  const bad = { ...first.policy, steps: [{ afterMs: 5000, offerTo: 1, relax: [] }] };
  const drafted = await put(campaign, { ...partOf(first), policy: bad, activate: false });
  expect(drafted).toMatchObject({ policyVersion: 1, policy: first.policy, draft: { policy: bad } });
  expect((await service.parts.campaigns.byId(campaign.id))?.policy.steps).toEqual(first.policy.steps);
  const { entries } = await jsonOf<AuditList>(admin.get(`/api/admin/audit?what=campaign&id=${campaign.id}`));
  expect(entries[0]).toMatchObject({ action: 'draftPolicy', after: { policyDraft: { policy: bad } } });
  const refused = await put(campaign, { ...partOf(drafted), policy: bad }, 422);
  expect(refused).toMatchObject({ fields: { 'policy.steps.0.afterMs': expect.any(String) } });
  const good = { ...first.policy, order: { kind: 'bestSkill' } };
  const better = await put(campaign, { ...partOf(drafted), policy: good, activate: false });
  const active = await put(campaign, { ...partOf(better), policy: good });
  expect(active).toMatchObject({ policyVersion: 2, policy: good, draft: null });
});

test('[R75] a policy is tried on yesterday in lines of progress and a result; a client that leaves cancels it', async () => {
  const campaign = await make();
  const { policy, teamIds, skills } = await read(campaign);
  const path = `/api/admin/campaigns/${campaign.id}/policy/replay`;
  const answer = await admin.send('POST', path, { draft: { policy, teamIds, skills }, days: 7 });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
  const lines = (await answer.text()).trim().split('\n');
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({
    result: { leads: 0, runs: 20, recorded: { p50: null }, agents: [] },
  });
  const bad = { ...policy, steps: [{ afterMs: 5000, offerTo: 1, relax: [] }] };
  const refused = await jsonOf(admin.send('POST', path, { draft: { policy: bad, teamIds, skills } }), 422);
  expect(refused).toMatchObject({ fields: { 'policy.steps.0.afterMs': expect.any(String) } });
  expect((await admin.send('POST', path, { draft: { policy, teamIds, skills }, days: 2 })).status).toBe(422);
});

test('[R72] a draft can be discarded; the policy in force stays, and the audit log keeps what it was', async () => {
  const campaign = await make();
  const first = await read(campaign);
  const policy = { ...first.policy, order: { kind: 'random' } } as const;
  const drafted = await put(campaign, { ...partOf(first), policy, activate: false });
  const path = `/api/admin/campaigns/${campaign.id}/policy/draft`;
  await jsonOf(admin.send('DELETE', path, { version: first.version }), 409);
  const after = await jsonOf<RoutingPolicyView>(admin.send('DELETE', path, { version: drafted.version }));
  expect(after).toMatchObject({ policyVersion: 1, policy: first.policy, draft: null });
  const { entries } = await jsonOf<AuditList>(admin.get(`/api/admin/audit?what=campaign&id=${campaign.id}`));
  expect(entries[0]).toMatchObject({ action: 'discardPolicyDraft', before: { policyDraft: { policy } } });
  // Twice is once.
  expect(await jsonOf(admin.send('DELETE', path, { version: after.version }))).toMatchObject({
    version: after.version,
  });
});

test('[A102] the versions so far can be read and activated again, as a new version', async () => {
  const campaign = await make();
  let now = await read(campaign);
  for (const kind of ['roundRobin', 'random'] as const)
    now = await put(campaign, { ...partOf(now), policy: { ...now.policy, order: { kind } } });
  expect(now.history.map(({ policyVersion, policy }) => [policyVersion, policy.order.kind])).toEqual([
    [3, 'random'],
    [2, 'roundRobin'],
    [1, 'longestIdle'],
  ]);
  expect(now.history[0]).toMatchObject({ activatedBy: 'Robin Hale', activatedAt: now.changedAt });
  const path = `/api/admin/campaigns/${campaign.id}/policy/rollback`;
  const back = await jsonOf<RoutingPolicyView>(admin.send('POST', path, { version: now.version, to: 2 }));
  expect(back).toMatchObject({ policyVersion: 4, policy: { order: { kind: 'roundRobin' } } });
  expect(back.history).toHaveLength(4);
  const { entries } = await jsonOf<AuditList>(admin.get(`/api/admin/audit?what=campaign&id=${campaign.id}`));
  expect(entries.map(({ action, after }) => [action, after['policyVersion']])).toEqual([
    ...[
      ['rollBackPolicy', 4],
      ['activatePolicy', 3],
      ['activatePolicy', 2],
      ['create', 1],
    ],
  ]);
  await jsonOf(admin.send('POST', path, { version: back.version, to: 9 }), 404);
});
