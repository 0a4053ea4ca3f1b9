import { describe, expect, test } from '@jest/globals';
import { findAlarms } from '../../../src/core/alarm/findAlarms.ts';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { deadlineOf } from '../../../src/core/lead/holding.ts';
import type { Lead, LeadIn } from '../../../src/core/lead/lead.ts';
import { MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { testCampaign } from '../../support/world.ts';
import { after, changed, contextAt, leadIn, NOON } from '../../support/leads.ts';

const owed = leadIn('wrapUp') as LeadIn<'wrapUp'>;
const at = owed.wrapUpAt + 10 * SECOND;
const ask = (until: number, agentId = 'ana') => ({ kind: 'moreTime', agentId, until }) as const;
const due = (lead: Lead) => (lead.state === 'closed' ? 0 : deadlineOf(lead));
const alarms = (lead: Lead, now: number) =>
  findAlarms({
    ...{ now, leads: [lead], agents: [], campaigns: [testCampaign()], unaccounted: 0, isRoutingStopped: false },
    ...{ nodesApartSince: null, oldestMailDueAt: null, deadMails: [], spam: [], isTelephoneThere: true },
    ...{ overBudget: [], noPermittedTime: [] },
  }).map(({ kind }) => kind);

describe('[R24] more time for an outcome', () => {
  const more = after(owed, ask(owed.wrapUpBy + MINUTE), contextAt(at));

  test('puts the deadline off to the moment asked for; the same click twice has the effect of once', () => {
    expect(due(more)).toBe(owed.wrapUpBy + MINUTE);
    expect(advanceLead(more, ask(owed.wrapUpBy + MINUTE), contextAt(at + SECOND))).toEqual({ kind: 'same' });
  });

  test('[R68] is in the history, with who asked and until when; a repeated click isn’t', () => {
    const until = owed.wrapUpBy + MINUTE;
    const asked = changed(advanceLead(owed, ask(until), contextAt(at)));
    expect(asked.entries).toMatchObject([
      { kind: 'moreTime', by: { kind: 'agent', id: 'ana' }, data: { dueAt: until } },
    ]);
    expect(advanceLead(asked.lead, ask(until), contextAt(at))).toEqual({ kind: 'same' });
  });

  test('sets nobody to away and alarms nobody before the later deadline, and both after it', () => {
    const late = owed.wrapUpBy + SECOND;
    expect(advanceLead(more, { kind: 'deadline' }, contextAt(late))).toEqual({ kind: 'same' });
    expect(alarms(more, late)).toEqual([]);
    const over = changed(advanceLead(more, { kind: 'deadline' }, contextAt(due(more))));
    expect(over.effects).toMatchObject([{ kind: 'agentAway', reason: 'wrapUpOverdue' }]);
    expect(alarms(over.lead, due(more) + SECOND)).toEqual(['wrapUpOverdue']);
  });

  test('[W58] is also given once the outcome is overdue, from the moment of the click', () => {
    const over = after(owed, { kind: 'deadline' }, contextAt(owed.wrapUpBy));
    const now = owed.wrapUpBy + 30 * SECOND;
    const given = after(over, ask(now + MINUTE), contextAt(now));
    expect(due(given)).toBe(now + MINUTE);
    expect(alarms(given, now + SECOND)).toEqual([]);
  });

  test('ends a quarter of an hour after the conversation', () => {
    const most = owed.wrapUpAt + 15 * MINUTE;
    const long = after(owed, ask(owed.wrapUpAt + 60 * MINUTE), contextAt(at));
    expect(due(long)).toBe(most);
    expect(advanceLead(long, ask(most + MINUTE), contextAt(at))).toMatchObject({
      kind: 'refused',
      code: 'wrong-state',
    });
  });

  test('is for the owner, and for who owes an outcome', () => {
    expect(advanceLead(owed, ask(at + MINUTE * 2, 'ben'), contextAt(at))).toMatchObject({ code: 'not-yours' });
    expect(advanceLead(leadIn('talking'), ask(at), contextAt(NOON + MINUTE))).toMatchObject({ code: 'wrong-state' });
  });
});
