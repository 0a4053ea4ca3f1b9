import { describe, expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import type { LeadEvent } from '../../../src/core/lead/events.ts';
import { holding } from '../../../src/core/lead/holding.ts';
import type { Lead, LeadIn } from '../../../src/core/lead/lead.ts';
import type { LiveCall } from '../../../src/core/vocabulary/contact.ts';
import { CHOICE_MS } from '../../../src/core/lead/voicemail.ts';
import { AGENT_LEG_MS, PERSON_LEG_MS } from '../../../src/core/lead/connectCall.ts';
import { INQUIRY_BASIS_MS } from '../../../src/core/law/basis.ts';
import { mayContact } from '../../../src/core/law/mayContact.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import {
  after,
  changed,
  consentAt,
  contextAt,
  inquiryAt,
  leadIn,
  newLead,
  NOON,
  offerTo,
} from '../../support/leads.ts';

const caller = (callId = 'CA1', since = NOON): LiveCall => ({ callId, direction: 'inbound', since });
const ringsIn = (lead: Lead, now = NOON, callId = 'CA1') =>
  after(
    lead,
    {
      kind: 'inquiry',
      inquiry: { ...inquiryAt(now, `inq_${callId}`), kind: 'call' },
      consent: consentAt(now),
      liveCall: caller(callId, now),
    },
    contextAt(now),
  );
const accepted = (lead: Lead, now = NOON + SECOND) => {
  const offered = after(lead, { kind: 'offer', offer: offerTo(['ana'], NOON) }, contextAt(NOON));
  return after(
    offered,
    { kind: 'accept', agentId: 'ana', offerId: 'of_1', network: true },
    contextAt(now),
  ) as LeadIn<'connecting'>;
};
const agentLeg = (lead: Lead) => ('owner' in lead ? (lead.owner.callId ?? '') : '');
const ready = (lead: Lead, now = NOON + 5 * SECOND) =>
  after(lead, { kind: 'agentReady', callId: agentLeg(lead) }, contextAt(now)) as LeadIn<'connecting'>;
const effects = (lead: Lead, event: LeadEvent, now = NOON + 6 * SECOND) =>
  changed(advanceLead(lead, event, contextAt(now))).effects.map(({ kind, ...rest }) => ({
    kind,
    callId: 'callId' in rest ? rest.callId : undefined,
  }));
const talkingWithCaller = () => {
  const lead = ready(accepted(ringsIn(newLead())));
  return after(lead, { kind: 'bridged', callId: 'CA1' }, contextAt(NOON + 6 * SECOND)) as LeadIn<'talking'>;
};
const toBen = { agentId: 'ben', slot: 1 };

describe('[K12] a caller on the line gets priority, is offered without a legal check, and is reached without dialing', () => {
  test('the live call counts as ten minutes of waiting', () => {
    expect(ringsIn(newLead())).toMatchObject({
      state: 'waiting',
      wait: { bonusMs: 600 * SECOND },
      liveCall: { callId: 'CA1' },
    });
  });

  test('a promised callback becomes a wait now', () => {
    expect(ringsIn(leadIn('callback'), NOON + MINUTE)).toMatchObject({ state: 'waiting', liveCall: { callId: 'CA1' } });
  });

  test('the agent’s telephone rings first; with the key the caller is taken out of the line; there, they talk', () => {
    const connecting = accepted(ringsIn(newLead()));
    expect(connecting).toMatchObject({ leg: 'agent', connectBy: NOON + SECOND + AGENT_LEG_MS });
    expect(effects(connecting, { kind: 'agentReady', callId: agentLeg(connecting) })).toEqual([
      { kind: 'bridgePerson', callId: 'CA1' },
    ]);
    expect(talkingWithCaller()).toMatchObject({ state: 'talking', liveCall: { callId: 'CA1' }, attempts: [] });
  });

  test('an agent without a telephone cannot take a caller', () => {
    const offered = after(ringsIn(newLead()), { kind: 'offer', offer: offerTo(['ana'], NOON) }, contextAt(NOON));
    expect(advanceLead(offered, { kind: 'accept', agentId: 'ana', offerId: 'of_1' }, contextAt(NOON))).toMatchObject({
      kind: 'refused',
    });
  });
});

