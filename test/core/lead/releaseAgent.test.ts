import { expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { holding } from '../../../src/core/lead/holding.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import type { LiveCall } from '../../../src/core/vocabulary/contact.ts';
import { HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import { changed, contextAt, leadIn, NOON } from '../../support/leads.ts';

const gone = { kind: 'agentLost', agentId: 'ana', why: 'deactivated' } as const;
const at = NOON + MINUTE / 60;
const CALLER: LiveCall = { callId: 'CA1', direction: 'inbound', since: NOON };

test.each(['offered', 'connecting', 'talking', 'wrapUp'] as const)(
  '[A13] a lead that is %s waits for others, and no one holds it',
  (state) => {
    const { lead, entries } = changed(advanceLead(leadIn(state), gone, contextAt(at)));
    expect(lead.state).toBe('waiting');
    expect(holding(lead).heldBy).toBeUndefined();
    expect(entries).toMatchObject([{ kind: 'lost', data: { why: 'deactivated', from: state } }]);
  },
);

test.each(['waiting', 'offered', 'connecting', 'talking', 'wrapUp', 'callback'] as const)(
  '[A13] a lead that is %s with another agent stays',
  (state) => {
    expect(advanceLead(leadIn(state), { ...gone, agentId: 'ben' }, contextAt(at))).toEqual({ kind: 'same' });
  },
);

test('[A13] a promise by the agent becomes anyone’s while another agent holds its lead, and that agent keeps it', () => {
  const connecting = leadIn('connecting');
  const promise = { dueAt: NOON, windowUntil: NOON + HOUR, expiresAt: NOON + HOUR, promisedAt: NOON };
  const owed: Lead = { ...connecting, promise: { ...promise, why: 'agreed', ownerId: 'ben', attemptsMade: 0 } };
  const { lead } = changed(advanceLead(owed, { ...gone, agentId: 'ben' }, contextAt(at)));
  expect(lead).toMatchObject({ state: 'connecting', owner: { agentId: 'ana' } });
  expect(lead.promise).not.toHaveProperty('ownerId');
});

test('[A13] a person on the line stays on it', () => {
  const talking: Lead = { ...leadIn('talking'), liveCall: CALLER };
  const { lead, effects } = changed(advanceLead(talking, gone, contextAt(at)));
  expect(lead).toMatchObject({ state: 'waiting', liveCall: CALLER });
  expect(effects).toContainEqual(expect.objectContaining({ kind: 'personToLine', callId: 'CA1' }));
});

test('[A13] a consulted teammate leaves, and the conversation continues', () => {
  const consult = { agentId: 'ben', slot: 1, callId: 'CA2', since: NOON, isThere: true };
  const talking = { ...leadIn('talking'), liveCall: CALLER, onHold: true, consult } as Lead;
  const { lead } = changed(advanceLead(talking, { ...gone, agentId: 'ben' }, contextAt(at)));
  expect(lead).toMatchObject({ state: 'talking', owner: { agentId: 'ana' }, onHold: false });
  expect(lead).not.toHaveProperty('consult');
});
