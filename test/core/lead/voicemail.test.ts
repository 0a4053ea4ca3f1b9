import { describe, expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import type { LeadEvent } from '../../../src/core/lead/events.ts';
import { legsOf } from '../../../src/core/lead/legs.ts';
import type { Lead, LeadIn } from '../../../src/core/lead/lead.ts';
import { CHOICE_MS } from '../../../src/core/lead/voicemail.ts';
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

const at = (seconds: number) => contextAt(NOON + seconds * SECOND);
const accepted = (lead: Lead = newLead()) => {
  const offered = after(lead, { kind: 'offer', offer: offerTo(['ana'], NOON) }, at(0));
  const accept = { kind: 'accept', agentId: 'ana', offerId: 'of_1', network: true } as const;
  return after(offered, accept, at(1)) as LeadIn<'connecting'>;
};
const dialled = (lead?: Lead) => {
  const connecting = accepted(lead);
  return after(
    connecting,
    { kind: 'agentReady', callId: connecting.owner.callId ?? '' },
    at(5),
  ) as LeadIn<'connecting'>;
};
const answered = (lead?: Lead) => {
  const dialling = dialled(lead);
  return after(dialling, { kind: 'bridged', callId: dialling.dialCallId ?? '' }, at(9)) as LeadIn<'talking'>;
};
const heardByNetwork = (lead?: Lead) => {
  const dialling = dialled(lead);
  return after(dialling, { kind: 'machineAnswered', callId: dialling.dialCallId ?? '' }, at(9)) as LeadIn<'connecting'>;
};
const heardByAgent = (lead?: Lead) =>
  after(answered(lead), { kind: 'voicemail', agentId: 'ana' }, at(14)) as LeadIn<'connecting'>;
/** A callback that two dials before did not keep. */
const owed = () => {
  const callback = leadIn('callback') as LeadIn<'callback'>;
  const promise = { ...callback.promise, attemptsMade: 2, dueAt: NOON };
  return after({ ...callback, promise }, { kind: 'deadline' }, at(0));
};

const noMessage: LeadEvent = { kind: 'unreached', agentId: 'ana', result: 'voicemail' };

describe.each([
  ['found by the network', heardByNetwork],
  ['told by the agent', heardByAgent],
] as const)('[K28] voicemail that answered, %s', (_how, mailbox) => {
  test('stays connected to the agent, and is counted once', () => {
    const lead = mailbox();
    expect(lead).toMatchObject({ state: 'connecting', leg: 'mailbox', result: 'voicemail', dials: 1 });
    expect(legsOf(lead)).toEqual(legsOf(dialled()));
    expect(lead.attempts.map(({ result }) => result)).toEqual(['voicemail']);
    expect(lead.liveCall).toBeUndefined();
    expect(lead.firstTalk).toBeUndefined();
  });

  test('a message left: both legs end and the next attempt is promised, with the message in the history', () => {
    const step = changed(advanceLead(mailbox(), { ...noMessage, leftMessage: true }, at(60)));
    expect(step.lead).toMatchObject({ state: 'callback', promise: { why: 'notReached', attemptsMade: 1 } });
    expect(step.lead.attempts).toHaveLength(1);
    expect(step.entries[0]).toMatchObject({ kind: 'unreached', data: { result: 'voicemail', leftMessage: true } });
    expect(step.effects.filter(({ kind }) => kind === 'endCall')).toHaveLength(2);
  });

  test('once more: the mailbox is let go and the person dialled anew, each counted', () => {
    const step = changed(advanceLead(mailbox(), { kind: 'redial', agentId: 'ana' }, at(20)));
    expect(step.lead).toMatchObject({ state: 'connecting', leg: 'prospect' });
    expect(step.effects.map(({ kind }) => kind)).toEqual(['ringPerson', 'endCall']);
    const { dialCallId = '' } = step.lead as LeadIn<'connecting'>;
    const busy = after(step.lead, { kind: 'legOver', callId: dialCallId, result: 'busy' }, at(30));
    expect(busy.attempts.map(({ result }) => result)).toEqual(['voicemail', 'busy']);
    expect(after(busy, { kind: 'deadline' }, contextAt(NOON + 2 * MINUTE))).toMatchObject({
      promise: { attemptsMade: 2 },
    });
  });

  test('the agent’s own time for the next attempt counts, by whom they say, and never as agreed', () => {
    const next = { at: NOON + 3 * HOUR, ownerId: 'ana' };
    expect(after(mailbox(), { ...noMessage, next }, at(20))).toMatchObject({
      state: 'callback',
      promise: { dueAt: NOON + 3 * HOUR, ownerId: 'ana', why: 'notReached', attemptsMade: 1 },
    });
    const past = { at: NOON, ownerId: 'ana' };
    expect(advanceLead(mailbox(), { ...noMessage, next: past }, at(20))).toMatchObject({ code: 'bad-input' });
    const night = { at: NOON + 13 * HOUR };
    expect(after(mailbox(), { ...noMessage, next: night }, at(20))).toMatchObject({
      promise: { dueAt: Date.parse('2026-11-19T13:00:00Z') },
    });
  });

  test('the promise that was being kept is still there, with its attempts', () => {
    const lead = mailbox(owed());
    expect(lead.promise).toMatchObject({ attemptsMade: 2 });
    expect(after(lead, noMessage, at(40))).toMatchObject({ state: 'callback', promise: { attemptsMade: 3 } });
  });

  test('it was the person after all: in conversation over the same leg, reached once', () => {
    const lead = mailbox();
    const talking = after(lead, { kind: 'talking', agentId: 'ana' }, at(16));
    expect(talking).toMatchObject({ state: 'talking', liveCall: { callId: lead.dialCallId, direction: 'outbound' } });
    expect(legsOf(talking).toSorted()).toEqual(legsOf(lead).toSorted());
    expect(talking.attempts.map(({ result }) => result)).toEqual(['reached']);
    const again = after(talking, { kind: 'voicemail', agentId: 'ana' }, at(20));
    expect(again).toMatchObject({ leg: 'mailbox', dials: 1 });
  });

  test('the mailbox hangs up: the choice is still there, and nothing is counted again', () => {
    const lead = mailbox();
    const over = after(lead, { kind: 'legOver', callId: lead.dialCallId ?? '', result: 'noAnswer' }, at(30));
    expect(over).toMatchObject({ leg: 'choice', result: 'voicemail', connectBy: NOON + 30 * SECOND + CHOICE_MS });
    expect(over.attempts).toHaveLength(1);
    expect(legsOf(over)).toEqual([lead.owner.callId]);
  });

  test.each(['hanging up', 'saying nothing in time'])('%s promises the next attempt', (how) => {
    const lead = mailbox();
    const gone: LeadEvent = { kind: 'legOver', callId: lead.owner.callId ?? '', result: 'noAnswer' };
    const step = how === 'hanging up' ? after(lead, gone, at(30)) : after(lead, { kind: 'deadline' }, at(200));
    expect(step).toMatchObject({ state: 'callback', promise: { attemptsMade: 1 } });
    expect(step.attempts.map(({ result }) => result)).toEqual(['voicemail']);
  });

  test('whoever rings us meanwhile is brought to the owner', () => {
    const call = { callId: 'CA9', direction: 'inbound', since: NOON } as const;
    const inquiry = { ...inquiryAt(NOON + 20 * SECOND, 'inq_CA9'), kind: 'call' as const };
    const rings = changed(
      advanceLead(mailbox(), { kind: 'inquiry', inquiry, consent: consentAt(NOON), liveCall: call }, at(20)),
    );
    expect(rings.lead).toMatchObject({ state: 'connecting', leg: 'prospect', liveCall: call });
    expect(rings.effects).toEqual([expect.objectContaining({ kind: 'endCall' })]);
  });
});

describe('[K28] only a dial can turn out to be voicemail', () => {
  const voicemail = { kind: 'voicemail', agentId: 'ana' } as const;

  test('not what was said by hand, not a colleague’s, not a call on hold', () => {
    expect(advanceLead(leadIn('talking'), voicemail, at(20))).toMatchObject({ code: 'wrong-state' });
    expect(advanceLead(answered(), { ...voicemail, agentId: 'ben' }, at(20))).toMatchObject({ code: 'not-yours' });
    const held = after(answered(), { kind: 'hold', agentId: 'ana', on: true }, at(20));
    expect(advanceLead(held, voicemail, at(21))).toMatchObject({ code: 'wrong-state' });
  });

  test('whom a colleague took over is a person', () => {
    const consult = { kind: 'consult', agentId: 'ana', to: { agentId: 'ben', slot: 1 } } as const;
    const consulting = after(answered(), consult, at(20)) as LeadIn<'talking'>;
    const there = after(consulting, { kind: 'agentReady', callId: consulting.consult?.callId ?? '' }, at(21));
    const handed = after(there, { kind: 'transfer', agentId: 'ana' }, at(22));
    expect(advanceLead(handed, { kind: 'voicemail', agentId: 'ben' }, at(23)).kind).toBe('refused');
  });

  test('saying it twice has the effect of once; a muted agent is heard again by the mailbox', () => {
    expect(advanceLead(heardByAgent(), voicemail, at(20)).kind).toBe('same');
    const muted = after(answered(), { kind: 'mute', agentId: 'ana', on: true }, at(10));
    expect(changed(advanceLead(muted, voicemail, at(20))).effects).toEqual([
      expect.objectContaining({ kind: 'setVoice', muted: false }),
    ]);
  });

  test('a person who rings us is in conversation at once, whatever the network heard before', () => {
    const late = { kind: 'machineAnswered', callId: dialled().dialCallId ?? '' } as const;
    expect(advanceLead(answered(), late, at(20)).kind).toBe('same');
  });
});

describe('[K29] an agent who reaches the person on another phone says so, and no leg keeps ringing', () => {
  const talking: LeadEvent = { kind: 'talking', agentId: 'ana' };
  const choosing = () => {
    const dialling = dialled();
    const over = { kind: 'legOver', callId: dialling.dialCallId ?? '', result: 'busy' } as const;
    return after(dialling, over, at(12)) as LeadIn<'connecting'>;
  };

  test.each([
    ['their own telephone rings', accepted, ['reached']],
    ['the person is dialled', dialled, ['reached']],
    ['the person was not reached', choosing, ['busy', 'reached']],
  ] as const)('while %s', (_when, leadThen, results) => {
    const lead = leadThen();
    const step = changed(advanceLead(lead, talking, at(20)));
    expect(step.lead).toMatchObject({ state: 'talking' });
    expect(legsOf(step.lead)).toEqual([]);
    const ended = step.effects.map((effect) => (effect.kind === 'endCall' ? effect.callId : effect.kind));
    expect(ended.toSorted()).toEqual([...legsOf(lead)].toSorted());
    expect(step.lead.attempts.map(({ result }) => result)).toEqual(results);
    const news = { kind: 'legOver', callId: lead.owner.callId ?? '', result: 'noAnswer' } as const;
    expect(advanceLead(step.lead, news, at(21)).kind).toBe('same');
  });

  test('not while the person is on the line, waiting for this very agent', () => {
    const call = { callId: 'CA1', direction: 'inbound', since: NOON } as const;
    const inquiry = { ...inquiryAt(NOON, 'inq_CA1'), kind: 'call' as const };
    const rang = after(newLead(), { kind: 'inquiry', inquiry, consent: consentAt(NOON), liveCall: call }, at(0));
    expect(advanceLead(accepted(rang), talking, at(3))).toMatchObject({ kind: 'refused', code: 'wrong-state' });
  });

  test('by hand, a call of theirs that waits meanwhile ends with it', () => {
    const byHand = leadIn('connecting');
    const call = { callId: 'CA1', direction: 'inbound', since: NOON } as const;
    const inquiry = { ...inquiryAt(NOON, 'inq_CA1'), kind: 'call' as const };
    const rang = after(byHand, { kind: 'inquiry', inquiry, consent: consentAt(NOON), liveCall: call }, at(3));
    const step = changed(advanceLead(rang, talking, at(5)));
    expect(step.effects).toEqual([expect.objectContaining({ kind: 'endCall', callId: 'CA1' })]);
    expect(step.lead.liveCall).toBeUndefined();
  });
});
