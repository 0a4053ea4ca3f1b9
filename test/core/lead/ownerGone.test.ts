import { describe, expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import type { LeadEvent } from '../../../src/core/lead/events.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import { MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { after, changed, contextAt, leadIn, newLead, NOON, offerTo } from '../../support/leads.ts';

const AT = NOON + 10 * SECOND;
const lost = (why: 'leftShift' | 'deskLost' | 'wentAway', agentId = 'ana'): LeadEvent => ({
  ...{ kind: 'agentLost', agentId, why },
});
const leg = (lead: Lead) => ('owner' in lead ? (lead.owner.callId ?? '') : '');
const dialled = (lead: Lead) => (lead.state === 'connecting' ? (lead.dialCallId ?? '') : '');

/** A lead that ana connects over the network, as far as `until`. */
function connecting(until: 'agent' | 'prospect' | 'choice' | 'mailbox'): Lead {
  const offered = after(newLead(), { kind: 'offer', offer: offerTo(['ana'], NOON) }, contextAt(NOON));
  const accept = { kind: 'accept', agentId: 'ana', offerId: 'of_1', network: true } as const;
  const agent = after(offered, accept, contextAt(NOON + SECOND));
  if (until === 'agent') return agent;
  const prospect = after(agent, { kind: 'agentReady', callId: leg(agent) }, contextAt(NOON + 2 * SECOND));
  if (until === 'prospect') return prospect;
  const event = { callId: dialled(prospect) };
  return until === 'choice'
    ? after(prospect, { kind: 'legOver', ...event, result: 'busy' }, contextAt(NOON + 3 * SECOND))
    : after(prospect, { kind: 'machineAnswered', ...event }, contextAt(NOON + 3 * SECOND));
}

describe.each(['leftShift', 'deskLost'] as const)('[R22] the agent of a connecting lead is gone (%s)', (why) => {
  test.each([
    ['by hand', leadIn('connecting'), 1],
    ['while the agent’s phone rings', connecting('agent'), 0],
    ['while the person is dialled', connecting('prospect'), 1],
  ])('%s: it waits again with its place kept, its legs end, and a dial counts', (_where, lead, attempts) => {
    const { lead: next, effects, entries } = changed(advanceLead(lead, lost(why), contextAt(AT)));
    expect(next).toMatchObject({
      state: 'waiting',
      wait: { rankedFrom: NOON, tried: [{ agentId: 'ana', how: 'lost' }] },
    });
    expect(next.attempts).toHaveLength(attempts);
    expect(entries).toMatchObject([{ kind: 'lost', data: { why } }]);
    const legs = [leg(lead), dialled(lead)].filter((id) => id !== '');
    expect(effects.map((effect) => ('callId' in effect ? effect.callId : effect.kind))).toEqual(legs);
  });

  test.each(['choice', 'mailbox'] as const)('at %s: the person was not reached, once, and is tried later', (place) => {
    const { lead } = changed(advanceLead(connecting(place), lost(why), contextAt(AT)));
    expect(lead).toMatchObject({ state: 'callback', promise: { why: 'notReached', attemptsMade: 1 } });
    expect(lead.attempts).toHaveLength(1);
  });
});

describe('[R22] an agent who goes offline', () => {
  const bySupervisor = { kind: 'supervisor', id: 'sam' } as const;

  test('gives up what was held for them alone, place kept; going away does not', () => {
    const held = after(newLead(), { kind: 'reassign', by: bySupervisor, agentId: 'ana' }, contextAt(NOON + SECOND));
    expect(advanceLead(held, lost('wentAway'), contextAt(AT))).toEqual({ kind: 'same' });
    expect(advanceLead(held, lost('leftShift', 'ben'), contextAt(AT))).toEqual({ kind: 'same' });
    const { lead } = changed(advanceLead(held, lost('leftShift'), contextAt(AT)));
    expect(lead).toMatchObject({ state: 'waiting', wait: { rankedFrom: NOON, startedAt: AT } });
    expect(lead.state === 'waiting' && lead.wait.forAgentId).toBeUndefined();
  });

  test('is no longer called by a colleague who asks for them, and the conversation goes on', () => {
    const asking = { kind: 'consult', agentId: 'ana', to: { agentId: 'ben', slot: 1 } } as const;
    const bridged = { kind: 'bridged', callId: dialled(connecting('prospect')) } as const;
    const talking = after(after(connecting('prospect'), bridged, contextAt(AT)), asking, contextAt(AT));
    const { lead } = changed(advanceLead(talking, lost('leftShift', 'ben'), contextAt(AT)));
    expect(lead).toMatchObject({ state: 'talking', owner: { agentId: 'ana' } });
    expect(lead.state === 'talking' && lead.consult).toBeUndefined();
  });

  test.each(['talking', 'wrapUp', 'callback', 'waiting'] as const)('keeps what is %s', (state) => {
    expect(advanceLead(leadIn(state), lost('leftShift'), contextAt(NOON + MINUTE))).toEqual({ kind: 'same' });
  });
});
