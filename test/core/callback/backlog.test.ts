import { describe, expect, test } from '@jest/globals';
import { holdMsOf, turnOf, type FloorLoad } from '../../../src/core/callback/backlog.ts';
import { DEFAULT_CADENCE } from '../../../src/core/callback/cadence.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import type { Context } from '../../../src/core/lead/step.ts';
import type { CallbackPromise } from '../../../src/core/vocabulary/promise.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { after, changed, contextAt, leadIn, NOON } from '../../support/leads.ts';
import { advanceLead } from '../../../src/core/lead/advance.ts';

const LOAD: FloorLoad = { waiting: 20, slots: 5, holdMs: 4 * MINUTE, lastTurn: 0 };
const ours: Pick<CallbackPromise, 'why' | 'ownerId' | 'isLate'> = { why: 'outsideHours' };
const at = { cadence: DEFAULT_CADENCE, now: NOON };
const minutes = (turn: number | null) => (turn === null ? null : (turn - NOON) / MINUTE);

describe('a due callback', () => {
  test('[R141] enters the queue while fewer wait than the floor can take within its window, and twenty at least', () => {
    expect(turnOf(ours, { ...LOAD, waiting: 19 }, at)).toBeNull();
    expect(turnOf(ours, LOAD, at)).not.toBeNull();
    // Ten minutes of 20 agents: 50 leads.
    expect(turnOf(ours, { ...LOAD, slots: 20, waiting: 49 }, at)).toBeNull();
    expect(turnOf(ours, { ...LOAD, slots: 20, waiting: 50 }, at)).not.toBeNull();
  });

  test('[R141] otherwise it gets a turn after those that wait and the latest turn, with a fifth to spare', () => {
    // Five agents at four minutes take a lead every 48 s, or every minute with time to spare.
    expect(minutes(turnOf(ours, LOAD, at))).toBe(21);
    expect(minutes(turnOf(ours, { ...LOAD, lastTurn: NOON + 100 * MINUTE }, at))).toBe(101);
    expect(minutes(turnOf(ours, { ...LOAD, slots: 0 }, at))).toBe(105);
  });

  test.each<[Partial<CallbackPromise>, boolean]>([
    [{ why: 'agreed' }, false],
    [{ why: 'noPermittedTime' }, false],
    [{ why: 'backlog' }, false],
    [{ why: 'outsideHours', ownerId: 'ana' }, false],
    [{ why: 'noAgent', isLate: true }, false],
    [{ why: 'noAgent' }, true],
    [{ why: 'notReached' }, true],
  ])('[R142] promised as %j is put off: %s', (promise, isPutOff) => {
    expect(turnOf({ ...ours, ...promise }, LOAD, at) !== null).toBe(isPutOff);
  });

  test('[R141] the rate follows the conversations of the day', () => {
    expect(holdMsOf(null)).toBe(4 * MINUTE);
    expect(holdMsOf(90)).toBe(150 * SECOND);
  });
});

describe('a callback with a turn', () => {
  const callback = leadIn('callback');
  const dueAt = callback.promise?.dueAt ?? 0;
  const settle = (lead: Lead, now: number, more: Partial<Context> = {}) =>
    changed(advanceLead(lead, { kind: 'deadline' }, contextAt(now, { load: LOAD, ...more })));

  test('[R141] stays a callback, and the history says how many waited', () => {
    const { lead, entries } = settle(callback, dueAt);
    const turn = dueAt + 21 * MINUTE;
    expect(lead).toMatchObject({ state: 'callback', promise: { dueAt: turn, why: 'backlog', since: NOON } });
    expect(entries.map(({ kind }) => kind)).toEqual(['due', 'promised']);
    expect(entries[1]?.data).toEqual({ dueAt: turn, why: 'backlog', waiting: 20, limit: 20 });
  });

  test('[R141] [R142] enters the queue at its turn whatever waits, ranked from when it was due', () => {
    const opening: Lead = {
      ...callback,
      promise: { ...callback.promise, why: 'outsideHours', since: undefined },
    } as never;
    const held = settle(opening, dueAt).lead;
    const turn = held.promise?.dueAt ?? 0;
    const entered = settle(held, turn).lead;
    expect(entered).toMatchObject({ state: 'waiting', wait: { rankedFrom: dueAt } });
    const early = after(held, { kind: 'comeForward' }, contextAt(dueAt + MINUTE));
    expect(early).toMatchObject({ state: 'waiting', wait: { rankedFrom: dueAt } });
  });

  test('[R142] a turn after closing becomes the next opening, and may be put off again there', () => {
    const span = [{ from: 13 * 60, to: 15 * 60 + 20 }];
    const weekly = { 1: span, 2: span, 3: span, 4: span, 5: span, 6: span, 7: span };
    const hours = { zone: 'UTC', weekly, holidays: [] };
    const held = settle(callback, dueAt, { hours }).lead;
    const next = NOON + 22 * HOUR;
    expect(held).toMatchObject({ state: 'callback', promise: { dueAt: next, why: 'outsideHours' } });
    expect(settle(held, next, { hours }).lead).toMatchObject({
      promise: { why: 'backlog', dueAt: next + 21 * MINUTE },
    });
  });

  test('[R142] that would be over by its turn enters the queue instead of closing', () => {
    const expiresAt = dueAt + 20 * MINUTE;
    const lead = { ...callback, promise: { ...callback.promise, expiresAt } } as Lead;
    expect(settle(lead, dueAt).lead.state).toBe('waiting');
  });
});
