import { expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { ASKS_NO_LIST, type LeadEvent } from '../../../src/core/lead/events.ts';
import { factsOf } from '../../../src/core/lead/facts.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import { OPEN_STATES } from '../../../src/core/vocabulary/states.ts';
import { SECOND } from '../../../src/core/vocabulary/time.ts';
import { changed, contextAt, leadIn, newLead, NOON, offerTo } from '../../support/leads.ts';

function lifeOf(first: Lead): { lead: Lead; facts: ReturnType<typeof factsOf> } {
  const steps: readonly LeadEvent[] = [
    { kind: 'offer', offer: offerTo(['ana', 'ben'], NOON) },
    { kind: 'accept', agentId: 'ana', offerId: 'of_1' },
    { kind: 'talking', agentId: 'ana' },
    { kind: 'ended', agentId: 'ana' },
    { kind: 'close', by: { kind: 'agent', id: 'ana' }, outcome: 'won', note: 'Maria signs on +1 202 555 0143' },
  ];
  let lead = first;
  let seq = 0;
  const facts = steps.flatMap((event, index) => {
    const step = changed(advanceLead(lead, event, contextAt(NOON + (index + 1) * SECOND)));
    lead = step.lead;
    return factsOf(
      lead,
      step.entries.map((entry) => ({ ...entry, seq: (seq += 1) })),
    );
  });
  return { lead, facts };
}

test('[U15] a lead leaves one fact per entry that a figure depends on', () => {
  const { facts } = lifeOf(newLead());
  expect(facts.map(({ id, kind, agentIds, seconds, outcome }) => ({ id, kind, agentIds, seconds, outcome }))).toEqual([
    { id: 'ld_1:1', kind: 'offered', agentIds: ['ana', 'ben'] },
    { id: 'ld_1:2', kind: 'accepted', agentIds: ['ana'] },
    { id: 'ld_1:3', kind: 'talked', agentIds: ['ana'], seconds: 3 },
    { id: 'ld_1:4', kind: 'ended', agentIds: ['ana'], seconds: 1 },
    { id: 'ld_1:5', kind: 'closed', agentIds: ['ana'], outcome: 'won' },
  ]);
});

test.each([
  ['a click identifier', { utm: { gclid: 'CjwKCAjw', source: 'newsletter' } }, 'newsletter'],
  ['a click of an ad network', { utm: { gclid: 'CjwKCAjw' } }, 'google'],
  ['a site before', { referrer: 'news.example' }, 'news.example'],
  ['an address as the source', { utm: { source: 'maria@example.com' } }, undefined],
  ['a sentence as the source', { utm: { source: 'my friend Maria' } }, undefined],
])('[U15] a fact holds no personal data: %s', (_what, source, kept) => {
  const [first] = newLead().inquiries;
  const inquiries = [{ ...first, source }];
  const lead = { ...newLead(), inquiries, message: 'Maria, 12 Main Street', interest: 'a roof for Maria' } as Lead;
  const entry = { at: NOON, kind: 'created', by: { kind: 'prospect' }, data: {}, seq: 1 } as const;
  const [fact] = factsOf(lead, [entry]);
  expect(fact).toEqual({ id: 'ld_1:1', kind: 'opened', at: NOON, campaignId: 'solar', ...(kept && { source: kept }) });
});

test('[U15] other entries leave no fact', () => {
  const note = { at: NOON, kind: 'note', by: { kind: 'agent', id: 'ana' }, data: { note: 'private' }, seq: 9 } as const;
  expect(factsOf(newLead(), [note])).toEqual([]);
});

const by = { kind: 'agent', id: 'ana' } as const;
const EXAMPLES: readonly LeadEvent[] = [
  { kind: 'offer', offer: offerTo(['ana'], NOON) },
  { kind: 'seen', agentId: 'ana', offerId: 'of_1' },
  { kind: 'decline', agentId: 'ana', offerId: 'of_1' },
  { kind: 'talking', agentId: 'ana' },
  { kind: 'ended', agentId: 'ana' },
  { kind: 'moreTime', agentId: 'ana', until: NOON + 3600 * SECOND },
  { kind: 'stillTalking' },
  { kind: 'duplicateSuspected', other: { id: 'ld_2' } },
  { kind: 'note', by, note: 'x' },
  { kind: 'profile', by, changes: { name: 'Lucía' } },
  { kind: 'close', by, outcome: 'doNotCall' },
  { kind: 'saleValue', by, saleValue: 5 },
];

test('[8] every event that is decided without the do-not-call list never looks at it, in any state', () => {
  expect(EXAMPLES.map(({ kind }) => kind).sort()).toEqual([...ASKS_NO_LIST].sort());
  const context = {
    ...contextAt(NOON + SECOND),
    get doNotCallSince(): number {
      throw new Error('the do-not-call list was looked at');
    },
  };
  for (const state of OPEN_STATES)
    for (const event of EXAMPLES) expect(() => advanceLead(leadIn(state), event, context)).not.toThrow();
});
