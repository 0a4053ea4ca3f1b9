import { describe, expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import { givenDetailsOf } from '../../../src/core/lead/givenDetails.ts';
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

describe('of the other details', () => {
  const { interest: _interest, ...bare } = stays;
  const nameless = { ...bare, person: { ...stays.person, name: ' ' }, tags: ['vip'] } as Lead;
  const known: Lead = {
    ...goes,
    person: { ...goes.person, name: 'Maria Lopez', email: 'maria@example.com', tel: '+12025550199' },
    interest: 'roof',
    tags: ['fair', 'vip'],
  };

  test('[V330] the remaining lead takes name, interest and tags that it lacks, and an undo restores it exactly', () => {
    const { lead, entries } = absorb(nameless, known);
    expect(lead).toMatchObject({ person: { name: 'Maria Lopez' }, interest: 'roof', tags: ['vip', 'fair'] });
    expect(lead.person.tel).toBe(stays.person.tel);
    expect(entries[0]?.data['took']).toEqual(['name', 'email', 'interest', 'answers.roof', 'survey.q2', 'tags']);
    const { person, interest, answers, survey, tags } = unmerge(lead);
    expect({ person, interest, answers, survey, tags }).toEqual({
      ...{ person: { ...nameless.person, name: '' }, interest: undefined, answers: nameless.answers },
      ...{ survey: nameless.survey, tags: ['vip'] },
    });
  });

  test('[V330] what it has itself, and another campaign’s interest, is not taken; and no more tags than a lead may have', () => {
    const tags = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    const { lead, entries } = absorb({ ...stays, interest: 'battery', tags }, { ...known, tags: ['j', 'a', 'k'] });
    expect(entries[0]?.data['tagsLeft']).toEqual(['k']);
    expect(lead).toMatchObject({ person: { name: stays.person.name }, interest: 'battery', tags: [...tags, 'j'] });
    expect(absorb(bare as Lead, { ...known, campaignId: 'wind' }).lead).not.toHaveProperty('interest');
  });

  test('[V330] what someone changed since stays', () => {
    const changes = { name: 'M. Lopez', interest: 'battery', tags: { add: ['new'], remove: ['fair'] } };
    const back = unmerge(change(absorb(nameless, known).lead, changes));
    expect(back).toMatchObject({ person: { name: 'M. Lopez' }, interest: 'battery', tags: ['vip', 'new'] });
  });

  test('[V331] an email is taken by a lead with a number that lacks one, and an undo leaves no trace of it', () => {
    const { lead } = absorb(stays, known);
    expect(lead.person.email).toBe('maria@example.com');
    expect(unmerge(lead).person).toEqual(stays.person);
    const corrected = unmerge(change(lead, { email: 'm@example.com' }));
    expect(corrected.person).toEqual({ ...stays.person, email: 'm@example.com' });
  });

  test.each([
    ['has one', { email: 'own@example.com' }],
    ['had it removed', { otherEmails: ['maria@example.com'] }],
    ['has no number, so that it would be its key', { tel: undefined }],
  ])('[V331] not by one that %s', (_why, person) => {
    const one = { ...stays, person: { ...stays.person, ...person } } as Lead;
    expect(absorb(one, known).lead.person).toMatchObject(person);
    expect(absorb(one, known).lead.person.email).toBe(one.person.email);
  });

  test('[V331] a closed lead that continues in an open one brings its tags, but no email', () => {
    const { inquiries, consents, attempts } = known;
    const brought = { inquiries: inquiries.map((each) => ({ ...each, id: 'in_x' })), consents, attempts };
    const rejoin = { kind: 'rejoin', by: SAM, fromLeadId: 'ld_2', brought, given: givenDetailsOf(known) } as const;
    const { lead } = changed(advanceLead(nameless, rejoin, context));
    expect(lead).toMatchObject({ person: { name: 'Maria Lopez' }, tags: ['vip', 'fair'] });
    expect(lead.person).not.toHaveProperty('email');
  });

  test('[V332] a state that a taken answer names counts as a place until the merge is undone', () => {
    const { lead } = absorb(stays, { ...known, answers: { state: 'CA' } });
    expect(lead.person).toMatchObject({ regions: ['US-CA'], zones: [...stays.person.zones, 'America/Los_Angeles'] });
    expect(unmerge(lead).person).toEqual(stays.person);
  });
});
