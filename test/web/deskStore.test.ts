/** The desk's state, event by event: no click is lost, and the server is always right. */
import { describe, expect, test } from '@jest/globals';
import type { DeskLead, DeskOffer } from '../../src/shared/desk.ts';
import type { DeskCall } from '../../src/shared/deskCall.ts';
import type { Snapshot } from '../../src/shared/deskEvents.ts';
import { createStore } from '../../src/web/base/createStore.ts';
import { shouldAutoAnswer } from '../../src/web/desk/phone.ts';
import type { SoftphoneState } from '../../src/web/softphone/softphone.ts';
import { isUnreachable, isRinging, reduce, optimisticLead, pendingVoice } from '../../src/web/desk/store.ts';
import { isClick } from '../../src/web/desk/requests.ts';
import { pendingFor } from '../../src/web/desk/requests.ts';
import { sendableRequests } from '../../src/web/desk/requests.ts';
import {
  FIRST_STATE,
  type DeskEvent,
  type DeskReply,
  type DeskRequest,
  type DeskState,
} from '../../src/web/desk/deskState.ts';

function lead(part: Partial<DeskLead> = {}): DeskLead {
  return {
    id: 'lead_1',
    state: 'connecting',
    epoch: 3,
    campaign: { id: 'c', name: 'Campaign' },
    person: { name: 'Minji', language: 'ko', zone: 'Asia/Seoul' },
    answers: [],
    survey: [],
    tags: [],
    profile: [],
    touches: null,
    consent: null,
    script: '',
    scriptSteps: [],
    objections: [],
    outcomes: [],
    waitingSince: 0,
    inquiries: [],
    history: [],
    promise: null,
    attempts: 0,
    otherNumbers: [],
    suspectedDuplicates: 0,
    deadlineAt: 180_000,
    talkingAt: null,
    currency: 'USD',
    ...part,
  };
}

function offer(part: Partial<DeskOffer> = {}): DeskOffer {
  return {
    offerId: 'offer_1',
    epoch: 2,
    lead: lead({ state: 'offered' }),
    why: { code: 'longestIdle', idleMs: 1000 },
    expiresAt: 20_000,
    remainingMs: 12_000,
    totalMs: 20_000,
    declineReasons: [],
    ...part,
  };
}

function snapshot(part: Partial<Snapshot> = {}): Snapshot {
  return {
    serverNow: 8000,
    me: { id: 'ana', name: 'Ana', language: 'en', role: 'agent', hasTelephone: false },
    presence: { presence: 'available', since: 0, activity: 'idle', reach: 'reachable' },
    offer: null,
    lead: null,
    consult: null,
    promises: [],
    day: { offered: 1, accepted: 0, missed: 0, talked: 0, closed: 0, won: 0 },
    demo: false,
    ...part,
  };
}

const shown = (part: Partial<Snapshot> = {}, receivedAt = 500): DeskEvent => ({
  kind: 'snapshot',
  snapshot: snapshot(part),
  receivedAt,
});
const asked = (request: DeskRequest): DeskEvent => ({ kind: 'asked', request });
const accept = asked({ event: 'offer:accept', body: { offerId: 'offer_1' } });
const after = (...events: readonly DeskEvent[]): DeskState => events.reduce(reduce, FIRST_STATE);
const sendAll = (state: DeskState): DeskState =>
  sendableRequests(state).reduce((now, { id }) => reduce(now, { kind: 'sent', id }), state);
const idOf = (state: DeskState, event: DeskRequest['event']): number => pendingFor(state, event)!.id;

