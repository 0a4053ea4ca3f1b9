/** Leads, contexts and agents for tests of core: plain values with the changes a test needs. */
import type { Agent } from '../../src/core/agent/agent.ts';
import { DEFAULT_CADENCE } from '../../src/core/callback/cadence.ts';
import { openLead } from '../../src/core/lead/openLead.ts';
import { advanceLead } from '../../src/core/lead/advance.ts';
import type { LeadEvent } from '../../src/core/lead/events.ts';
import type { Consent } from '../../src/core/vocabulary/contact.ts';
import type { InquirySummary, Lead, Offer } from '../../src/core/lead/lead.ts';
import type { LeadState } from '../../src/core/vocabulary/states.ts';
import type { Context, Step } from '../../src/core/lead/step.ts';
import { DEFAULT_POLICY } from '../../src/core/routing/policy.ts';
import { SECOND } from '../../src/core/vocabulary/time.ts';

/** A Wednesday at 15:00 UTC: 10:00 in New York, midnight in Seoul. */
export const NOON = Date.parse('2026-11-18T15:00:00Z');
export const NEW_YORK = 'America/New_York';

export function contextAt(now: number, changes: Partial<Context> = {}): Context {
  return {
    now,
    policy: DEFAULT_POLICY,
    cadence: DEFAULT_CADENCE,
    hours: { zone: 'UTC', weekly: null, holidays: [] },
    contactBy: 'tel',
    bonusSeconds: 0,
    doNotCallSince: null,
    ...changes,
  };
}

export function inquiryAt(at: number, id = `in_${at}`): InquirySummary {
  return { id, kind: 'form', at, campaignId: 'solar', interest: 'roof' };
}

export function consentAt(at: number, changes: Partial<Consent> = {}): Consent {
  return {
    inquiryId: `in_${at}`,
    at,
    call: true,
    now: false,
    text: false,
    email: false,
    wordingVersion: 1,
    ...changes,
  };
}

export function newLead(
  now = NOON,
  options: { zones?: string[]; consent?: Partial<Consent>; context?: Partial<Context>; spamReasons?: string[] } = {},
): Lead {
  const step = openLead(
    {
      id: 'ld_1',
      inquiry: inquiryAt(now),
      consent: consentAt(now, options.consent),
      facts: {
        person: {
          name: 'Maria',
          tel: '+12025550143',
          language: 'en',
          zones: options.zones ?? [NEW_YORK],
          zoneFrom: 'browser',
        },
        answers: {},
      },
      spamReasons: options.spamReasons ?? [],
      suspectedDuplicateIds: [],
    },
    contextAt(now, options.context),
  );
  return step.lead;
}

export function offerTo(agentIds: readonly string[], at: number, id = 'of_1'): Offer {
  return {
    id,
    agents: agentIds.map((agentId) => ({ agentId, slot: 1 })),
    offeredAt: at,
    expiresAt: at + DEFAULT_POLICY.offerMs,
    seenBy: at + DEFAULT_POLICY.seenMs,
  };
}

/** The lead after the event. Fails the test if the event changes nothing. */
export function after(lead: Lead, event: LeadEvent, context: Context): Lead {
  const step = advanceLead(lead, event, context);
  if (step.kind !== 'changed') throw new Error(`${event.kind} on a ${lead.state} lead: ${JSON.stringify(step)}`);
  return step.lead;
}

export function changed(step: Step): Extract<Step, { kind: 'changed' }> {
  if (step.kind !== 'changed') throw new Error(`not changed: ${JSON.stringify(step)}`);
  return step;
}

/** A lead in this state, owned by or offered to agent `ana`. */
export function leadIn(state: Exclude<LeadState, 'closed'>, now = NOON): Lead {
  const waiting = newLead(now);
  if (state === 'waiting') return waiting;
  if (state === 'callback') return after(waiting, { kind: 'giveUp', why: 'noAgent' }, contextAt(now));
  const offered = after(waiting, { kind: 'offer', offer: offerTo(['ana'], now) }, contextAt(now));
  if (state === 'offered') return offered;
  const connecting = after(offered, { kind: 'accept', agentId: 'ana', offerId: 'of_1' }, contextAt(now + SECOND));
  if (state === 'connecting') return connecting;
  const talking = after(connecting, { kind: 'talking', agentId: 'ana' }, contextAt(now + 2 * SECOND));
  if (state === 'talking') return talking;
  return after(talking, { kind: 'ended', agentId: 'ana' }, contextAt(now + 3 * SECOND));
}

export function agent(id: string, changes: Partial<Agent> = {}): Agent {
  return {
    id,
    name: id,
    teamIds: [],
    languages: ['en'],
    skills: {},
    capacity: 1,
    presence: 'available',
    presenceAt: NOON,
    reach: 'reachable',
    reachAt: NOON,
    idleSince: NOON,
    missedInRow: 0,
    ...changes,
  };
}
