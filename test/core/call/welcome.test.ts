/** How callers whom we know are greeted: what is said, in which language, and what is never said. */
import { describe, expect, test } from '@jest/globals';
import { advanceCall, beginCall } from '../../../src/core/call/advanceCall.ts';
import type { Call } from '../../../src/core/call/call.ts';
import type { Instruction } from '../../../src/core/call/hearing.ts';
import { instructionsFor } from '../../../src/core/call/instructions.ts';
import { languageFor, welcomeOf, type Welcome, type WelcomeContext } from '../../../src/core/call/welcome.ts';
import { LANGUAGES, type Language } from '../../../src/core/vocabulary/language.ts';
import { OUTCOMES, type Outcome } from '../../../src/core/vocabulary/outcomes.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import { DAY, HOUR } from '../../../src/core/vocabulary/time.ts';
import { twimlOf } from '../../../src/http/calls/twilio/twiml.ts';
import { flowContext, newCall, TEST_FLOW } from '../../support/calls.ts';
import { leadIn, NEW_YORK, newLead, NOON } from '../../support/leads.ts';
import { koreanWords, words } from '../../support/words.ts';

const at = (changes: Partial<WelcomeContext> = {}): WelcomeContext => ({
  ...{ now: NOON, isOpen: true, zone: NEW_YORK, isDoubted: false },
  ...changes,
});
const withOpen = (open: Lead, changes: Partial<WelcomeContext> = {}) => welcomeOf({ open, closed: null }, at(changes));
const closedAs = (outcome: Outcome): Lead => {
  const { id, campaignId, person, createdAt } = newLead();
  return { ...newLead(), id, campaignId, person, createdAt, state: 'closed', outcome, closedAt: NOON };
};

describe('[K37] known callers are greeted by their history', () => {
  test.each([
    ['waiting', 'placeKept'],
    ['offered', 'placeKept'],
    ['callback', 'connected'],
  ] as const)('with a request that is %s: what that means for the wait', (state, next) => {
    expect(withOpen(leadIn(state))).toEqual({ kind: 'request', day: 'today', next });
    expect(withOpen(leadIn(state), { isOpen: false })).toMatchObject({ next: 'noted' });
  });

  test.each(['connecting', 'talking', 'wrapUp'] as const)('whose lead is %s is brought to its owner', (state) => {
    expect(withOpen(leadIn(state))).toEqual({ kind: 'back' });
  });

  test('with nothing open: welcome back, unless what was closed says nothing of them', () => {
    const strange = OUTCOMES.filter((outcome) => welcomeOf({ open: null, closed: closedAs(outcome) }, at()) === null);
    expect([...strange].sort()).toEqual(['abandoned', 'erased', 'spam', 'wrongNumber']);
    expect(welcomeOf({ open: null, closed: closedAs('won') }, at())).toEqual({ kind: 'back' });
    expect(welcomeOf({ open: null, closed: null }, at())).toBeNull();
  });

  test.each([
    [0, 'today'],
    [11 * HOUR, 'yesterday'],
    [2 * DAY, 'monday'],
    [6 * DAY, 'thursday'],
    [7 * DAY, 'earlier'],
  ])('the day is the caller’s own: %d ms ago is %s', (ago, day) => {
    expect(withOpen(newLead(NOON - ago))).toMatchObject({ day });
  });
});

const known = (welcome: Welcome, language: Language = 'ko'): Call =>
  newCall({ language, welcome, person: { ...newCall().person!, name: 'Maria', language } });
const REQUEST: Welcome = { kind: 'request', day: 'monday', next: 'placeKept' };
const hears = (call: Call, flow = TEST_FLOW): string =>
  twimlOf(instructionsFor(call, { flow, where: 'call', now: NOON }), { call, where: 'call' });
const begin = (call: Call, changes: Parameters<typeof flowContext>[0] = {}) =>
  beginCall(call, flowContext(changes), { isExpected: false }).call;

