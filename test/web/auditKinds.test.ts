import { expect, test } from '@jest/globals';
import { AUDITED } from '../../src/shared/adminAudit.ts';
import { translator } from '../../src/shared/text/index.ts';
import { adminAuditText } from '../../src/shared/text/adminAudit.ts';
import {
  actionOf,
  actKey,
  actValueKey,
  isCode,
  isMoment,
  kindKey,
  KINDS,
  subjectPath,
} from '../../src/web/admin/audit/subject.ts';
import { differences } from '../../src/web/admin/form/value.ts';
import { filterText } from '../../src/web/admin/audit/filterText.ts';
import { wordingLines } from '../../src/web/admin/ui/wordingLines.ts';

const t = translator(adminAuditText, 'en');
const named = (what: (typeof AUDITED)[number], subjectId: string) => t(kindKey({ what, subjectId }));

test('[A245] the log names what was changed where its entries share a kind: a setting of the service, a list, the database', () => {
  expect(named('service', 'retention')).toBe('Retention');
  expect(named('service', 'scoring')).toBe('Score model');
  expect(named('doNotCall', 'dnc_1')).toBe('Do-not-call list');
  expect(named('doNotCall', 'registry')).toBe('National registry');
  expect(named('erasure', 'er_1')).toBe('Erased person');
  expect(named('erasure', 'database')).toBe('Database');
  expect(named('lead', 'constructor')).toBe('Lead');
  expect(subjectPath({ what: 'service', subjectId: 'scoring', subject: null })).toBe('/admin/scoring');
});

test('[A245] it can be limited to each of them by itself', () => {
  expect(new Set(KINDS.map(({ what }) => what))).toEqual(new Set(AUDITED));
  const labels = KINDS.map(({ key }) => t(key));
  expect(labels).toEqual(expect.arrayContaining(['Retention', 'Score model']));
  expect(new Set(labels).size).toBe(labels.length);
});

test('[A102] the activation of a policy, and of an earlier one, are named with the version', () => {
  const done = (action: string) => actionOf({ action, after: { policyVersion: 4 } }, t);
  expect(done('activatePolicy')).toBe('routing policy activated as version 4');
  expect(done('rollBackPolicy')).toBe('earlier routing policy activated again, as version 4');
  expect(done('edit')).toBe('changed');
  expect(done('later')).toBe('later');
});

/** What use cases record of acts. */
const ACTS = [
  ['lead', 'bulk_1', { verb: ['requeue', 'reassign', 'close', 'addTag', 'removeTag', 'merge', 'undo'], leads: 3 }],
  ['lead', 'export', { byWords: true, state: 'open', outcome: 'won', agentId: 'ana', source: 'form', tag: 'vip' }],
  ['lead', 'export', { band: 'high', lacks: { detail: 'any' }, from: 1, to: 2, dueFrom: 1, dueTo: 2, sort: 'score' }],
  ['person', 'ana', { presence: ['away', 'offline'], reason: 'Lunch' }],
  ['key', 'key_1', { revokedAt: 1 }],
  ['mail', 'mail_1', { kind: 'appointment', state: 'waiting', why: 'x' }],
  ['doNotCall', 'dnc_1', { source: 'email', reason: 'x' }],
  ['doNotCall', 'import', { numbers: 3 }],
  ['doNotCall', 'registry', { kind: ['full', 'changes'], asOf: '2026-11-01', areas: '202: 5' }],
  ['erasure', 'er_1', { tellsCustomer: true, keeps: ['nothing', 'sealed'], reason: 'x', sealed: 1, openLeads: 1 }],
  ['erasure', 'er_1', { leads: 1, inquiries: 1, calls: 1, recordings: 1, emails: 1, bookedTimes: 1, importRows: 1 }],
  ['dossier', 'ps_1', { leads: 1, calls: 1 }],
] as const;

test.each(ACTS)(
  '[A246] what the log says of the act %s (%s) has a label, and each code words',
  (what, subjectId, after) => {
    // As its table has them.
    for (const path of differences({}, after)) {
      const value: unknown = (after as Readonly<Record<string, unknown>>)[path];
      expect({ path, key: actKey({ what, subjectId }, path) }).not.toMatchObject({ key: null });
      for (const code of Array.isArray(value) ? (value as unknown[]) : [])
        expect({ path, code, key: actValueKey({ what, subjectId }, path, code) }).not.toMatchObject({ key: null });
    }
  },
);

test('[A246] a setting keeps the label that its page has, and moments are shown as times', () => {
  expect(actKey({ what: 'campaign', subjectId: 'solar' }, 'kind')).toBeNull();
  expect(actKey({ what: 'person', subjectId: 'ana' }, 'name')).toBeNull();
  expect(['revokedAt', 'from', 'dueTo'].map(isMoment)).toEqual([true, true, true]);
  expect(['leads', 'schedule.exceptions.0.from'].map(isMoment)).toEqual([false, false]);
});

test('[A247] a text in two languages reads as its texts, and a code is never taken for the ID of something with a name', () => {
  expect(wordingLines({ en: 'Solar', ko: '태양광' })).toEqual(['Solar', '태양광']);
  expect(wordingLines({ en: 'Solar', ko: 'Solar' })).toEqual(['Solar']);
  for (const other of [null, 'Solar', { en: 5 }, { ko: '태양광' }, { en: 'Solar', value: 'x' }])
    expect(wordingLines(other)).toBeNull();
  expect(['formKey', 'kind', 'language'].map(isCode)).toEqual([true, true, true]);
  expect(['teamIds', 'campaignId'].map(isCode)).toEqual([false, false]);
});

test('[A266] the filters of an exported list are in the words of the leads page; tags and IDs stay as they are', () => {
  const filters = { state: 'open', outcome: 'won', source: 'api', band: 'high', sort: 'due', lacks: { detail: 'any' } };
  const said = (reads: 'en' | 'ko') => Object.entries(filters).map(([path, value]) => filterText(path, value, reads));
  expect(said('en')).toEqual(['Open', 'Won', 'Integration', 'High', 'Next callback', 'Any detail']);
  expect(said('ko')).toEqual(['진행 중', '계약 성사', '연동', '높음', '가까운 콜백순', '1개 이상']);
  expect(filterText('lacks', { detail: 'email', audience: 'supervisors' }, 'en')).toBe('Email');
  // The page puts its name there.
  expect(filterText('lacks', { detail: 'answers.home' }, 'en')).toBe('answers.home');
  for (const [path, value] of [
    ['tag', 'open'],
    ['outcome', 'won_h3Kd'],
    ['state', 'constructor'],
    ['constructor', 'open'],
    ['from', 5],
  ])
    expect(filterText(String(path), value, 'en')).toBeNull();
});
