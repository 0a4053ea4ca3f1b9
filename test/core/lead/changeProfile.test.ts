import { describe, expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import type { ProfileChanges } from '../../../src/core/lead/profile.ts';
import { changed, contextAt, leadIn, NOON } from '../../support/leads.ts';

const ANA = { kind: 'agent', id: 'ana' } as const;
const SAM = { kind: 'supervisor', id: 'sam' } as const;
const context = contextAt(NOON + 2000);
const change = (lead: Lead, changes: ProfileChanges, by: typeof ANA | typeof SAM = ANA) =>
  advanceLead(lead, { kind: 'profile', by, changes }, context);

test('[V63] the owner changes each detail, with old and new value in the history; repeating it changes nothing', () => {
  const changes: ProfileChanges = {
    name: 'Maria Lopez',
    email: 'maria@example.com',
    language: 'ko',
    interest: 'battery',
    answers: { bill: 120, rooms: ['a', 'b'], home: null },
  };
  const before = { ...leadIn('talking'), answers: { home: 'flat', visit: '2027-03-31' } } as Lead;
  const { lead, entries } = changed(change(before, changes));
  expect(lead).toMatchObject({
    state: 'talking',
    person: { name: 'Maria Lopez', email: 'maria@example.com', language: 'ko', tel: '+12025550143' },
    interest: 'battery',
  });
  expect(lead.answers).toEqual({ bill: 120, rooms: ['a', 'b'], visit: '2027-03-31' });
  expect(entries).toMatchObject([{ kind: 'profile', by: ANA }]);
  expect(entries[0]?.data['edits']).toEqual([
    { field: 'name', from: 'Maria', to: 'Maria Lopez' },
    { field: 'email', to: 'maria@example.com' },
    { field: 'language', from: 'en', to: 'ko' },
    { field: 'interest', from: 'roof', to: 'battery' },
    { field: 'answers.bill', to: 120 },
    { field: 'answers.rooms', to: ['a', 'b'] },
    { field: 'answers.home', from: 'flat' },
  ]);
  expect(change(lead, changes)).toEqual({ kind: 'same' });
  expect(change(lead, { answers: { rooms: ['b', 'a'] } })).toEqual({ kind: 'same' });
});

test('[V63] a removed detail is gone, and an earlier address is kept as theirs', () => {
  const first = changed(change(leadIn('wrapUp'), { email: 'mraia@example.com' })).lead;
  const second = changed(change(first, { email: 'maria@example.com' })).lead;
  expect(second.person).toMatchObject({ email: 'maria@example.com', otherEmails: ['mraia@example.com'] });
  const third = changed(change(second, { email: null, interest: null })).lead;
  expect(third.person).not.toHaveProperty('email');
  expect(third).not.toHaveProperty('interest');
  expect(changed(change(third, { email: 'mraia@example.com' })).lead.person.otherEmails).toEqual(['maria@example.com']);
});

describe('[V333] a change that says what it was based on', () => {
  const lead = { ...leadIn('talking'), answers: { rooms: ['a', 'b'] }, survey: { q1: false } } as Lead;

  test('is refused if someone else has changed that detail since, with what it is now, and nothing is saved', () => {
    const seen = { name: ['Mary'], email: [null], 'answers.rooms': [['a']] };
    expect(change(lead, { name: 'Marie', email: 'm@example.com', answers: { rooms: null }, seen })).toMatchObject({
      kind: 'refused',
      code: 'edited-meanwhile',
      mistakes: [
        { path: 'name', code: 'changedMeanwhile' },
        { path: 'answers.rooms', code: 'changedMeanwhile' },
      ],
      current: { name: 'Maria', 'answers.rooms': ['a', 'b'] },
    });
  });

  test('holds if the detail is as it was seen or sent, whatever happened to others', () => {
    const seen: ProfileChanges['seen'] = {
      name: ['Mary', 'Maria'],
      'answers.rooms': [['b', 'a']],
      'survey.q1': [false],
      email: [null],
    };
    const changes: ProfileChanges = { name: 'Marie', answers: { rooms: ['c'] }, survey: { q1: 'yes' }, seen };
    expect(changed(change(lead, changes)).lead).toMatchObject({ person: { name: 'Marie' }, survey: { q1: 'yes' } });
    const nameless = { ...lead, person: { ...lead.person, name: '' } };
    // Stored before such characters were removed.
    const turned = { ...lead, person: { ...lead.person, name: 'Ma\u202ery' } } as Lead;
    expect(changed(change(turned, { name: 'Mary', seen: { name: ['Mary'] } })).lead.person.name).toBe('Mary');
    expect(changed(change(nameless, { name: 'Marie', seen: { name: [null] } })).lead.person.name).toBe('Marie');
  });

  test('changes nothing, and isn’t refused, if the detail already is what was wanted', () => {
    expect(change(lead, { name: 'Maria', seen: { name: ['Mary'] } })).toEqual({ kind: 'same' });
  });
});

test('[V63] only the owner while they have the lead, and a supervisor in any state', () => {
  const closed = changed(advanceLead(leadIn('wrapUp'), { kind: 'close', by: ANA, outcome: 'won' }, context)).lead;
  for (const lead of [leadIn('waiting'), leadIn('offered'), leadIn('callback'), closed]) {
    expect(change(lead, { name: 'Mary' })).toMatchObject({ kind: 'refused', code: 'not-yours' });
    expect(changed(change(lead, { name: 'Mary' }, SAM)).lead).toMatchObject({
      state: lead.state,
      person: { name: 'Mary' },
    });
  }
  const ben = { kind: 'profile', by: { kind: 'agent', id: 'ben' }, changes: { name: 'Mary' } } as const;
  expect(advanceLead(leadIn('wrapUp'), ben, context)).toMatchObject({ code: 'not-yours' });
});

test('[V63] nothing is written on an erased lead, or on one that continues in another', () => {
  const closed = changed(advanceLead(leadIn('wrapUp'), { kind: 'close', by: ANA, outcome: 'won' }, context)).lead;
  for (const more of [{ erased: true }, { continuedAs: 'ld_2' }] as const)
    expect(change({ ...closed, ...more }, { name: 'Mary' }, SAM)).toMatchObject({ code: 'wrong-state' });
});

test('[V72] tags are added and removed one by one, and stay through every state', () => {
  const tagged = changed(change(leadIn('talking'), { tags: { add: ['vip'] } })).lead;
  const both = changed(change(tagged, { tags: { add: ['vip', 'roof'] } }, SAM));
  expect(both.entries[0]?.data['edits']).toEqual([{ field: 'tags', from: ['vip'], to: ['vip', 'roof'] }]);
  const closed = changed(advanceLead(both.lead, { kind: 'close', by: ANA, outcome: 'won' }, context)).lead;
  expect(closed.tags).toEqual(['vip', 'roof']);
  const one = changed(change(closed, { tags: { remove: ['vip', 'unknown'] } }, SAM)).lead;
  expect(one.tags).toEqual(['roof']);
  expect(changed(change(one, { tags: { remove: ['roof'] } }, SAM)).lead).not.toHaveProperty('tags');
  expect(change(one, { tags: { add: ['roof'] } }, SAM)).toEqual({ kind: 'same' });
});

test('[V72] a lead has at most ten tags', () => {
  const add = Array.from({ length: 10 }, (_, index) => `tag ${index}`);
  const { lead } = changed(change(leadIn('talking'), { tags: { add } }));
  expect(change(lead, { tags: { add: ['one more'] } })).toMatchObject({ kind: 'refused', code: 'bad-input' });
  expect(change(lead, { tags: { add: ['one more'], remove: ['tag 0'] } })).toMatchObject({ kind: 'changed' });
});