describe('[K13] if the agent’s leg fails, the caller keeps their place and moves on, and the agent gets a miss', () => {
  test.each(['busy', 'failed', 'noAnswer'] as const)('%s', (result) => {
    const connecting = accepted(ringsIn(newLead()));
    const step = changed(
      advanceLead(connecting, { kind: 'legOver', callId: agentLeg(connecting), result }, contextAt(NOON + 9 * SECOND)),
    );
    expect(step.lead).toMatchObject({
      state: 'waiting',
      wait: { rankedFrom: NOON, tried: [{ agentId: 'ana', how: 'missed' }] },
    });
    expect(step.effects).toContainEqual(expect.objectContaining({ kind: 'agentMissed', agentId: 'ana' }));
  });

  test('the deadline decides when the network says nothing; a late word of that leg changes nothing', () => {
    const connecting = accepted(ringsIn(newLead()));
    const passed = after(connecting, { kind: 'deadline' }, contextAt(NOON + SECOND + AGENT_LEG_MS));
    expect(passed).toMatchObject({ state: 'waiting', wait: { tried: [{ agentId: 'ana', how: 'missed' }] } });
    const late = { kind: 'legOver', callId: agentLeg(connecting), result: 'busy' } as const;
    expect(advanceLead(passed, late, contextAt(NOON + MINUTE)).kind).toBe('same');
    expect(
      advanceLead(passed, { kind: 'agentReady', callId: agentLeg(connecting) }, contextAt(NOON + MINUTE)).kind,
    ).toBe('same');
  });
});

describe('[K14] a caller who hangs up before an agent answers gets a callback', () => {
  test.each(['waiting', 'offered', 'connecting'] as const)('while %s', (state) => {
    const live = ringsIn(newLead());
    const lead =
      state === 'waiting'
        ? live
        : state === 'offered'
          ? after(live, { kind: 'offer', offer: offerTo(['ana'], NOON) }, contextAt(NOON))
          : accepted(live);
    const gone = after(lead, { kind: 'callerGone', callId: 'CA1', isShort: false }, contextAt(NOON + 2 * SECOND));
    expect(gone).toMatchObject({ state: 'callback', promise: { why: 'callerHungUp' } });
    expect(gone.liveCall).toBeUndefined();
    expect(holding(gone).heldBy).toBeUndefined();
  });

  test('too short, again, or without a number: closed as abandoned, and counted', () => {
    const gone = { kind: 'callerGone', callId: 'CA1', isShort: true } as const;
    const live = ringsIn(newLead());
    const onlyCalled: Lead = { ...live, inquiries: live.inquiries.filter(({ kind }) => kind === 'call') };
    expect(after(onlyCalled, gone, contextAt(NOON))).toMatchObject({ state: 'closed', outcome: 'abandoned' });
    const anonymous: Lead = { ...live, person: { ...live.person, tel: undefined } };
    expect(after(anonymous, { ...gone, isShort: false }, contextAt(NOON))).toMatchObject({ outcome: 'abandoned' });
  });

  test('what they asked for before by a form is owed, however short the call', () => {
    const gone = { kind: 'callerGone', callId: 'CA1', isShort: true } as const;
    expect(after(ringsIn(newLead()), gone, contextAt(NOON))).toMatchObject({ state: 'callback' });
  });

  test('an older call that is settled late takes no place and ends nothing', () => {
    const live = ringsIn(newLead(), NOON + MINUTE, 'CA2');
    const late = ringsIn(live, NOON, 'CA1');
    expect(late).toMatchObject({ state: 'waiting', liveCall: { callId: 'CA2' } });
    expect(late.inquiries.map(({ id }) => id)).toContain('inq_CA1');
    const gone = { kind: 'callerGone', callId: 'CA1', isShort: false } as const;
    expect(advanceLead(late, gone, contextAt(NOON + MINUTE)).kind).toBe('same');
  });

  test('the end of another call of theirs changes nothing', () => {
    const gone = { kind: 'callerGone', callId: 'CA0', isShort: false } as const;
    expect(advanceLead(ringsIn(newLead()), gone, contextAt(NOON)).kind).toBe('same');
  });
});

