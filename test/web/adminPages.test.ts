/** The logic of admin pages: URLs, who takes what, and what needs attention. */
import { describe, expect, test } from '@jest/globals';
import { DEFAULT_POLICY, type PolicyStep } from '../../src/core/routing/policy.ts';
import type { CampaignView, PersonView, SetupProgress } from '../../src/shared/admin.ts';
import { auditPath } from '../../src/web/admin/audit/filters.ts';
import { eligibleAgents } from '../../src/web/admin/campaigns/eligibleAgents.ts';
import { subjectName, subjectPath } from '../../src/web/admin/audit/subject.ts';
import { withNames } from '../../src/web/admin/ui/withNames.ts';
import { byShownTime } from '../../src/web/admin/mail/byShownTime.ts';
import { attention } from '../../src/web/admin/overview/attention.ts';
import { isShorter } from '../../src/web/admin/retention/retentionFields.ts';
import { startsCounting, unstaffedCampaigns } from '../../src/web/admin/people/warnings.ts';
import { isInvitationExpired } from '../../src/web/admin/people/invitation.ts';

const REVISION = { version: 1, changedAt: null, changedBy: null };
const PROFILE = { teamIds: ['home'], languages: ['en'], skills: { solar: 3 }, capacity: 1 } as const;

function person(changes: Partial<PersonView> = {}): PersonView {
  return {
    ...REVISION,
    id: 'ana',
    name: 'Ana Silva',
    email: 'ana@example.com',
    role: 'agent',
    language: 'en',
    agent: PROFILE,
    schedule: null,
    state: 'active',
    ...changes,
  };
}

function campaign(changes: Partial<CampaignView> = {}): CampaignView {
  return { id: 'solar', active: true, teamIds: [], skills: {}, policy: DEFAULT_POLICY, ...changes } as CampaignView;
}

describe('[W8] agents who can take a campaign’s leads', () => {
  const people = [person(), person({ id: 'ben', agent: { ...PROFILE, teamIds: [], skills: {} } })];
  const policy = { ...DEFAULT_POLICY, steps: DEFAULT_POLICY.steps.slice(0, 1) };
  const takers = (asks: Partial<CampaignView>) =>
    eligibleAgents(campaign({ policy, ...asks }), people).map(({ id }) => id);

  test('are all agents if it has no requirements', () => {
    expect(takers({})).toEqual(['ana', 'ben']);
  });

  test('are in one of its teams and have its skill levels', () => {
    expect(takers({ teamIds: ['home', 'other'] })).toEqual(['ana']);
    expect(takers({ skills: { solar: 3 } })).toEqual(['ana']);
    expect(takers({ skills: { solar: 4 } })).toEqual([]);
  });

  test('are active and take leads', () => {
    const others = [person({ state: 'invited' }), person({ state: 'deactivated' }), person({ agent: null })];
    expect(eligibleAgents(campaign(), others)).toEqual([]);
  });
});

test('[A271] whom steps and rules reach counts, as they waive, prefer and add', () => {
  const { policy } = campaign();
  const ben = person({ id: 'ben', agent: { ...PROFILE, skills: {} } });
  const kim = person({ id: 'kim', agent: { ...PROFILE, teamIds: ['night'] } });
  const step = { afterMs: 0, offerTo: 1, relax: [] };
  const takers = (changes: Partial<CampaignView>) =>
    eligibleAgents(campaign({ teamIds: ['home'], ...changes }), [person(), ben, kim]).map(({ id }) => id);
  const steps = (...all: readonly Partial<PolicyStep>[]) => ({
    policy: { ...policy, steps: all.map((one, index) => ({ ...step, afterMs: index * 1000, ...one })) },
  });
  expect(takers({ skills: { solar: 3 }, ...steps({}) })).toEqual(['ana']);
  expect(takers({ skills: { solar: 3 }, ...steps({ prefer: ['skills'] }) })).toEqual(['ana', 'ben']);
  expect(takers({ ...steps({}, { teamIds: ['night'] }) })).toEqual(['ana', 'ben', 'kim']);
  const rules = [{ name: 'Night', when: {}, who: { teamIds: ['night'], skills: {} } }];
  expect(takers({ policy: { ...policy, rules } })).toEqual(['ana', 'ben', 'kim']);
  // Nobody has the skill, but the second step waives it: the leads reach someone, and the first step no one.
  const late = campaign({ skills: { solar: 5 }, ...steps({}, { relax: ['skills'] }) });
  const calm = { start: { mail: true } as SetupProgress, people: [person()], deadMails: 0, now: 0 };
  expect(attention({ ...calm, campaigns: [late] })).toEqual([{ kind: 'partNobody', campaign: late }]);
});