describe('an offer', () => {
  test('is timed by the server’s remaining time on this page’s clock', () => {
    const state = after(shown(), { kind: 'offer', offer: offer(), receivedAt: 1000 });
    expect(state.offer?.endsAt).toBe(13_000);
    expect(isRinging(state)).toBe(true);
  });

  test('survives a refresh with its remaining seconds', () => {
    expect(after(shown({ offer: offer({ remainingMs: 4000 }) }, 200)).offer?.endsAt).toBe(4200);
  });

  test('stays on screen past its end until the server ends it', () => {
    const state = after(shown(), { kind: 'offer', offer: offer({ remainingMs: 0 }), receivedAt: 0 });
    expect(state.offer).not.toBeNull();
  });

  test('that a teammate took is reported with the name', () => {
    const state = after(shown({ offer: offer() }), {
      kind: 'offerEnded',
      offerId: 'offer_1',
      reason: 'accepted-elsewhere',
      by: 'Ben',
    });
    expect(state.offer).toBeNull();
    expect(state.notice).toEqual({ kind: 'offerEnded', reason: 'accepted-elsewhere', by: 'Ben' });
  });

  test('that I accepted in another tab is not news', () => {
    const state = after(shown({ offer: offer() }), {
      kind: 'offerEnded',
      offerId: 'offer_1',
      reason: 'accepted-elsewhere',
      by: 'Ana',
    });
    expect(state.notice).toBeNull();
  });

  test('another offer’s end changes nothing', () => {
    const before = after(shown({ offer: offer() }));
    expect(reduce(before, { kind: 'offerEnded', offerId: 'offer_0', reason: 'expired' })).toBe(before);
  });

  test('that ended while disconnected is reported after the reconnect', () => {
    const state = after(shown({ offer: offer() }), { kind: 'lineDown' }, shown());
    expect(state.notice).toEqual({ kind: 'offerGoneWhileDown' });
  });

  test('stops ringing at the click, before the server answers', () => {
    expect(isRinging(after(shown({ offer: offer() }), accept))).toBe(false);
  });

  test('is answered once: a second click or the other button changes nothing', () => {
    const once = after(shown({ offer: offer() }), accept);
    expect(reduce(once, accept)).toBe(once);
    expect(reduce(once, asked({ event: 'offer:decline', body: { offerId: 'offer_1' } }))).toBe(once);
  });
});

describe('a click', () => {
  test('is sent once while connected', () => {
    const state = sendAll(after(shown({ offer: offer() }), accept));
    expect(sendableRequests(state)).toEqual([]);
    expect(pendingFor(state, 'offer:accept')?.tries).toBe(1);
  });

  test('made while disconnected is kept, and sent with the same content after the next snapshot', () => {
    const down = after(shown({ offer: offer() }), { kind: 'lineDown' }, accept);
    expect(sendableRequests(down)).toEqual([]);
    expect(sendableRequests(reduce(down, shown({ offer: offer() })))).toMatchObject([
      { event: 'offer:accept', body: { offerId: 'offer_1' } },
    ]);
  });

  test('whose reply was lost with the connection is sent again', () => {
    const sent = sendAll(after(shown({ offer: offer() }), accept));
    const back = [{ kind: 'lineDown' } as const, shown({ offer: offer() })].reduce(reduce, sent);
    expect(sendableRequests(back)).toHaveLength(1);
  });

  test('is sent after the reconnect even if the offer is gone, so that the agent learns who has it', () => {
    const back = after(shown({ offer: offer() }), { kind: 'lineDown' }, accept, shown());
    expect(sendableRequests(back)).toHaveLength(1);
    const reply = { ok: false, code: 'offer-gone', message: 'gone', by: 'Ben' } as const;
    const told = reduce(back, { kind: 'answered', id: idOf(back, 'offer:accept'), reply });
    expect(told.notice).toEqual({ kind: 'offerEnded', reason: 'accepted-elsewhere', by: 'Ben' });
    expect(told.requests).toEqual([]);
  });

  test('[O22] on which the server fails without a reason is sent again, three times in total, then reported as refused', () => {
    const reply = { ok: false, code: 'internal', message: 'Something went wrong here.' } as const;
    let state = after(shown({ offer: offer() }), accept);
    for (const times of [1, 2, 3]) {
      expect(sendableRequests(state)).toHaveLength(1);
      state = sendAll(state);
      state = reduce(state, { kind: 'answered', id: idOf(state, 'offer:accept'), reply });
      expect(state.requests).toHaveLength(times < 3 ? 1 : 0);
    }
    expect(state.notice).toMatchObject({ kind: 'refused' });
  });

  test('[V214] that saves what a refusal was about ends the refusal, and one about something else does not', () => {
    const save = (state: DeskState, id: string, value: number, reply: DeskReply) => {
      const changes = { survey: { [id]: value } };
      const sent = sendAll(reduce(state, asked({ event: 'lead:profile', body: { leadId: 'lead_1', changes } })));
      return reduce(sent, { kind: 'answered', id: idOf(sent, 'lead:profile'), reply });
    };
    const mistakes = [{ path: 'survey.question1', code: 'atMost', params: { limit: 100 } }] as const;
    const wrong = { ok: false, code: 'bad-input', message: 'Enter 100 or less.', mistakes } as const;
    const refused = save(after(shown({ lead: lead() })), 'question1', 500, wrong);
    expect(refused.notice).toMatchObject({ kind: 'refused', failure: { mistakes } });
    const saved = { ok: true, lead: lead() } as const;
    expect(save(refused, 'question2', 17, saved).notice).toEqual(refused.notice);
    expect(save(refused, 'question1', 17, saved).notice).toBeNull();
  });

  test('[O22] that the server cannot store right now is kept', () => {
    const state = sendAll(after(shown({ offer: offer() }), accept));
    const reply = { ok: false, code: 'store-unavailable', message: 'Try again.' } as const;
    const kept = reduce(state, { kind: 'answered', id: idOf(state, 'offer:accept'), reply });
    expect(sendableRequests(kept)).toHaveLength(1);
  });

  test('waits for the previous one on the same lead, but not for other leads', () => {
    const state = after(
      shown({ lead: lead() }),
      asked({ event: 'lead:talking', body: { leadId: 'lead_1' } }),
      asked({ event: 'lead:ended', body: { leadId: 'lead_1' } }),
      asked({ event: 'presence:set', body: { presence: 'away', reason: 'meal' } }),
    );
    expect(sendableRequests(state).map(({ event }) => event)).toEqual(['lead:talking', 'presence:set']);
  });

  test('on the status replaces an earlier one that was never sent', () => {
    const state = after(
      shown(),
      { kind: 'lineDown' },
      asked({ event: 'presence:set', body: { presence: 'away', reason: 'meal' } }),
      asked({ event: 'presence:set', body: { presence: 'available' } }),
    );
    expect(state.requests.map(({ body }) => body)).toEqual([{ presence: 'available' }]);
  });

  test('a displayed offer is reported at once, even while a reply is pending', () => {
    const state = after(
      shown({ offer: offer() }),
      asked({ event: 'offer:seen', body: { offerId: 'offer_1' } }),
      accept,
    );
    expect(sendableRequests(state).map(({ event }) => event)).toEqual(['offer:seen', 'offer:accept']);
  });
});

