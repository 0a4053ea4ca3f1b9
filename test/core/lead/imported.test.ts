import { expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { factsOf } from '../../../src/core/lead/facts.ts';
import { isUntouched } from '../../../src/core/lead/imported.ts';
import { openLead, type NewLead } from '../../../src/core/lead/openLead.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import type { ImportMode } from '../../../src/core/vocabulary/imports.ts';
import { contextAt, NOON } from '../../support/leads.ts';

const MINUTE = 60_000;
const origin = (mode: ImportMode) => ({ importId: 'imp_1', row: 7, by: 'us_1', mode });

function opening(mode: ImportMode | null): NewLead {
  const inquiry = { id: 'in_1', kind: mode ? ('import' as const) : ('form' as const), at: NOON, campaignId: 'solar' };
  const asked = { call: true, now: false, text: false, email: false, wordingVersion: 1 };
  return {
    id: 'ld_1',
    inquiry,
    consent: { inquiryId: 'in_1', at: NOON, ...asked },
    facts: {
      person: { name: 'Kim', tel: '+12025550143', language: 'en', zones: ['America/New_York'], zoneFrom: 'number' },
      answers: {},
    },
    spamReasons: [],
    suspectedDuplicateIds: [],
    ...(mode && { imported: origin(mode) }),
  };
}

const rank = (lead: Lead) => (lead.state === 'waiting' ? lead.wait.rankedFrom - lead.wait.bonusMs : NaN);

test('[F60] history is closed as imported, by who imported it, and is no fact of today', () => {
  const { lead, entries } = openLead(opening('history'), contextAt(NOON));
  expect(lead).toMatchObject({ state: 'closed', outcome: 'imported' });
  expect(entries[0]).toMatchObject({ kind: 'created', by: { kind: 'supervisor', id: 'us_1' } });
  expect(
    factsOf(
      lead,
      entries.map((entry, index) => ({ ...entry, seq: index + 1 })),
    ),
  ).toEqual([]);
});

test('[F61] an imported open lead waits behind everyone who asked, even those who come days later', () => {
  const imported = openLead(opening('open'), contextAt(NOON)).lead;
  const asked = openLead(opening(null), contextAt(NOON + 3 * 24 * 60 * MINUTE)).lead;
  expect(imported.state).toBe('waiting');
  expect(rank(imported)).toBeGreaterThan(rank(asked));
});

test('[R132] an imported lead whose customer then asks for a call ranks like any other', () => {
  const imported = openLead(opening('open'), contextAt(NOON)).lead;
  const { inquiry, consent } = opening(null);
  const event = { kind: 'inquiry', inquiry: { ...inquiry, id: 'in_2' }, consent } as const;
  const step = advanceLead(imported, event, contextAt(NOON + MINUTE));
  expect(step.kind === 'changed' && rank(step.lead)).toBe(NOON);
});

test('[F59] a row attached to a callback doesn’t bring it forward; a form does', () => {
  const open = openLead(opening(null), contextAt(NOON)).lead;
  const given = advanceLead(open, { kind: 'giveUp', why: 'noAgent' }, contextAt(NOON + MINUTE));
  const callback = given.kind === 'changed' ? given.lead : open;
  expect(callback.state).toBe('callback');
  const attach = (mode: ImportMode | null) => {
    const { inquiry, consent, imported } = opening(mode);
    const event = {
      kind: 'inquiry',
      inquiry: { ...inquiry, id: 'in_2' },
      consent,
      ...(imported && { imported }),
    } as const;
    const step = advanceLead(callback, event, contextAt(NOON + 2 * MINUTE));
    return step.kind === 'changed' ? step.lead : null;
  };
  expect(attach('open')).toMatchObject({ state: 'callback', inquiries: [{}, { id: 'in_2' }] });
  expect(attach(null)).toMatchObject({ state: 'waiting' });
});

test('[F64] a lead is touched once anyone but the service changes it or asks again', () => {
  const { lead, entries } = openLead(opening('open'), contextAt(NOON));
  expect(isUntouched(lead, entries)).toBe(true);
  const noted = advanceLead(lead, { kind: 'note', by: { kind: 'agent', id: 'ag_1' }, note: 'x' }, contextAt(NOON));
  expect(noted.kind === 'changed' && isUntouched(noted.lead, [...entries, ...noted.entries])).toBe(false);
  expect(isUntouched({ ...lead, inquiries: [...lead.inquiries, ...lead.inquiries] }, entries)).toBe(false);
});
