import { expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import { absorbedDataOf } from '../../../src/core/lead/mergeLeads.ts';
import type { ProfileChanges } from '../../../src/core/lead/profile.ts';
import { factsOf } from '../../../src/core/lead/facts.ts';
import { changed, contextAt, leadIn, NOON } from '../../support/leads.ts';

const SAM = { kind: 'supervisor', id: 'sam' } as const;
const context = contextAt(NOON);
const stays: Lead = { ...leadIn('waiting'), answers: { bill: 80 }, survey: { q1: ['yes'] } };
const goes: Lead = {
  ...leadIn('waiting'),
  id: 'ld_2',
  answers: { bill: 90, roof: 'flat' },
  survey: { q1: false, q2: 7 },
};
const absorb = (one: Lead, other: Lead) =>
  changed(advanceLead(one, { kind: 'absorb', by: SAM, part: absorbedDataOf(other, NOON, 'sam') }, context));
const unmerge = (one: Lead) => changed(advanceLead(one, { kind: 'unmerge', by: SAM, leadId: 'ld_2' }, context)).lead;
const change = (one: Lead, changes: ProfileChanges) =>
  changed(advanceLead(one, { kind: 'profile', by: SAM, changes }, context)).lead;

test('[V246] the remaining lead takes the answers that it lacks, and an undo takes them back', () => {
  const { lead, entries } = absorb(stays, goes);
  expect(lead).toMatchObject({ answers: { bill: 80, roof: 'flat' }, survey: { q1: ['yes'], q2: 7 } });
  expect(entries[0]).toMatchObject({ kind: 'absorbed', data: { took: ['answers.roof', 'survey.q2'] } });
  // Reports count an answer where it was given.
  const history = entries.map((entry, at) => ({ ...entry, seq: at + 1 }));
  expect(factsOf(lead, history).filter(({ kind }) => kind === 'surveyed')).toEqual([]);
  const back = unmerge(lead);
  expect(back.answers).toEqual({ bill: 80 });
  expect(back.survey).toEqual({ q1: ['yes'] });
});

test('[V246] an answer that someone changed since stays', () => {
  const { lead } = absorb({ ...stays, survey: undefined }, goes);
  const back = unmerge(change(lead, { answers: { roof: 'steep' }, survey: { q2: null } }));
  expect(back.answers).toEqual({ bill: 80, roof: 'steep' });
  expect(back).not.toHaveProperty('survey');
});

test('[V246] another campaign’s answers are not taken, and nothing is as before', () => {
  const { lead, entries } = absorb(stays, { ...goes, campaignId: 'wind' });
  expect(lead).toMatchObject({ answers: stays.answers, survey: stays.survey });
  expect(lead.absorbed?.[0]).not.toHaveProperty('given');
  expect(entries[0]?.data).toEqual({ leadId: 'ld_2' });
});

test('[V246] an open lead in which a closed one continues takes them, too', () => {
  const { inquiries, consents, attempts, answers, survey } = goes;
  const brought = { inquiries: inquiries.map((one) => ({ ...one, id: 'in_x' })), consents, attempts };
  const given = { campaignId: 'solar', answers, ...(survey && { survey }) };
  const rejoin = { kind: 'rejoin', by: SAM, fromLeadId: 'ld_2', brought, given } as const;
  const { lead, entries } = changed(advanceLead(stays, rejoin, context));
  expect(lead).toMatchObject({ answers: { bill: 80, roof: 'flat' }, survey: { q1: ['yes'], q2: 7 } });
  expect(entries[0]).toMatchObject({ kind: 'rejoined', data: { took: ['answers.roof', 'survey.q2'] } });
});
