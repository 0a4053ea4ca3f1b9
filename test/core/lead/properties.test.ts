import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import type { LeadEvent } from '../../../src/core/lead/events.ts';
import { holding } from '../../../src/core/lead/holding.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import { legsOf } from '../../../src/core/lead/legs.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { consentAt, contextAt, inquiryAt, newLead, NOON, offerTo } from '../../support/leads.ts';

const agents = ['ana', 'ben', 'chloe'] as const;
const agentId = fc.constantFrom(...agents);
const actor = fc.oneof(
  agentId.map((id) => ({ kind: 'agent', id }) as const),
  fc.constant({ kind: 'supervisor', id: 'sam' } as const),
);

// Offers are numbered as the engine numbers them, so that late answers name older ones.
type Move = {
  readonly waitMs: number;
  readonly make: (lead: Lead, now: number) => LeadEvent;
  readonly inHours: boolean;
};
const anyOffer = (lead: Lead, back: number) => `ld_1.${Math.max(0, lead.epoch - back)}`;

const make: fc.Arbitrary<Move['make']> = fc.oneof(
  fc.constant<Move['make']>(() => ({ kind: 'deadline' })),
  fc
    .subarray([...agents], { minLength: 1 })
    .map<Move['make']>((ids) => (lead, now) => ({ kind: 'offer', offer: offerTo(ids, now, `ld_1.${lead.epoch + 1}`) })),
  fc
    .tuple(fc.constantFrom('seen', 'accept', 'decline'), agentId, fc.nat(2))
    .map<Move['make']>(([kind, id, back]) => (lead) => ({
      kind: kind,
      agentId: id,
      offerId: anyOffer(lead, back),
      ...(kind === 'accept' && { network: back > 0 }),
    })),
  fc
    .tuple(agentId, fc.constantFrom('deskLost', 'deactivated', 'wentAway'))
    .map<Move['make']>(([id, why]) => () => ({ kind: 'agentLost', agentId: id, why: why as 'deskLost' })),
  agentId.map<Move['make']>((id) => () => ({ kind: 'talking', agentId: id })),
  agentId.map<Move['make']>((id) => () => ({ kind: 'ended', agentId: id })),
  agentId.map<Move['make']>((id) => () => ({ kind: 'unreached', agentId: id, result: 'noAnswer' })),
  fc.constant<Move['make']>(() => ({ kind: 'stillTalking' })),
  fc.constant<Move['make']>((_lead, now) => ({ kind: 'inquiry', inquiry: inquiryAt(now), consent: consentAt(now) })),
  fc
    .constantFrom('noAgent', 'nobodyThere', 'outsideHours')
    .map<Move['make']>((why) => () => ({ kind: 'giveUp', why: why as 'noAgent' })),
  fc
    .tuple(actor, fc.constantFrom('won', 'doNotCall', 'wrongNumber'))
    .map<Move['make']>(([by, outcome]) => () => ({ kind: 'close', by, outcome: outcome as 'won' })),
  fc
    .tuple(actor, fc.integer({ min: -HOUR, max: 100 * HOUR }))
    .map<Move['make']>(([by, inMs]) => (_lead, now) => ({ kind: 'followUp', by, at: now + inMs })),
  actor.map<Move['make']>((by) => () => ({ kind: 'requeue', by })),
  actor.map<Move['make']>((by) => () => ({ kind: 'release', by })),
  fc.tuple(actor, agentId).map<Move['make']>(([by, id]) => () => ({ kind: 'reassign', by, agentId: id })),
  fc.constant<Move['make']>(() => ({ kind: 'repair', exception: 'slotsDiffer' })),
  // The telephone network: the legs that the lead holds, and ones that it does not.
  fc.nat(3).map<Move['make']>((n) => (_lead, now) => ({
    kind: 'inquiry',
    inquiry: inquiryAt(now, `inq_CA${n}`),
    consent: consentAt(now, { basis: 'inquiry' }),
    liveCall: { callId: `CA${n}`, direction: 'inbound', since: now },
  })),
  fc
    .tuple(
      fc.constantFrom('agentAnswered', 'agentReady', 'bridged', 'machineAnswered', 'legOver', 'callerGone'),
      fc.nat(3),
    )
    .map<Move['make']>(([kind, n]) => (lead) => {
      const callId = legsOf(lead)[n] ?? `CA${n}`;
      if (kind === 'legOver') return { kind, callId, result: 'noAnswer' };
      return kind === 'callerGone' ? { kind, callId, isShort: false } : { kind: kind as 'bridged', callId };
    }),
  fc.tuple(agentId, fc.boolean()).map<Move['make']>(([id, on]) => () => ({ kind: 'hold', agentId: id, on })),
  fc
    .tuple(agentId, agentId, fc.constantFrom('consult', 'transfer'))
    .filter(([from, to]) => from !== to)
    .map<Move['make']>(([from, to, kind]) => () => ({
      kind: kind as 'consult',
      agentId: from,
      to: { agentId: to, slot: 1 },
    })),
  agentId.map<Move['make']>((id) => () => ({ kind: 'transfer', agentId: id })),
  agentId.map<Move['make']>((id) => () => ({ kind: 'redial', agentId: id })),
  agentId.map<Move['make']>((id) => () => ({ kind: 'voicemail', agentId: id })),
);
const move = fc.record<Move>({
  waitMs: fc.constantFrom(0, SECOND, 4 * SECOND, 25 * SECOND, 6 * MINUTE, 3 * HOUR),
  make,
  inHours: fc.boolean(),
});