describe('the current lead', () => {
  const talking = asked({ event: 'lead:talking', body: { leadId: 'lead_1' } });
  const close = asked({ event: 'lead:close', body: { leadId: 'lead_1', outcome: 'won' } });

  test('shows pending clicks before the server confirms them', () => {
    const state = after(shown({ lead: lead() }), { kind: 'lineDown' }, talking);
    expect(optimisticLead(state, 9000)).toMatchObject({ state: 'talking', talkingAt: 9000 });
    expect(state.lead?.state).toBe('connecting');
  });

  test('replaces its offer when accepted', () => {
    const asking = sendAll(after(shown({ offer: offer() }), accept));
    const state = reduce(asking, {
      kind: 'answered',
      id: idOf(asking, 'offer:accept'),
      reply: { ok: true, lead: lead() },
    });
    expect([state.offer, state.lead?.id]).toEqual([null, 'lead_1']);
  });

  test('leaves with its outcome', () => {
    const asking = sendAll(after(shown({ lead: lead({ state: 'wrapUp' }) }), close));
    const state = reduce(asking, { kind: 'answered', id: idOf(asking, 'lead:close'), reply: { ok: true } });
    expect([state.lead, state.notice]).toEqual([null, { kind: 'closed', isCallback: false }]);
  });

  test('closed twice because the first answer was lost is no error', () => {
    const first = sendAll(after(shown({ lead: lead({ state: 'wrapUp' }) }), close));
    const again = sendAll([{ kind: 'lineDown' } as const, shown()].reduce(reduce, first));
    const reply = { ok: false, code: 'wrong-state', message: 'This lead is closed.' } as const;
    const state = reduce(again, { kind: 'answered', id: idOf(again, 'lead:close'), reply });
    expect([state.requests, state.notice]).toEqual([[], null]);
  });

  test('taken away is reported with the reason, but not when I closed it myself', () => {
    const gone: DeskEvent = { kind: 'lead', lead: null, why: 'released' };
    expect(after(shown({ lead: lead() }), gone).notice).toEqual({ kind: 'leadGone', why: 'released' });
    expect(after(shown({ lead: lead() }), close, { kind: 'lead', lead: null, why: 'closed' }).notice).toBeNull();
  });

  test('taken away stays away: late data from before does not bring it back, a newer assignment does', () => {
    const gone: DeskEvent = { kind: 'lead', lead: null, why: 'expired' };
    const away = [shown({ lead: lead() }), gone] as const;
    expect(after(...away, shown({ lead: lead() }, 900)).lead).toBeNull();
    expect(after(...away, { kind: 'lead', lead: lead({ epoch: 2 }) }).lead).toBeNull();
    expect(after(...away, shown({ lead: lead({ epoch: 4 }) }, 900)).lead).toMatchObject({ epoch: 4 });
    expect(after(...away, shown({ lead: lead({ id: 'lead_2' }) }, 900)).lead).toMatchObject({ id: 'lead_2' });
  });

  test('not reached shows when the next attempt is scheduled', () => {
    const asking = sendAll(
      after(shown({ lead: lead() }), asked({ event: 'lead:unreached', body: { leadId: 'lead_1', result: 'busy' } })),
    );
    const state = reduce(asking, {
      kind: 'answered',
      id: idOf(asking, 'lead:unreached'),
      reply: { ok: true, dueAt: 7000 },
    });
    expect([state.lead, state.notice]).toEqual([null, { kind: 'planned', dueAt: 7000 }]);
  });
});

