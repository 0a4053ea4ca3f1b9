import { describe, expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { holding } from '../../../src/core/lead/holding.ts';
import { DEFAULT_POLICY } from '../../../src/core/routing/policy.ts';
import { SECOND } from '../../../src/core/vocabulary/time.ts';
import { after, changed, contextAt, leadIn, newLead, NOON, offerTo } from '../../support/leads.ts';

const seen = (agentId: string) => ({ kind: 'seen', agentId, offerId: 'of_1' }) as const;
const accept = (agentId: string, offerId = 'of_1') => ({ kind: 'accept', agentId, offerId }) as const;
const deadline = { kind: 'deadline' } as const;

describe('an offer', () => {
  test('[R1] takes the slot of each agent it is offered to', () => {
    const lead = after(newLead(), { kind: 'offer', offer: offerTo(['ana', 'ben'], NOON) }, contextAt(NOON));
    expect(holding(lead).heldBy).toEqual(['ana#1', 'ben#1']);
  });

  test('[R2] an accept in time makes the agent the owner and frees the other slots', () => {
    const offered = after(newLead(), { kind: 'offer', offer: offerTo(['ana', 'ben'], NOON) }, contextAt(NOON));
    const lead = after(offered, accept('ben'), contextAt(NOON + SECOND));
    expect(lead).toMatchObject({ state: 'connecting', owner: { agentId: 'ben' } });
    expect(holding(lead).heldBy).toEqual(['ben#1']);
  });

  test('[R3] the same accept again changes nothing; a slower one gets offer-gone', () => {
    const offered = after(newLead(), { kind: 'offer', offer: offerTo(['ana', 'ben'], NOON) }, contextAt(NOON));
    const lead = after(offered, accept('ben'), contextAt(NOON + SECOND));
    expect(advanceLead(lead, accept('ben'), contextAt(NOON + 2 * SECOND))).toEqual({ kind: 'same' });
    expect(advanceLead(lead, accept('ana'), contextAt(NOON + SECOND))).toMatchObject({
      kind: 'refused',
      code: 'offer-gone',
    });
  });

  test('[O45] is not accepted while the clock is in doubt, unless the customer is on the line', () => {
    const doubt = contextAt(NOON + SECOND, { isClockInDoubt: true });
    const step = changed(advanceLead(leadIn('offered'), accept('ana'), doubt));
    expect(step.lead).toMatchObject({ state: 'callback', promise: { why: 'notPermittedYet' } });
    expect(step.entries[0]).toMatchObject({ kind: 'contactRefused', data: { reason: 'clock-in-doubt', rule: 'O45' } });
    expect(step.effects.filter(({ kind }) => kind === 'ringAgent' || kind === 'ringPerson')).toEqual([]);
    const liveCall = { callId: 'CA1', direction: 'inbound', since: NOON } as const;
    const onLine = { ...leadIn('offered'), liveCall };
    expect(after(onLine, { ...accept('ana'), network: true }, doubt).state).toBe('connecting');
    // Planning continues.
    expect(newLead(NOON, { context: { isClockInDoubt: true } }).state).toBe('waiting');
  });

  test('[R4] an accept at the deadline is too late, even if no sweep has run yet', () => {
    const offered = after(leadIn('offered'), seen('ana'), contextAt(NOON + SECOND));
    const late = advanceLead(offered, accept('ana'), contextAt(NOON + DEFAULT_POLICY.offerMs));
    expect(late).toMatchObject({ kind: 'refused', code: 'offer-gone' });
  });

  test('[R5] an offer that the desk hasn’t confirmed within 3 s goes to the next agent, and the desk counts as silent', () => {
    const step = changed(advanceLead(leadIn('offered'), deadline, contextAt(NOON + 3 * SECOND)));
    expect(step.lead).toMatchObject({ state: 'waiting', wait: { tried: [{ agentId: 'ana', how: 'unseen' }] } });
    expect(step.effects).toMatchObject([{ kind: 'deskUnseen', agentId: 'ana' }]);
  });

  test('[R5] in a broadcast only the unseen desk is passed over', () => {
    const offered = after(newLead(), { kind: 'offer', offer: offerTo(['ana', 'ben'], NOON) }, contextAt(NOON));
    const half = after(offered, seen('ben'), contextAt(NOON + SECOND));
    const lead = after(half, deadline, contextAt(NOON + 3 * SECOND));
    expect(lead).toMatchObject({ state: 'offered', offer: { agents: [{ agentId: 'ben' }] } });
    expect(holding(lead).deadlineAt).toBe(NOON + DEFAULT_POLICY.offerMs);
  });

  test('[R20] an offer that expired while the service was down isn’t a miss', () => {
    const offered = after(leadIn('offered'), seen('ana'), contextAt(NOON + SECOND));
    const late = changed(advanceLead(offered, deadline, contextAt(NOON + 27 * SECOND)));
    expect(late.lead).toMatchObject({
      state: 'waiting',
      wait: { startedAt: NOON, rankedFrom: NOON, tried: [{ agentId: 'ana', how: 'lost' }] },
    });
    expect(late.effects.map(({ kind }) => kind)).not.toContain('agentMissed');
  });

  test('[R6] a missed offer returns to its place in the queue and counts as a miss', () => {
    const offered = after(leadIn('offered'), seen('ana'), contextAt(NOON + SECOND));
    const step = changed(advanceLead(offered, deadline, contextAt(NOON + 20 * SECOND)));
    expect(step.lead).toMatchObject({ state: 'waiting', wait: { startedAt: NOON, rankedFrom: NOON } });
    expect(step.effects).toMatchObject([{ kind: 'agentMissed', agentId: 'ana', offerId: 'of_1', missesToAway: 2 }]);
  });

  test('[R7] a declined offer goes to the next agent at once, with the reason, and isn’t a miss', () => {
    const step = changed(
      advanceLead(
        leadIn('offered'),
        { kind: 'decline', agentId: 'ana', offerId: 'of_1', reason: 'lunch' },
        contextAt(NOON + SECOND),
      ),
    );
    expect(step.lead).toMatchObject({
      state: 'waiting',
      wait: { tried: [{ agentId: 'ana', how: 'declined', reason: 'lunch' }] },
    });
    expect(step.effects).toEqual([]);
  });

  test('[R9] a lost desk gives up its offer at once, and the lead that it was connecting', () => {
    const lost = { kind: 'agentLost', agentId: 'ana', why: 'deskLost' } as const;
    expect(after(leadIn('offered'), lost, contextAt(NOON + SECOND)).state).toBe('waiting');
    expect(after(leadIn('connecting'), lost, contextAt(NOON + SECOND)).state).toBe('waiting');
    expect(advanceLead(leadIn('talking'), lost, contextAt(NOON + SECOND))).toEqual({ kind: 'same' });
  });

  test('[L2] an offer made in time can’t be accepted after the permitted hours', () => {
    // 20:59:50 in New York, ten seconds before the end of the permitted hours.
    const before = Date.parse('2026-11-19T01:59:50Z');
    const offered = after(newLead(before), { kind: 'offer', offer: offerTo(['ana'], before) }, contextAt(before));
    const lead = after(offered, accept('ana'), contextAt(before + 12 * SECOND));
    expect(lead.state).toBe('callback');
    expect(lead.promise?.dueAt).toBe(Date.parse('2026-11-19T13:00:00Z'));
  });
});

describe('events that come late or twice', () => {
  test.each(['seen', 'decline'] as const)('%s for an offer that is over changes nothing', (kind) => {
    const lead = leadIn('talking');
    expect(advanceLead(lead, { kind, agentId: 'ana', offerId: 'of_1' }, contextAt(NOON + SECOND))).toEqual({
      kind: 'same',
    });
  });

  test('an answer to an older offer of the same lead does not touch the newer one', () => {
    const returned = after(
      leadIn('offered'),
      { kind: 'decline', agentId: 'ana', offerId: 'of_1' },
      contextAt(NOON + SECOND),
    );
    const again = after(
      returned,
      { kind: 'offer', offer: offerTo(['ana'], NOON + 2 * SECOND, 'of_2') },
      contextAt(NOON + 2 * SECOND),
    );
    expect(advanceLead(again, accept('ana', 'of_1'), contextAt(NOON + 3 * SECOND))).toMatchObject({
      code: 'offer-gone',
    });
  });
});