const ENGAGED = ['connecting', 'talking', 'wrapUp'];

test('[2] no sequence of events reaches a lead with two holders or none, or without a deadline', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      let lead = newLead();
      let now = NOON;
      for (const { waitMs, make: event, inHours } of moves) {
        now += waitMs;
        const context = contextAt(
          now,
          inHours
            ? {}
            : {
                hours: {
                  zone: 'UTC',
                  weekly: { 1: [], 2: [], 3: [], 4: [], 5: [{ from: 600, to: 900 }], 6: [], 7: [] },
                  holidays: [],
                },
              },
        );
        const step = advanceLead(lead, event(lead, now), context);
        if (step.kind !== 'changed') continue;
        const before = lead;
        lead = step.lead;

        expect(lead.seq).toBe(before.seq + 1);
        expect(before.state).not.toBe(lead.state === 'closed' ? 'never' : 'closed');
        const { openKeys, heldBy, deadlineAt } = holding(lead);
        if (lead.state === 'closed') {
          expect({ openKeys, heldBy, deadlineAt }).toEqual({
            openKeys: undefined,
            heldBy: undefined,
            deadlineAt: undefined,
          });
          expect(lead.promise).toBeUndefined();
          continue;
        }
        // [K17] a leg is dropped only by a change that ends it, and no leg's order is given twice.
        const ordered = step.effects.flatMap((effect) =>
          'callId' in effect && effect.kind !== 'agentMissed' ? [effect.kind + effect.callId] : [],
        );
        expect(new Set(ordered).size).toBe(ordered.length);
        expect(openKeys).toEqual(['tel:+12025550143']);
        expect(Number.isFinite(deadlineAt)).toBe(true);
        if (ENGAGED.includes(lead.state))
          expect(new Set(heldBy).size).toBe(lead.state === 'talking' && lead.consult ? 2 : 1);
        else if (lead.state === 'offered') expect(new Set(heldBy).size).toBe(lead.offer.agents.length);
        else expect(heldBy).toBeUndefined();
        // Whoever holds the lead changed: everything decided before is fenced off.
        if (JSON.stringify(heldBy) !== JSON.stringify(holding(before).heldBy))
          expect(lead.epoch).toBeGreaterThan(before.epoch);
      }
    }),
    { numRuns: 500 },
  );
});

test('[4] time alone always leads somewhere: deadlines followed one after the other end in a closed lead', () => {
  let lead = newLead();
  for (let round = 0; round < 5000 && lead.state !== 'closed'; round += 1) {
    const deadlineAt = holding(lead).deadlineAt ?? 0;
    const step = advanceLead(lead, { kind: 'deadline' }, contextAt(deadlineAt));
    if (step.kind !== 'changed') throw new Error(`stuck in ${lead.state}`);
    lead = step.lead;
  }
  expect(lead).toMatchObject({ state: 'closed', outcome: 'expired' });
});