test('a snapshot replaces everything shown and keeps pending requests', () => {
  const state = after(shown({ lead: lead() }), { kind: 'lineDown' }, accept, shown({ demo: true }));
  expect(state).toMatchObject({ line: 'up', lead: null, demo: true });
  expect(state.requests).toHaveLength(1);
});

describe('a call over the network', () => {
  const call: NonNullable<DeskLead['call']> = {
    stage: 'talking',
    direction: 'inbound',
    since: 0,
    isPersonOnLine: true,
    onHold: false,
    muted: false,
    mayBeMailbox: false,
    joined: [],
  };
  const inCall = lead({ state: 'talking', call });
  const body = { leadId: 'lead_1' };
  const keys = (pressed: string) => asked({ event: 'call:keys', body: { ...body, keys: pressed } });

  test('[K30] only a call accepted in this page is answered automatically', () => {
    const ringing = lead({ call: { ...call, stage: 'ringingAgent' } });
    const phone = (kind: 'ringing' | 'ready') => ({ state: createStore<SoftphoneState>({ kind }) });
    const accepted = sendAll(after(shown({ offer: offer() }), accept));
    const mine = reduce(accepted, {
      kind: 'answered',
      id: idOf(accepted, 'offer:accept'),
      reply: { ok: true, lead: ringing },
    });
    expect(shouldAutoAnswer(mine, phone('ringing'))).toBe(true);
    expect(shouldAutoAnswer(mine, phone('ready'))).toBe(false);
    // A teammate transferred it, or it was accepted in another page, so it rings.
    expect(shouldAutoAnswer(after(shown({ lead: ringing })), phone('ringing'))).toBe(false);
    expect(shouldAutoAnswer({ ...mine, lead: inCall }, phone('ringing'))).toBe(false);
  });

  test('hold shows the server’s state; the next click toggles the last request', () => {
    const state = after(shown({ lead: inCall }), asked({ event: 'call:hold', body: { ...body, on: true } }));
    expect(optimisticLead(state, 0)?.call?.onHold).toBe(false);
    expect(pendingVoice(state, 'call:hold', call)).toBe(true);
    expect(pendingVoice(state, 'call:mute', call)).toBe(false);
  });

  test('of two quick unsent clicks the last one counts', () => {
    const hold = (on: boolean) => asked({ event: 'call:hold', body: { ...body, on } });
    const state = after(shown({ lead: inCall }), { kind: 'lineDown' }, hold(true), hold(false));
    expect(state.requests.map((one) => one.body)).toEqual([{ ...body, on: false }]);
  });

  test('keys are sent together and in order, each as often as pressed', () => {
    const state = after(shown({ lead: inCall }), { kind: 'lineDown' }, keys('5'), keys('5'), keys('#'));
    expect(state.requests.map((one) => one.body)).toEqual([{ ...body, keys: '55#' }]);
    const sent = sendAll(after(shown({ lead: inCall }), keys('5')));
    expect(reduce(sent, keys('5')).requests.map((one) => one.body)).toEqual([
      { ...body, keys: '5' },
      { ...body, keys: '5' },
    ]);
  });

  test('keys that may have been received are never sent again, with a notice', () => {
    const sent = sendAll(after(shown({ lead: inCall }), keys('1')));
    const down = reduce(sent, { kind: 'lineDown' });
    expect(down).toMatchObject({ requests: [], notice: { kind: 'keysUnsure' } });
    expect(reduce(sent, { kind: 'unanswered', id: idOf(sent, 'call:keys') }).requests).toEqual([]);
    const reply = { ok: false, code: 'store-unavailable', message: 'Try again.' } as const;
    const unsure = reduce(sent, { kind: 'answered', id: idOf(sent, 'call:keys'), reply });
    expect(unsure).toMatchObject({ requests: [], notice: { kind: 'keysUnsure' } });
  });

  test('hanging up shows the wrap-up at once; a transferred lead is not reported as lost', () => {
    const hungUp = after(shown({ lead: inCall }), asked({ event: 'call:hangup', body }));
    expect(optimisticLead(hungUp, 0)).toMatchObject({ state: 'wrapUp' });
    expect(optimisticLead(hungUp, 0)?.call).toBeUndefined();
    const handing = after(
      shown({ lead: inCall }),
      asked({ event: 'call:transfer', body: { ...body, to: 'ben', warm: false } }),
      { kind: 'lead', lead: null, why: 'transferred' },
    );
    expect(handing).toMatchObject({ lead: null, notice: null });
    expect(after(shown({ lead: inCall }), { kind: 'lead', lead: null, why: 'transferred' }).notice).toEqual({
      kind: 'leadGone',
      why: 'transferred',
    });
  });

  test('a reply older than the current state changes nothing', () => {
    const sent = sendAll(after(shown({ lead: inCall }), asked({ event: 'call:hold', body: { ...body, on: true } })));
    const newer = reduce(sent, { kind: 'lead', lead: { ...inCall, epoch: 9 } });
    const reply = { ok: true as const, lead: { ...inCall, epoch: 3 } };
    expect(reduce(newer, { kind: 'answered', id: idOf(newer, 'call:hold'), reply }).lead?.epoch).toBe(9);
  });

  test('the phone’s latest state is reported at once and does not count as a click', () => {
    const ready = asked({ event: 'phone:ready', body: {} });
    const gone = asked({ event: 'phone:gone', body: {} });
    const state = after(shown({ lead: inCall }), asked({ event: 'lead:note', body: { ...body, note: 'x' } }), ready);
    expect(sendableRequests(state).map(({ event }) => event)).toEqual(['lead:note', 'phone:ready']);
    const turned = after(shown(), ready, gone, ready);
    expect(turned.requests.map(({ event }) => event)).toEqual(['phone:ready', 'phone:gone', 'phone:ready']);
    expect(after(shown(), ready, ready).requests).toHaveLength(1);
    expect(turned.requests.some(isClick)).toBe(false);
  });

  test('a teammate’s consultation is shown until it ends', () => {
    const consult = {
      leadId: 'lead_2',
      by: 'Ben',
      person: { name: 'Maria', language: 'en' as const },
      campaign: 'Solar',
      isThere: false,
    };
    const askedFor = after(shown({ consult }));
    expect(askedFor.consult).toEqual(consult);
    expect(reduce(askedFor, { kind: 'consult', consult: null }).consult).toBeNull();
  });
});

