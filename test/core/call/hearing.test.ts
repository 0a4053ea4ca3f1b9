import { describe, expect, test } from '@jest/globals';
import { admitCaller, mayDial } from '../../../src/core/call/admitCaller.ts';
import { estimateWait, minutesToSay, RATE_WINDOW_MS } from '../../../src/core/call/estimateWait.ts';
import type { HearingContext } from '../../../src/core/call/hearing.ts';
import { instructionsFor } from '../../../src/core/call/instructions.ts';
import { spellDigits } from '../../../src/core/call/spellDigits.ts';
import { MINUTE } from '../../../src/core/vocabulary/time.ts';
import { newCall, TEST_FLOW } from '../../support/calls.ts';
import { NOON } from '../../support/leads.ts';

const hearing = (changes: Partial<HearingContext> = {}): HearingContext => ({
  ...{ flow: TEST_FLOW, where: 'call', now: NOON },
  ...changes,
});
const line = newCall({ place: 'line', lineSince: NOON });
const keysSaid = (changes: Partial<HearingContext>) => JSON.stringify(instructionsFor(line, hearing(changes)));

describe('[K8] an estimate is announced only with enough data', () => {
  test('position over the recent rate of answers', () => {
    expect(estimateWait(3, 2)).toEqual({ position: 3, waitMs: null });
    expect(estimateWait(3, 15)).toEqual({ position: 3, waitMs: (3 * RATE_WINDOW_MS) / 15 });
    expect(estimateWait(900, 3).waitMs).toBe(30 * MINUTE);
  });

  test.each([
    ['as much as is expected', 3 * MINUTE, 10 * MINUTE, 3],
    ['begun minutes as whole ones', 2.1 * MINUTE, 10 * MINUTE, 3],
    ['never more than the line keeps them', 20 * MINUTE, 3.5 * MINUTE, 3],
    ['nothing when that is less than a minute', 20 * MINUTE, 0.9 * MINUTE, null],
    ['nothing when too little is known', null, 10 * MINUTE, null],
  ])('minutes aloud: %s', (_what, waitMs, leftMs, minutes) => {
    expect(minutesToSay(waitMs, leftMs)).toBe(minutes);
  });

  test('whoever has waited a while hears no more than what is left of the longest wait', () => {
    const flow = { ...TEST_FLOW, line: { ...TEST_FLOW.line, maxWaitMs: 5 * MINUTE } };
    const said = (now: number) =>
      keysSaid({ where: 'queue', flow, now, estimate: { position: 9, waitMs: 20 * MINUTE } });
    expect(said(NOON)).toMatch(/line\.wait.*"count":5/);
    expect(said(NOON + 3 * MINUTE)).toMatch(/line\.wait.*"count":2/);
    expect(said(NOON + 4.5 * MINUTE)).not.toContain('line.wait');
  });

  test('in the line', () => {
    expect(keysSaid({ where: 'queue', estimate: { position: 2, waitMs: null } })).not.toContain('line.wait');
    expect(keysSaid({ where: 'queue', estimate: { position: 2, waitMs: 3 * MINUTE } })).toMatch(
      /line\.position.*"count":2.*line\.wait.*"count":3/,
    );
    expect(keysSaid({ where: 'queue', estimate: { position: 1, waitMs: null } })).toContain('line.next');
  });

  test('while nobody is on shift no position is said, and the place can be kept at once', () => {
    const said = keysSaid({ where: 'queue' });
    expect(said).toContain('line.nobody');
    expect(said).not.toMatch(/line\.(next|position|wait)/);
    expect(said).toContain('line.keepPlace');
  });
});

test('[K4] the keep-my-place key is announced after a while, and the number is read digit by digit', () => {
  const estimate = { position: 1, waitMs: null };
  expect(keysSaid({ where: 'queue', estimate })).not.toContain('line.keepPlace');
  expect(keysSaid({ where: 'queue', estimate, now: NOON + MINUTE })).toContain('line.keepPlace');
  expect(spellDigits('(202) 555-0143')).toBe('2 0 2, 5 5 5, 0 1 4 3');
});

test('[K7] inside the network’s queue nothing is recorded or joined: the call leaves it first', () => {
  for (const place of [{ place: 'message' }, { place: 'conference' }] as const)
    expect(instructionsFor(newCall({ ...place, leadId: 'ld_1' }), hearing({ where: 'queue' }))).toEqual([
      { do: 'leaveQueue' },
    ]);
});

test('[K9] a recorded conversation is announced, and recording is off by default', () => {
  const call = newCall({ place: 'conference', leadId: 'ld_1' });
  expect(instructionsFor(call, hearing())).toEqual([expect.objectContaining({ do: 'conference', record: false })]);
  const flow = { ...TEST_FLOW, recording: { keepDays: 30 } };
  expect(instructionsFor(call, hearing({ flow }))).toEqual([
    expect.objectContaining({ do: 'say', words: { key: 'recorded' } }),
    expect.objectContaining({ do: 'conference', record: true }),
  ]);
});

describe('[K10] toll fraud is rejected before the call is answered', () => {
  const quiet = { ofCaller: 0, ofPrefix: 0 };
  test.each([
    ['a blocked number', '+12025550143', quiet, ['+12025550143'], 'blocked'],
    ['a blocked block', '+12025550143', quiet, ['+1202555'], 'blocked'],
    ['one number too often', '+12025550143', { ofCaller: 20, ofPrefix: 20 }, [], 'tooMany'],
    ['a block of numbers too often', '+12025550143', { ofCaller: 0, ofPrefix: 60 }, [], 'tooMany'],
    ['everybody else is served', '+12025550143', { ofCaller: 19, ofPrefix: 59 }, [], null],
    ['who withholds the number is served', undefined, { ofCaller: 0, ofPrefix: 59 }, [], null],
    ['as far as a block may', undefined, { ofCaller: 0, ofPrefix: 60 }, [], 'tooMany'],
  ])('%s', (_name, tel, history, blocked, refusal) => {
    const flow = { ...TEST_FLOW, limits: { ...TEST_FLOW.limits, blocked } };
    expect(admitCaller(flow, tel, history)).toBe(refusal);
  });
});

test('[K11] only numbers of allowed countries and types are dialed, within the daily budget', () => {
  const us = { telCountry: 'US', telType: 'FIXED_LINE_OR_MOBILE' };
  expect(mayDial(TEST_FLOW, us, 0)).toBeNull();
  expect(mayDial(TEST_FLOW, { telCountry: 'CU', telType: 'MOBILE' }, 0)).toBe('country');
  expect(mayDial(TEST_FLOW, {}, 0)).toBe('country');
  expect(mayDial(TEST_FLOW, { telCountry: 'US', telType: 'PREMIUM_RATE' }, 0)).toBe('numberType');
  expect(mayDial(TEST_FLOW, us, TEST_FLOW.limits.minutesPerDay)).toBe('overBudget');
});