test('[K4] keeping the place keeps it: no call, the same rank, and an invitation for the hour', () => {
  const lead = ringsIn(newLead());
  const kept = after(
    lead,
    { kind: 'keepPlace', callId: 'CA1', consent: consentAt(NOON, { now: true }), person: lead.person },
    contextAt(NOON + MINUTE),
  ) as LeadIn<'waiting'>;
  expect(kept).toMatchObject({ state: 'waiting', wait: { rankedFrom: NOON, bonusMs: 600 * SECOND } });
  expect(kept.liveCall).toBeUndefined();
});

describe('[K15] a web lead: the agent’s leg first, then the person’s', () => {
  const dialling = () => ready(accepted(newLead()));

  test('answered: talking, and the attempt counts', () => {
    const lead = dialling();
    expect(lead).toMatchObject({ leg: 'prospect', connectBy: NOON + 5 * SECOND + PERSON_LEG_MS });
    const talking = after(lead, { kind: 'bridged', callId: lead.dialCallId ?? '' }, contextAt(NOON + 9 * SECOND));
    expect(talking).toMatchObject({
      state: 'talking',
      attempts: [{ result: 'reached' }],
      liveCall: { direction: 'outbound', callId: lead.dialCallId },
    });
  });

  test.each(['busy', 'noAnswer', 'voicemail', 'failed'] as const)(
    '%s: the agent chooses, the attempt counted',
    (result) => {
      const lead = dialling();
      const choice = after(
        lead,
        { kind: 'legOver', callId: lead.dialCallId ?? '', result },
        contextAt(NOON + 9 * SECOND),
      );
      expect(choice).toMatchObject({ state: 'connecting', leg: 'choice', result, dials: 1, attempts: [{ result }] });
    },
  );

  test('once more is another leg; giving up counts no attempt twice', () => {
    const lead = dialling();
    const choice = after(
      lead,
      { kind: 'legOver', callId: lead.dialCallId ?? '', result: 'busy' },
      contextAt(NOON + 9 * SECOND),
    );
    const again = after(
      choice,
      { kind: 'redial', agentId: 'ana' },
      contextAt(NOON + 10 * SECOND),
    ) as LeadIn<'connecting'>;
    expect(again.leg).toBe('prospect');
    expect(again.dialCallId).not.toBe(lead.dialCallId);
    const second = after(again, { kind: 'deadline' }, contextAt(again.connectBy)) as LeadIn<'connecting'>;
    expect(second).toMatchObject({ leg: 'choice', dials: 2, result: 'noAnswer' });
    const given = after(second, { kind: 'deadline' }, contextAt(second.connectBy));
    expect(given).toMatchObject({ state: 'callback', promise: { attemptsMade: 2 } });
    expect(given.attempts).toHaveLength(2);
    expect(second.connectBy - again.connectBy).toBe(CHOICE_MS);
  });

  test('the law is asked at the moment of dialling: the fourth attempt of a day is not made', () => {
    const tried = { at: NOON - HOUR, agentId: 'ben', result: 'noAnswer' } as const;
    const connecting: Lead = { ...accepted(newLead()), attempts: [tried, tried, tried] };
    const refusedDial = after(
      connecting,
      { kind: 'agentReady', callId: agentLeg(connecting) },
      contextAt(NOON + 5 * SECOND),
    );
    expect(refusedDial).toMatchObject({ state: 'callback', promise: { why: 'notPermittedYet' } });
  });
});

test('[K16] glare: a person who calls while we dial them is bridged to the owner, and our leg ends', () => {
  const dialling = ready(accepted(newLead()));
  const step = changed(
    advanceLead(
      dialling,
      { kind: 'inquiry', inquiry: inquiryAt(NOON, 'inq_CA2'), consent: consentAt(NOON), liveCall: caller('CA2') },
      contextAt(NOON + 6 * SECOND),
    ),
  );
  expect(step.effects).toEqual([expect.objectContaining({ kind: 'endCall', callId: dialling.dialCallId })]);
  const talking = after(step.lead, { kind: 'bridged', callId: 'CA2' }, contextAt(NOON + 7 * SECOND));
  expect(talking).toMatchObject({ state: 'talking', owner: { agentId: 'ana' }, liveCall: { callId: 'CA2' } });
  const late = { kind: 'bridged', callId: dialling.dialCallId ?? '' } as const;
  expect(advanceLead(talking, late, contextAt(NOON + 8 * SECOND)).kind).toBe('same');
});