test('a teammate who did not answer is named; a finished consultation is not news', () => {
  const call: DeskCall = {
    stage: 'talking',
    direction: 'inbound',
    since: 0,
    isPersonOnLine: true,
    mayBeMailbox: false,
    joined: [],
    onHold: true,
    muted: false,
  };
  const asking = shown({ lead: lead({ call: { ...call, consult: { name: 'Ben', isThere: false } } }) });
  const back = { kind: 'lead', lead: lead({ call }) } as const;
  expect(after(asking, { ...back, why: 'consultMissed' }).notice).toEqual({ kind: 'consultMissed', name: 'Ben' });
  expect(after(asking, back).notice).toBeNull();
});

describe('calls cannot reach this agent', () => {
  const taken: SoftphoneState = { kind: 'failed', why: 'elsewhere' };
  const isSaid = (part: Partial<Snapshot>, phone: SoftphoneState) => isUnreachable(after(shown(part)), phone);

  test('while they are available and their phone is off or was taken', () => {
    expect(isSaid({}, { kind: 'off' })).toBe(true);
    expect(isSaid({}, taken)).toBe(true);
    expect(isSaid({}, { kind: 'connecting' })).toBe(false);
    expect(isSaid({}, { kind: 'ready' })).toBe(false);
  });

  test('but not while they get no leads, or if the network rings their own phone', () => {
    const away = { presence: 'away', since: 0, activity: 'idle', reach: 'reachable' } as const;
    expect(isSaid({ presence: away }, taken)).toBe(false);
    expect(isSaid({ me: { ...snapshot().me, hasTelephone: true } }, taken)).toBe(false);
    expect(isUnreachable(FIRST_STATE, taken)).toBe(false);
  });
});
