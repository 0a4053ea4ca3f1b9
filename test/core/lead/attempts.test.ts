/** An attempt is on the lead before anyone dials, and stays one whatever ends it. */
import { describe, expect, test } from '@jest/globals';
import { settleLead } from '../../../src/core/lead/advance.ts';
import type { LeadEvent } from '../../../src/core/lead/events.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import { mayOffer } from '../../../src/core/callback/planPromise.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import type { Attempt } from '../../../src/core/vocabulary/contact.ts';
import { after, changed, contextAt, leadIn, newLead, NOON, offerTo } from '../../support/leads.ts';

const AT = NOON + 10 * SECOND;
const SAM = { kind: 'supervisor', id: 'sam' } as const;
const results = ({ attempts }: Lead) => attempts.map(({ result }) => result);

/** Ana’s phone answered, and the customer is dialed. */
function dialing(): Lead {
  const offered = after(newLead(), { kind: 'offer', offer: offerTo(['ana'], NOON) }, contextAt(NOON));
  const accept = { kind: 'accept', agentId: 'ana', offerId: 'of_1', network: true } as const;
  const ringing = after(offered, accept, contextAt(NOON + SECOND));
  expect(ringing.attempts).toEqual([]);
  const callId = 'owner' in ringing ? (ringing.owner.callId ?? '') : '';
  return after(ringing, { kind: 'agentReady', callId }, contextAt(NOON + 2 * SECOND));
}
const dialId = (lead: Lead) => (lead.state === 'connecting' ? (lead.dialCallId ?? '') : '');
const dialOver = (lead: Lead, more: object = {}): LeadEvent => ({
  ...{ kind: 'legOver', callId: dialId(lead), result: 'busy' },
  ...more,
});

describe('[K90] an attempt', () => {
  test('by the network is in the change that orders the dial', () => {
    const lead = dialing();
    expect(dialId(lead)).not.toBe('');
    expect(lead.attempts).toEqual([{ at: NOON + 2 * SECOND, agentId: 'ana', result: 'dialing' }]);
  });

  test('by hand is in the accept that shows the number', () => {
    expect(leadIn('connecting').attempts).toEqual([{ at: NOON + SECOND, agentId: 'ana', result: 'dialing' }]);
  });

  const LATER: Record<string, (lead: Lead) => Lead> = {
    busy: (lead) => after(lead, dialOver(lead), contextAt(AT)),
    noAnswer: (lead) => changed(settleLead(lead, contextAt(NOON + MINUTE))).lead,
    voicemail: (lead) => after(lead, { kind: 'machineAnswered', callId: dialId(lead) }, contextAt(AT)),
    reached: (lead) => after(lead, { kind: 'bridged', callId: dialId(lead) }, contextAt(AT)),
  };
  test.each(Object.entries(LATER))('by the network ends as %s, once', (result, end) => {
    const lead = dialing();
    expect(results(end(lead))).toEqual([result]);
    expect(end(lead).attempts[0]?.at).toBe(NOON + 2 * SECOND);
  });

  const CUT: Record<string, LeadEvent> = {
    'the agent’s desk is lost': { kind: 'agentLost', agentId: 'ana', why: 'deskLost' },
    'the agent is deactivated': { kind: 'agentLost', agentId: 'ana', why: 'deactivated' },
    'a supervisor takes it back': { kind: 'release', by: SAM },
    'a supervisor gives it away': { kind: 'reassign', by: SAM, agentId: 'ben' },
    'a supervisor closes it': { kind: 'close', by: SAM, outcome: 'notInterested' },
    'the person is erased': { kind: 'erase', by: SAM, tellsCustomer: false },
  };
  test.each(Object.entries(CUT))('stays one when %s', (_what, event) => {
    expect(results(after(dialing(), event, contextAt(AT)))).toEqual(['failed']);
    expect(results(after(leadIn('connecting'), event, contextAt(AT)))).toEqual(['unreported']);
  });

  test('stays one when the customer calls us while we dial them', () => {
    const inquiry = { id: 'in_call', kind: 'call', at: AT, campaignId: 'solar' } as const;
    const liveCall = { callId: 'CA1', direction: 'inbound', since: AT } as const;
    const consent = { ...newLead().consents[0]!, inquiryId: 'in_call' };
    const glare = after(dialing(), { kind: 'inquiry', inquiry, consent, liveCall }, contextAt(AT));
    expect(dialId(glare)).toBe('');
    expect(results(glare)).toEqual(['failed']);
  });

  test.each([
    ['talking', 'reached'],
    ['unreached', 'noAnswer'],
  ] as const)('by hand ends as the agent reports: %s', (kind, result) => {
    const event =
      kind === 'talking' ? { kind, agentId: 'ana' } : ({ kind, agentId: 'ana', result: 'noAnswer' } as const);
    expect(results(after(leadIn('connecting'), event, contextAt(AT)))).toEqual([result]);
  });

  test('by hand that nobody reports in time stays one', () => {
    const lead = leadIn('connecting');
    if (lead.state !== 'connecting') throw new Error(lead.state);
    expect(results(changed(settleLead(lead, contextAt(lead.connectBy))).lead)).toEqual(['unreported']);
  });

  test('isn’t one if the network didn’t take the order (K55)', () => {
    const lead = dialing();
    expect(after(lead, dialOver(lead, { isNotTaken: true }), contextAt(AT)).attempts).toEqual([]);
  });

  test('that began before attempts were written first is counted when it ends', () => {
    const lead: Lead = { ...dialing(), attempts: [] };
    expect(results(after(lead, dialOver(lead), contextAt(AT)))).toEqual(['busy']);
    expect(results(after(lead, { kind: 'agentLost', agentId: 'ana', why: 'deskLost' }, contextAt(AT)))).toEqual([
      'failed',
    ]);
  });

  test('isn’t counted against itself, only against the next', () => {
    const earlier: Attempt[] = [1, 2].map((n) => ({ at: NOON - n * HOUR, agentId: 'ben', result: 'noAnswer' }));
    const third: Lead = { ...leadIn('connecting'), attempts: [...earlier, ...leadIn('connecting').attempts] };
    expect(mayOffer(third, contextAt(AT))).toMatchObject({ allowed: true });
    const released = after(third, { kind: 'release', by: SAM }, contextAt(AT));
    expect(mayOffer(released, contextAt(AT))).toMatchObject({ allowed: false, rule: 'P4' });
  });
});

describe('[L150] attempts of other leads of the number', () => {
  const others = (count: number): Attempt[] =>
    Array.from({ length: count }, (_, n) => ({ at: NOON - n * HOUR, agentId: 'ben', result: 'reached' }));

  test('count against the limit of the day, each once', () => {
    const lead = newLead();
    expect(mayOffer(lead, contextAt(NOON, { numberAttempts: others(2) }))).toMatchObject({ allowed: true });
    expect(mayOffer(lead, contextAt(NOON, { numberAttempts: others(3) }))).toMatchObject({
      ...{ allowed: false, reason: 'too-many-attempts', rule: 'P4' },
    });
    const both: Lead = { ...lead, attempts: others(2) };
    expect(mayOffer(both, contextAt(NOON, { numberAttempts: [...others(2), ...others(2)] }))).toMatchObject({
      allowed: true,
    });
  });

  test('a new lead of a number that was called three times today is promised for tomorrow', () => {
    const { promise } = newLead(NOON, { context: { numberAttempts: others(3) } });
    expect(promise?.dueAt).toBe(NOON - 2 * HOUR + 24 * HOUR);
  });
});
