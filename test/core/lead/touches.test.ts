import { expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { factsOf } from '../../../src/core/lead/facts.ts';
import type { InquirySummary, Lead } from '../../../src/core/lead/lead.ts';
import { firstArrival, lastArrival, openingTouch, sourcesOf } from '../../../src/core/lead/touches.ts';
import { SECOND } from '../../../src/core/vocabulary/time.ts';
import { moveTouches } from '../../../src/store/earlierTouches.ts';
import { after, consentAt, contextAt, newLead, NOON } from '../../support/leads.ts';

const from = (source: string): InquirySummary['source'] => ({ utm: { source } });
const sources = (lead: Lead) =>
  [firstArrival(lead), lastArrival(lead)].map((arrival) => arrival?.source.utm?.['source']);

function withInquiry(lead: Lead, id: string, at: number, source: string): Lead {
  const inquiry = { id, kind: 'form', at, campaignId: 'solar', source: from(source) } as const;
  return after(lead, { kind: 'inquiry', inquiry, consent: consentAt(at, { inquiryId: id }) }, contextAt(at));
}

test('[F35] the first touch is the earliest inquiry and the last touch the newest, whatever order they arrive in', () => {
  const [opening] = newLead().inquiries;
  const lead: Lead = { ...newLead(), inquiries: [{ ...opening!, source: from('ads') }] };
  expect(sources(lead)).toEqual(['ads', 'ads']);
  const later = withInquiry(lead, 'in_2', NOON + SECOND, 'letter');
  expect(sources(later)).toEqual(['ads', 'letter']);
  // A caller’s inquiry that a sweep attaches late.
  const late = withInquiry(later, 'in_0', NOON - SECOND, 'radio');
  expect(sources(late)).toEqual(['radio', 'letter']);
  // The lead still counts for what opened it.
  expect(openingTouch(late).utm).toEqual({ source: 'ads' });
});

test('[V263] facts have the sources of the first and last touch: at the opening only where they differ from it', () => {
  const [opening] = newLead().inquiries;
  const lead: Lead = { ...newLead(), inquiries: [{ ...opening!, source: from('ads') }] };
  const entry = (kind: 'created' | 'inquiry' | 'absorbed', data: object = {}) =>
    ({ at: NOON, kind, by: { kind: 'system' }, data: data as Record<string, unknown>, seq: 1 }) as const;
  const sourcesIn = (of: Lead, kind: Parameters<typeof entry>[0]) => {
    const [{ source, firstSource, lastSource } = {} as never] = factsOf(of, [entry(kind)]);
    return [source, firstSource, lastSource];
  };
  expect(sourcesIn(lead, 'created')).toEqual(['ads', undefined, undefined]);
  const earlier = { at: NOON - SECOND, kind: 'form', source: from('radio')! } as const;
  expect(sourcesIn({ ...lead, firstTouch: earlier }, 'created')).toEqual(['ads', 'radio', undefined]);
  const again = withInquiry(lead, 'in_2', NOON + SECOND, 'letter');
  expect(sourcesIn(again, 'inquiry')).toEqual([undefined, 'ads', 'letter']);
  // What could be personal data is no source.
  expect(sourcesIn(withInquiry(lead, 'in_2', NOON + SECOND, 'Maria Lopez'), 'inquiry')).toEqual([undefined, 'ads', '']);
  const { person } = lead;
  const absorbed = [{ leadId: 'ld_2', person, at: NOON, holdsKey: true, consents: [], attempts: [] }].map((part) => ({
    ...part,
    inquiries: [{ ...opening!, id: 'in_0', at: NOON - SECOND, source: from('tv') }],
  }));
  expect(sourcesIn({ ...lead, absorbed }, 'absorbed')).toEqual([undefined, 'tv', 'ads']);
});

test('[V341] a lead came from what opened it, what came first and what came last, each once', () => {
  const [opening] = newLead().inquiries;
  const lead: Lead = { ...newLead(), inquiries: [{ ...opening!, source: from(' Ads') }] };
  expect(sourcesOf(newLead())).toEqual([]);
  expect(sourcesOf(lead)).toEqual(['ads']);
  const earlier = { at: NOON - SECOND, kind: 'form', source: from('radio')! } as const;
  const later = withInquiry({ ...lead, firstTouch: earlier }, 'in_2', NOON + SECOND, 'letter');
  expect(sourcesOf(later)).toEqual(['ads', 'radio', 'letter']);
  expect(sourcesOf(withInquiry(lead, 'in_2', NOON + SECOND, 'ADS'))).toEqual(['ads']);
  // What could be personal data is no source.
  expect(sourcesOf(withInquiry(lead, 'in_2', NOON + SECOND, 'Maria Lopez'))).toEqual(['ads']);
});

test('[F35] an inquiry that comes twice leaves one touch', () => {
  const once = withInquiry(newLead(), 'in_2', NOON + SECOND, 'letter');
  const inquiry = { id: 'in_2', kind: 'form', at: NOON + SECOND, campaignId: 'solar', source: from('x') } as const;
  const twice = { kind: 'inquiry', inquiry, consent: consentAt(NOON) } as const;
  expect(advanceLead(once, twice, contextAt(NOON + SECOND)).kind).toBe('same');
});

test('[F35] the first touch of an earlier lead stays the first', () => {
  const earlier = { at: NOON - SECOND, kind: 'form', source: { utm: { source: 'radio' } } } as const;
  expect(sources(withInquiry({ ...newLead(), firstTouch: earlier }, 'in_2', NOON + SECOND, 'letter'))).toEqual([
    'radio',
    'letter',
  ]);
});

test('[F35] a lead of an earlier version keeps what was known', () => {
  const fields: Record<string, unknown> = {
    source: { page: '/f/solar', utm: { source: 'ads' } },
    inquiries: [{ id: 'in_1', page: '/f/solar' }, { id: 'in_2', page: '/f/roof' }, { id: 'in_3' }],
  };
  moveTouches(fields);
  const moved = {
    inquiries: [
      { id: 'in_1', source: { page: '/f/solar', utm: { source: 'ads' } } },
      { id: 'in_2', source: { page: '/f/roof' } },
      { id: 'in_3' },
    ],
  };
  expect(fields).toEqual(moved);
  moveTouches(fields);
  expect(fields).toEqual(moved);
});
