import { expect, test } from '@jest/globals';
import { detailGaps, detailsWanted, knownDetails } from '../../../src/core/lead/details.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import type { FormField } from '../../../src/core/vocabulary/form.ts';
import { newLead } from '../../support/leads.ts';

const label = { en: 'Label' };
const choices = [
  { value: 'gas', label },
  { value: 'oil', label },
];
const FIELDS: readonly FormField[] = [
  { name: 'heat', label, required: false, kind: 'choice', choices },
  { name: 'rooms', label, required: false, kind: 'choices', choices },
  { name: 'bill', label, required: true, kind: 'number', min: 10, max: 99 },
  { name: 'secret', label, required: false, kind: 'text', seenBy: 'supervisors' },
];
const CAMPAIGN = { interests: [{ value: 'roof', label }], fields: FIELDS };
const lead = (changes: Partial<Lead> = {}) => ({ ...newLead(), ...changes }) as Lead;
const gaps = (one: Lead, audience: 'agents' | 'supervisors' = 'supervisors', campaign = CAMPAIGN) =>
  detailGaps(campaign, one, audience).map(({ path, why }) => `${path} ${why}`);

test('[V241] a lead lacks what its campaign wants and nobody said; for agents, fields for supervisors don’t exist', () => {
  const blank = lead({ interest: undefined, person: { ...newLead().person, name: ' ' } });
  const all = ['name', 'email', 'interest', 'answers.heat', 'answers.rooms', 'answers.bill', 'answers.secret'];
  expect(gaps(blank)).toEqual(all.map((path) => `${path} missing`));
  expect(gaps(blank, 'agents')).toEqual(all.slice(0, -1).map((path) => `${path} missing`));
  expect(detailsWanted({ interests: [], fields: [] }, 'agents')).toEqual(['name', 'email']);
  const full = lead({
    person: { ...newLead().person, email: 'ana@example.com' },
    answers: { heat: 'gas', rooms: ['gas', 'oil'], bill: 10, secret: 'x', removed: 'y' },
  });
  expect(gaps(full)).toEqual([]);
  expect(knownDetails(full)).toContain('answers.removed');
});

test('[V242] what the fields no longer accept is to be completed, too', () => {
  const old = lead({
    interest: 'garden',
    person: { ...newLead().person, email: 'ana@example.com' },
    answers: { heat: 'coal', rooms: ['oil', 'coal'], bill: 100, secret: 7 },
  });
  expect(gaps(old)).toEqual(
    ['interest', 'answers.heat', 'answers.rooms', 'answers.bill', 'answers.secret'].map((path) => `${path} invalid`),
  );
  // Without a list of interests, customers wrote theirs.
  expect(gaps(old, 'agents', { interests: [], fields: [] })).toEqual([]);
});