test('[A271] who leaves as the last of a rule or of a step is named with it', () => {
  const { policy } = campaign();
  const rules = [{ name: 'Night', when: {}, who: { teamIds: ['night'], skills: {} } }];
  const own = policy.steps.slice(0, 1);
  const kim = person({ id: 'kim', agent: { ...PROFILE, teamIds: ['night'] } });
  const left = (of: Partial<CampaignView>, among: readonly PersonView[]) =>
    unstaffedCampaigns(person({ ...kim, state: 'deactivated' }), [campaign({ teamIds: ['home'], ...of })], among).map(
      ({ left: one }) => one,
    );
  const ana = person();
  expect(left({ policy: { ...policy, rules } }, [ana, kim])).toEqual([{ rule: 'Night' }]);
  const widened = { ...policy, steps: own.map((step) => ({ ...step, teamIds: ['night'] })) };
  expect(left({ policy: widened }, [ana, kim])).toEqual([]);
  expect(left({ policy: widened }, [kim])).toEqual([{ isWhole: true }]);
  // Only the second step, which waives the skill, reaches Ana.
  const expert = { ...kim, agent: { ...PROFILE, skills: { solar: 5 } } };
  expect(left({ skills: { solar: 5 } }, [ana, expert])).toEqual([{ step: 1 }]);
  const ours = [{ name: 'Ours', when: {}, who: { teamIds: ['home'], skills: {} } }];
  expect(left({ teamIds: ['night'], policy: { ...policy, steps: own, rules: ours } }, [ana, kim])).toEqual([{}]);
});

test('[A29] an active campaign is unstaffed when its last eligible agent is removed', () => {
  const people = [person(), person({ id: 'ben' })];
  const campaigns = [campaign({ teamIds: ['home'] }), campaign({ id: 'off', active: false, teamIds: ['home'] })];
  const moved = { agent: { ...PROFILE, teamIds: [] } };
  const left = (after: PersonView, among = people) =>
    unstaffedCampaigns(after, campaigns, among).map(({ campaign: { id }, left: part }) => [id, part]);
  expect(left(person(moved))).toEqual([]);
  expect(left(person(moved), [person()])).toEqual([['solar', { isWhole: true }]]);
  expect(left(person({ state: 'deactivated' }), [person()])).toEqual([['solar', { isWhole: true }]]);
  // Nobody could before either, so this change makes no difference.
  expect(left(person({ agent: null }), [person(moved)])).toEqual([]);
});

test('[A189] a first schedule names the campaigns with bookings where others no longer count', () => {
  const hours = { weekly: { 1: [{ from: 0, to: 60 }], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }, exceptions: [] };
  const gone = person({ id: 'dan', state: 'deactivated', schedule: hours });
  const people = [person(), person({ id: 'ben' }), gone, person({ id: 'cho', agent: { ...PROFILE, teamIds: [] } })];
  const campaigns = [
    campaign({ callsPerSlot: 1 }),
    campaign({ id: 'home', callsPerSlot: 1, teamIds: ['home'] }),
    campaign({ id: 'none', callsPerSlot: 0 }),
    campaign({ id: 'off', active: false, callsPerSlot: 1 }),
    campaign({ id: 'other', callsPerSlot: 1, teamIds: ['other'] }),
  ];
  const named = (after: PersonView, among = people) =>
    startsCounting(after, campaigns, among).map(({ campaign: { id }, count }) => [id, count]);
  expect(named(person({ schedule: hours }))).toEqual([
    ['solar', 2],
    ['home', 1],
  ]);
  expect(named(person({ name: 'Ana S' }))).toEqual([]);
  expect(named(person({ schedule: hours }), [person({ id: 'ben', schedule: hours }), ...people])).toEqual([]);
  expect(named(person({ schedule: hours }), [person()])).toEqual([]);
});

