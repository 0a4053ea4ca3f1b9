import { expect, test } from '@jest/globals';
import { identityOf, isPostalField } from '../../../src/core/lead/identity.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { changed, contextAt, leadIn, newLead, NOON } from '../../support/leads.ts';

const of = (name: string, answers: Lead['answers']) =>
  identityOf({ ...newLead(), person: { ...newLead().person, name }, answers });

test('[V244] a whole name and a postal code identify, however both are written', () => {
  expect(of('María  Núñez', { zipCode: '10001' })).toBe('maria nunez|10001');
  expect(of('NUNEZ, Maria', { postal_code: '10001-1234' })).toBe('maria nunez|10001');
  expect(of('Maria Nunez', { zip: 10001 })).toBe('maria nunez|10001');
  expect(of('김민수', { postcode: '06 236' })).toBe('김민수|06236');
  expect(of('Ian Hay', { homePostcode: 'SW1A 1aa' })).toBe('hay ian|sw1a1aa');
});

test.each<[string, string, Lead['answers']]>([
  ['a first name', 'Maria', { zip: '10001' }],
  ['one letter of Korean', '김', { zip: '10001' }],
  ['no name', '–', { zip: '10001' }],
  ['no postal code', 'Maria Nunez', { zip: ' - ', notes: '10001' }],
  ['several choices', 'Maria Nunez', { zip: ['10001'] }],
])('[V244] %s doesn’t', (_what, name, answers) => {
  expect(of(name, answers)).toBeNull();
});

test('[V244] a closed or erased lead has no identity', () => {
  const person = { ...newLead().person, name: 'Maria Nunez' };
  const answers = { zip: '10001' };
  expect(identityOf({ ...leadIn('callback'), person, answers })).not.toBeNull();
  const by = { kind: 'supervisor', id: 'sam' } as const;
  const lead = { ...newLead(), person, answers };
  const closed = changed(advanceLead(lead, { kind: 'close', by, outcome: 'won' }, contextAt(NOON))).lead;
  expect(identityOf(closed)).toBeNull();
  expect(identityOf({ ...newLead(), person, answers, erased: true })).toBeNull();
});

test('[V244] a field holds postal codes by its name', () => {
  for (const name of ['zip', 'zipCode', 'postalCode', 'postal_code', 'postcode', 'homeZip'])
    expect([name, isPostalField(name)]).toEqual([name, true]);
  for (const name of ['shipping', 'zipper', 'code', 'posting', 'size'])
    expect([name, isPostalField(name)]).toEqual([name, false]);
});