test('[K16] a person who calls back during wrap-up reaches the same agent', () => {
  const wrapUp = leadIn('wrapUp');
  const back = ringsIn(wrapUp, NOON + 10 * SECOND, 'CA3');
  expect(back).toMatchObject({
    state: 'connecting',
    leg: 'agent',
    owner: { agentId: 'ana' },
    liveCall: { callId: 'CA3' },
  });
});

describe('[K17] a leg that a lead no longer has is ended by the change that drops it', () => {
  test('hanging up ends both', () => {
    const talking = talkingWithCaller();
    expect(effects(talking, { kind: 'ended', agentId: 'ana' })).toEqual([
      { kind: 'endCall', callId: 'CA1' },
      { kind: 'endCall', callId: talking.owner.callId },
    ]);
  });

  test('giving the lead back ends the agent’s and keeps the caller in line', () => {
    const connecting = accepted(ringsIn(newLead()));
    expect(effects(connecting, { kind: 'release', by: { kind: 'agent', id: 'ana' } })).toEqual([
      { kind: 'endCall', callId: connecting.owner.callId },
    ]);
  });

  test('a wait that gives up tells the caller so', () => {
    const lead = ringsIn(newLead());
    expect(effects(lead, { kind: 'giveUp', why: 'noAgent' })).toContainEqual({ kind: 'tellCaller', callId: 'CA1' });
  });
});

describe('[K18] a conversation is put on hold, muted and transferred; the slot moves in one update', () => {
  test('hold and mute say how it shall be, and are told once', () => {
    const held = after(talkingWithCaller(), { kind: 'hold', agentId: 'ana', on: true }, contextAt(NOON));
    expect(held).toMatchObject({ onHold: true });
    expect(advanceLead(held, { kind: 'hold', agentId: 'ana', on: true }, contextAt(NOON)).kind).toBe('same');
    expect(advanceLead(held, { kind: 'mute', agentId: 'ben', on: true }, contextAt(NOON))).toMatchObject({
      code: 'not-yours',
    });
  });

  test('warm: both agents are held while they talk; then the colleague owns the lead alone', () => {
    const consulting = after(
      talkingWithCaller(),
      { kind: 'consult', agentId: 'ana', to: toBen },
      contextAt(NOON),
    ) as LeadIn<'talking'>;
    expect(holding(consulting).heldBy).toEqual(['ana#1', 'ben#1']);
    expect(consulting.onHold).toBe(true);
    const legId = consulting.consult?.callId ?? '';
    expect(advanceLead(consulting, { kind: 'transfer', agentId: 'ana' }, contextAt(NOON)).kind).toBe('refused');
    const there = after(consulting, { kind: 'agentReady', callId: legId }, contextAt(NOON));
    const handed = changed(advanceLead(there, { kind: 'transfer', agentId: 'ana' }, contextAt(NOON)));
    expect(handed.lead).toMatchObject({ state: 'talking', owner: { agentId: 'ben', callId: legId }, onHold: false });
    expect(holding(handed.lead).heldBy).toEqual(['ben#1']);
    expect(handed.freed).toBe('ana');
    expect(handed.effects).toContainEqual(
      expect.objectContaining({ kind: 'endCall', callId: consulting.owner.callId }),
    );
  });

  test('a colleague who does not answer leaves everything as it was; hanging up while they are there hands over', () => {
    const consulting = after(
      talkingWithCaller(),
      { kind: 'consult', agentId: 'ana', to: toBen },
      contextAt(NOON),
    ) as LeadIn<'talking'>;
    const legId = consulting.consult?.callId ?? '';
    const missed = { kind: 'legOver', callId: legId, result: 'noAnswer' } as const;
    const { lead: back, entries } = changed(advanceLead(consulting, missed, contextAt(NOON)));
    expect(entries).toMatchObject([{ kind: 'consultMissed', by: { id: 'ben' }, data: { result: 'noAnswer' } }]);
    expect(back).toMatchObject({ state: 'talking', owner: { agentId: 'ana' }, onHold: false });
    expect(holding(back).heldBy).toEqual(['ana#1']);
    const there = after(consulting, { kind: 'agentReady', callId: legId }, contextAt(NOON));
    const over = changed(advanceLead(there, missed, contextAt(NOON)));
    expect(over.entries.map(({ kind }) => kind)).toEqual(['consultEnded']);
    const left = after(
      there,
      { kind: 'legOver', callId: consulting.owner.callId ?? '', result: 'noAnswer' },
      contextAt(NOON),
    );
    expect(left).toMatchObject({ state: 'talking', owner: { agentId: 'ben' } });
  });

  test('cold: the person goes back into the line and the colleague’s telephone rings', () => {
    const talking = talkingWithCaller();
    const step = changed(
      advanceLead(talking, { kind: 'transfer', agentId: 'ana', to: toBen }, contextAt(NOON + 9 * SECOND)),
    );
    expect(step.lead).toMatchObject({ state: 'connecting', leg: 'agent', owner: toBen, liveCall: { callId: 'CA1' } });
    expect(step.effects.map(({ kind }) => kind).sort()).toEqual(['endCall', 'personToLine', 'ringAgent']);
    expect(step.freed).toBe('ana');
  });
});