describe('[W8] what needs attention', () => {
  const start: SetupProgress = {
    business: true,
    hours: true,
    campaign: true,
    people: true,
    firstLead: true,
    mail: true,
    network: false,
    number: false,
  };
  const calm = { start, campaigns: [campaign()], people: [person()], deadMails: 0, now: 1000 };

  test('is empty when everything works', () => {
    expect(attention(calm)).toEqual([]);
  });

  test('lists the most urgent first', () => {
    const invited = person({ id: 'cho', state: 'invited', agent: null, invitedUntil: 2000 });
    const late = person({ id: 'dan', state: 'invited', agent: null, invitedUntil: 500 });
    const list = attention({
      start: { ...start, mail: false },
      campaigns: [campaign({ teamIds: ['nobody'] }), campaign({ id: 'off', active: false, teamIds: ['nobody'] })],
      people: [person(), invited, late],
      deadMails: 2,
      now: 1000,
    });
    expect(list.map(({ kind }) => kind)).toEqual(['nobodyTakes', 'deadMail', 'mailOff', 'expected', 'runOut']);
  });

  test('[A226] includes a campaign whose steps ask supervisors while none takes leads', () => {
    const asks = { afterMs: 60_000, offerTo: 1, relax: [], supervisors: true as const };
    const { policy } = campaign();
    const own = campaign({ policy: { ...policy, steps: [...policy.steps, asks] } });
    const rule = { name: 'Korean', when: { languages: ['ko' as const] }, steps: [asks] };
    const ruled = campaign({ policy: { ...policy, rules: [rule] } });
    for (const one of [own, ruled]) {
      const found = (people: readonly PersonView[]) => attention({ ...calm, campaigns: [one], people });
      expect(found([person()])).toEqual([{ kind: 'noSupervisor', campaign: one }]);
      const sam = person({ id: 'sam', role: 'supervisor' });
      expect(found([person(), sam])).toEqual([]);
      expect(found([person(), { ...sam, agent: null }])).toHaveLength(1);
      expect(found([person(), { ...sam, state: 'deactivated' }])).toHaveLength(1);
      expect(found([person(), { ...sam, role: 'administrator' }])).toEqual([]);
    }
  });

  test('[L178] includes places where the strictest known hours apply, and rows to verify within 30 days', () => {
    const row = (place: string, age: { isStale?: boolean; isDue?: boolean; staleOn?: string }) => ({
      ...{ place, weekdays: '8-20', saturday: '8-20', sunday: null, holidays: false, maxPerDay: null },
      ...{
        unaskedPer30Days: null,
        source: 'A statute',
        verifiedOn: '2026-11-29',
        note: '',
        noteKo: '',
        isOwn: false,
        isShipped: true,
      },
      ...{ isStale: false, isDue: false, staleOn: '2027-11-29', ...age },
    });
    const law = (rows: readonly ReturnType<typeof row>[], missing: readonly string[] = []) => ({ rows, missing });
    expect(attention({ ...calm, law: law([row('US', {})]) })).toEqual([]);
    const rows = [
      row('US-FL', { isStale: true }),
      row('US-TX', { isDue: true, staleOn: '2027-12-05' }),
      row('US-UT', { isDue: true, staleOn: '2027-12-02' }),
    ];
    expect(attention({ ...calm, law: law(rows, ['GB']) })).toEqual([
      { kind: 'lawMissing', places: ['GB'] },
      { kind: 'lawStale', places: ['US-FL'] },
      { kind: 'lawSoon', places: ['US-TX', 'US-UT'], date: '2027-12-02' },
    ]);
  });

  test('includes that no campaign is on', () => {
    expect(attention({ ...calm, campaigns: [campaign({ active: false })] })).toEqual([{ kind: 'noCampaign' }]);
  });
});