describe('[K37] what they hear', () => {
  test('greeting and welcome in the language they used last, and the other language by key, in that language', () => {
    const call = begin(known(REQUEST));
    expect(call.place).toBe('welcome');
    const twiml = hears(call);
    expect(twiml).toContain('태양광입니다.');
    expect(twiml).toContain(koreanWords.call('welcome.monday'));
    expect(twiml).toContain('대기 순서는 그대로 유지됩니다.');
    expect(twiml).toMatch(/language="en-US"[^>]*>For English, press 1\./);
    expect(twiml).not.toContain('한국어는');
  });

  test('asked twice, and after midnight, it is the same', () => {
    const call = begin(known(REQUEST));
    const later = { flow: TEST_FLOW, where: 'call', now: NOON + DAY } as const;
    expect(twimlOf(instructionsFor(call, later), { call, where: 'call' })).toBe(hears(call));
  });

  test.each([
    ['the other language, by its key', '1', 'en'],
    ['their own, by its key', '2', 'ko'],
    ['nothing', '', 'ko'],
    ['a key that is no language', '9', 'ko'],
  ])('who presses %s goes on at once', (_what, keys, language) => {
    const call = begin(known(REQUEST));
    const next = advanceCall(call, { kind: 'keys', step: call.step, keys }, flowContext()).call;
    expect(next).toMatchObject({ place: 'question', language, person: { language } });
    expect(hears(next)).not.toContain(language === 'en' ? '무엇을' : 'What is it about');
  });

  test.each([
    ['a question', TEST_FLOW, true],
    ['the line', { ...TEST_FLOW, questions: [] }, true],
    ['a message', TEST_FLOW, false],
    ['that it is closed', { ...TEST_FLOW, message: null }, false],
  ])('in one language the welcome comes before %s, once', (_where, several, isOpen) => {
    const flow = { ...several, languages: ['en'] } as const;
    const call = begin(known({ ...REQUEST, next: isOpen ? 'placeKept' : 'noted' }, 'en'), { flow, isOpen });
    const twiml = hears(call, flow);
    expect(twiml.match(/Welcome to Solar\./g)).toHaveLength(1);
    expect(twiml.match(/Welcome back\./g)).toHaveLength(1);
    expect(twiml.includes(words.call('welcome.placeKept'))).toBe(isOpen);
  });

  test('a language that the flow does not speak is not spoken', () => {
    expect(languageFor({ languages: ['en', 'ko'] }, ['ko', 'en'])).toBe('ko');
    expect(languageFor({ languages: ['en'] }, ['ko', 'en'])).toBe('en');
    expect(languageFor({ languages: ['ko'] }, [undefined, 'en'])).toBe('ko');
  });
});

describe('[K34] whoever holds the telephone', () => {
  test('whose shown number the network doubts is a stranger', () => {
    expect(withOpen(leadIn('callback'), { isDoubted: true })).toBeNull();
    expect(welcomeOf({ open: null, closed: closedAs('won') }, at({ isDoubted: true }))).toBeNull();
  });

  test.each(LANGUAGES)('hears no name, no number and nothing of what it is about, in %s', (language) => {
    const days = ['today', 'yesterday', 'monday', 'sunday', 'earlier'] as const;
    const welcomes: Welcome[] = [
      { kind: 'back' },
      ...days.flatMap((day) =>
        (['placeKept', 'connected', 'noted'] as const).map((next): Welcome => ({ kind: 'request', day, next })),
      ),
    ];
    const values = (one: Instruction) =>
      one.do === 'ask' ? one.prompts.flatMap((each) => (each.do === 'say' ? [each.words] : [])) : [];
    for (const welcome of welcomes) {
      const call = begin({ ...known(welcome, language), interest: 'roof' });
      const twiml = hears(call);
      for (const secret of ['Maria', '0143', 'roof', '지붕']) expect(twiml).not.toContain(secret);
      // The only thing filled in is the key of the other language.
      const filled = instructionsFor(call, { flow: TEST_FLOW, where: 'call', now: NOON }).flatMap(values);
      expect(filled.flatMap((words) => ('values' in words ? Object.keys(words.values ?? {}) : []))).toEqual(['key']);
    }
  });
});
