import { describe, expect, test } from '@jest/globals';
import { isDeskGone } from '../../../src/core/agent/agent.ts';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import type { LeadEvent } from '../../../src/core/lead/events.ts';
import type { LeadIn } from '../../../src/core/lead/lead.ts';
import type { LiveCall } from '../../../src/core/vocabulary/contact.ts';
import { takeOverOf } from '../../../src/core/lead/takeover.ts';
import { HOUR, SECOND } from '../../../src/core/vocabulary/time.ts';
import { changed, contextAt, leadIn, NOON } from '../../support/leads.ts';

const SAM = { kind: 'supervisor', id: 'sam' } as const;
const at = NOON + 40 * SECOND;
const CALLER: LiveCall = { callId: 'CA1', direction: 'inbound', since: NOON };
const byHand = leadIn('talking') as LeadIn<'talking'>;
const onNetwork: LeadIn<'talking'> = { ...byHand, liveCall: CALLER, owner: { ...byHand.owner, callId: 'CA2' } };

const ACTIONS: readonly (readonly [string, LeadEvent])[] = [
  ['requeue', { kind: 'requeue', by: SAM }],
  ['release', { kind: 'release', by: SAM }],
  ['reassign', { kind: 'reassign', by: SAM, agentId: 'ben' }],
  ['close', { kind: 'close', by: SAM, outcome: 'won' }],
  ['callback', { kind: 'followUp', by: SAM, at: at + HOUR }],
];
const ofGone = (event: LeadEvent, goneAgentId: string) => ({ ...event, goneAgentId }) as LeadEvent;

test('[V22] a desk is gone after 30 seconds without an answer', () => {
  expect(isDeskGone({ presence: 'available', reach: 'silent', reachAt: at - 30 * SECOND }, at)).toBe(true);
  expect(isDeskGone({ presence: 'available', reach: 'absent', reachAt: at }, at)).toBe(true);
  expect(isDeskGone({ presence: 'available', reach: 'silent', reachAt: at - 30 * SECOND + 1 }, at)).toBe(false);
  expect(isDeskGone({ presence: 'available', reach: 'reachable', reachAt: at - HOUR }, at)).toBe(false);
});

describe.each(ACTIONS)('[V22] %s', (_name, event) => {
  test('is possible in a conversation by hand whose desk is gone', () => {
    const { lead } = changed(advanceLead(byHand, ofGone(event, 'ana'), contextAt(at)));
    expect(lead.state).not.toBe('talking');
    expect(lead).not.toHaveProperty('owner');
  });

  test('is refused while the desk is there, or is another’s', () => {
    const refusal = { kind: 'refused', code: 'wrong-state' };
    expect(advanceLead(byHand, event, contextAt(at))).toMatchObject(refusal);
    expect(advanceLead(byHand, ofGone(event, 'ben'), contextAt(at))).toMatchObject(refusal);
  });
});

describe('[V22] while the network carries the call', () => {
  test.each(ACTIONS.filter(([name]) => name !== 'reassign'))(
    '%s is refused, and says what is possible',
    (_name, event) => {
      expect(advanceLead(onNetwork, ofGone(event, 'ana'), contextAt(at))).toMatchObject({
        ...{ kind: 'refused', code: 'wrong-state' },
        message: expect.stringContaining('Reassign the lead'),
      });
      expect(takeOverOf(onNetwork, 'ana')).toBe('reassign');
    },
  );

  test('giving it to another agent keeps the person on the line and ends the leg of the agent who is gone', () => {
    const event = { kind: 'reassign', by: SAM, agentId: 'ben', goneAgentId: 'ana' } as const;
    const { lead, entries, effects } = changed(advanceLead(onNetwork, event, contextAt(at)));
    expect(lead).toMatchObject({
      ...{ state: 'waiting', liveCall: CALLER },
      wait: { forAgentId: 'ben', rankedFrom: onNetwork.owner.acceptedAt, since: at },
    });
    expect(entries).toMatchObject([
      { kind: 'reassigned', by: SAM, data: { agentId: 'ben', reservedUntil: expect.any(Number) } },
    ]);
    expect(effects).toMatchObject([
      { kind: 'personToLine', callId: 'CA1' },
      { kind: 'endCall', callId: 'CA2' },
    ]);
  });
});