test('an invitation expires at its end; without one nothing expires', () => {
  const invited = { state: 'invited', invitedUntil: 1000 } as const;
  expect([
    isInvitationExpired(invited, 999),
    isInvitationExpired(invited, 1000),
    isInvitationExpired({ state: 'invited' }, 0),
  ]).toEqual([false, true, true]);
  expect(isInvitationExpired({ state: 'active' }, 0)).toBe(false);
});

test('the audit log is requested by the reader’s whole days, with only the chosen filters', () => {
  expect(auditPath({})).toBe('/api/admin/audit?limit=50');
  const asked = new URLSearchParams(
    auditPath({ what: 'campaign', id: '', from: '2026-03-01', to: '2026-03-01' }).split('?')[1],
  );
  expect(asked.get('what')).toBe('campaign');
  expect(asked.has('id')).toBe(false);
  expect(Number(asked.get('to')) - Number(asked.get('from'))).toBe(24 * 3_600_000);
  // [W212] The server refuses it, and the page names it.
  expect(auditPath({ from: 'yesterday' })).toBe('/api/admin/audit?limit=50&from=yesterday');
});

test('[W4] choosing fewer days deletes data, with a warning; an empty field does not count', () => {
  const before = { rawBodies: 30, deliveredEffects: 90, decisions: 365, closedLeads: null, backups: 30 };
  expect(isShorter(before, before)).toBe(false);
  expect(isShorter({ ...before, rawBodies: 31 }, before)).toBe(false);
  expect(isShorter({ ...before, rawBodies: 0 }, before)).toBe(false);
  expect(isShorter({ ...before, rawBodies: 29 }, before)).toBe(true);
  expect(isShorter({ ...before, closedLeads: 4000 }, before)).toBe(true);
  // Stated, not carried out here.
  expect(isShorter({ ...before, backups: 7 }, before)).toBe(false);
  expect(isShorter({ ...before, closedLeads: null }, { ...before, closedLeads: 4000 })).toBe(false);
});

describe('an audited change', () => {
  const subject = { name: { en: 'Solar', ko: '태양광' }, isThere: true };

  test('has a subject with a name and a page, as long as it exists', () => {
    const campaign = { what: 'campaign', subjectId: 'c 1', subject } as const;
    expect(subjectName(campaign, 'ko')).toBe('태양광');
    expect(subjectPath(campaign)).toBe('/admin/campaigns/c%201');
    expect(subjectPath({ ...campaign, subject: { ...subject, isThere: false } })).toBeNull();
    expect(subjectPath({ what: 'service', subjectId: 'retention', subject: null })).toBe('/admin/retention');
    expect(subjectPath({ what: 'import', subjectId: 'imp_1', subject: null })).toBe('/admin/import/imp_1');
  });

  test('mentions teams and skills by name', () => {
    const names = { team_1: 'North', skill_1: 'Roofs' };
    expect(withNames({ teamIds: ['team_1', 'team_2'], skills: { skill_1: 3 } }, names)).toEqual({
      teamIds: ['North', 'team_2'],
      skills: { Roofs: 3 },
    });
    expect(withNames('Skills · skill_1', names)).toBe('Skills · Roofs');
  });
});

test('[W78] emails are sorted by the time that their row shows, not by when they were written', () => {
  const mails = [
    { id: 'slow', state: 'sent', dueAt: 1, endedAt: 40 },
    { id: 'retried', state: 'waiting', dueAt: 2, nextAt: 90 },
    { id: 'sending', state: 'waiting', dueAt: 50 },
    { id: 'failed', state: 'dead', dueAt: 3, endedAt: 60 },
  ] as const;
  expect([...mails].sort(byShownTime).map(({ id }) => id)).toEqual(['retried', 'failed', 'sending', 'slow']);
});