test('[K19] calling us is an inquiry: it permits a callback for three months, and lifts no do-not-call entry', () => {
  const rang = consentAt(NOON, { basis: 'inquiry' });
  const question = {
    ...{ now: NOON + HOUR, tel: '+12025550143', doNotCallSince: null, consents: [rang], attempts: [], maxPerDay: 3 },
    zones: ['America/New_York'],
    places: ['US-NY'],
  };
  expect(mayContact(question).allowed).toBe(true);
  expect(mayContact({ ...question, now: NOON + INQUIRY_BASIS_MS })).toMatchObject({ reason: 'no-permission' });
  expect(mayContact({ ...question, doNotCallSince: NOON - HOUR })).toMatchObject({ reason: 'do-not-call' });
});

describe('[W57] the history and the desk say why the agent lost the lead before the conversation', () => {
  const reasonOf = (lead: Lead, event: LeadEvent, now: number) =>
    changed(advanceLead(lead, event, contextAt(now))).entries[0]?.kind;
  const over = (lead: Lead, result: 'noAnswer' | 'failed' = 'noAnswer') =>
    ({ kind: 'legOver', callId: agentLeg(lead), result }) as const;
  const heard = (lead: LeadIn<'connecting'>) =>
    after(
      lead,
      { kind: 'agentAnswered', callId: agentLeg(lead) },
      contextAt(NOON + 3 * SECOND),
    ) as LeadIn<'connecting'>;
  const ringing = accepted(newLead());

  test('they didn’t answer their phone', () => {
    expect(reasonOf(ringing, { kind: 'deadline' }, ringing.connectBy)).toBe('agentUnreached');
    expect(reasonOf(ringing, over(ringing), NOON + 5 * SECOND)).toBe('agentUnreached');
  });

  test('they answered, but didn’t connect: the time ran out, or they hung up', () => {
    const lead = heard(ringing);
    expect(reasonOf(lead, { kind: 'deadline' }, lead.connectBy)).toBe('agentNotConnected');
    expect(reasonOf(lead, over(lead), NOON + 5 * SECOND)).toBe('agentNotConnected');
  });

  test('their call ended while the customer was called, or the caller couldn’t be bridged', () => {
    const dialing = ready(ringing);
    expect(reasonOf(dialing, over(dialing), NOON + 8 * SECOND)).toBe('agentLegEnded');
    const bridging = ready(accepted(ringsIn(newLead())));
    expect(reasonOf(bridging, { kind: 'deadline' }, bridging.connectBy)).toBe('notBridged');
  });
});
