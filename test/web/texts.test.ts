/** Texts of history entries and refusals, shortcuts, and supervisor actions. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { mistake } from '../../src/core/vocabulary/mistake.ts';
import type { FailureCode } from '../../src/core/vocabulary/errors.ts';
import { OUTCOMES, type Outcome } from '../../src/core/vocabulary/outcomes.ts';
import { ENTRY_KINDS } from '../../src/core/lead/timeline.ts';
import { commonText } from '../../src/shared/text/common.ts';
import { deskText } from '../../src/shared/text/desk.ts';
import { leadText } from '../../src/shared/text/lead.ts';
import { mistakesText } from '../../src/shared/text/mistakes.ts';
import { sayRefusal } from '../../src/shared/text/refusals.ts';
import { translator } from '../../src/shared/text/index.ts';
import type { Trouble } from '../../src/web/base/http.ts';
import { language } from '../../src/web/base/settings.ts';
import { troubleText } from '../../src/web/base/troubleText.ts';
import { keyAction, type KeyMap } from '../../src/web/desk/useKeys.ts';
import { throttle } from '../../src/web/floor/throttle.ts';
import { actionsFor } from '../../src/web/lead/actionsFor.ts';
import { detailOf, sentenceOf, whoOf } from '../../src/web/lead/timelineText.ts';

const t = translator(leadText, 'en');
const entry = (kind: string, data: Readonly<Record<string, unknown>> = {}, by = 'system') => ({
  seq: 1,
  at: 0,
  kind,
  by,
  data,
});
const when = (at: number) => `@${at}`;

describe('a history entry', () => {
  test.each(ENTRY_KINDS)('of kind %s has a sentence', (kind) => {
    expect(leadText).toHaveProperty([`timeline.${kind}`]);
  });

  test.each(['agentUnreached', 'agentNotConnected', 'agentLegEnded', 'notBridged'])(
    '[W57] of kind %s has a sentence for the agent who lost the lead',
    (kind) => {
      expect(deskText).toHaveProperty([`gone.${kind}`]);
    },
  );

  test('of an unknown kind shows the kind', () => {
    expect(sentenceOf(entry('teleported'), t)).toBe(t('timeline.other', { kind: 'teleported' }));
  });

  test('names who did it', () => {
    expect([entry('note', {}, 'prospect'), entry('note', {}, 'Ana')].map((one) => whoOf(one, t))).toEqual([
      t('by.prospect'),
      'Ana',
    ]);
  });

  test.each([
    ['unreached', { result: 'busy' }, t('data.result.busy')],
    ['promised', { why: 'noAgent', dueAt: 5 }, `${t('why.noAgent')} · for @5`],
    ['declined', { reason: 'my own words' }, 'my own words'],
    ['declined', { reason: 'why_1', said: { en: 'Lunch', ko: '점심' } }, 'Lunch'],
    ['closed', { outcome: 'won', note: 'signed' }, 'Won · signed'],
    ['closed', { outcome: 'won', saleValue: 1299.5, currency: 'USD' }, 'Won · $1,299.50'],
    ['saleValue', { saleValue: 5, currency: 'USD' }, `${t('data.sale.unknown')} → $5.00`],
    ['contactRefused', { reason: 'outside-hours' }, t('mayNot.outside-hours')],
    ['offered', { agents: 'Ana, Ben' }, 'to Ana, Ben'],
    ['reassigned', { agents: 'Ben', reservedUntil: 5 }, 'to Ben · reserved until @5'],
    ['ownToAnyone', { agents: 'Ben' }, 'for Ben'],
    // Before details other than the name could be changed.
    ['named', { name: 'Jo Park' }, 'Jo Park'],
    ['ended', { seconds: 59 }, '59 seconds'],
    ['ended', { seconds: 420 }, '7m 0s'],
    ['seen', { offerId: 'offer_1', why: { $ne: 1 } }, ''],
  ])('%s with %j adds "%s"', (kind, data, detail) => {
    expect(detailOf(entry(kind, data), t, when, 'en')).toBe(detail);
  });
});

test('[V63] the history says which detail was changed, from what to what', () => {
  const edits = [
    { field: 'name', from: 'Jon', to: 'Jo' },
    { field: 'email', from: '', to: 'jo@example.com' },
    { field: 'language', from: 'en', to: 'ko' },
    { field: 'answers.home', label: 'Your home', from: 'A townhouse', to: '' },
    { field: 'answers.income', label: 'Income' },
  ];
  expect(detailOf(entry('profile', { edits }), t, when, 'en')).toBe(
    [
      'Name: Jon → Jo',
      'Email: jo@example.com',
      'Language: English → Korean',
      'Your home: A townhouse removed',
      'Income',
    ].join(' · '),
  );
  expect(detailOf(entry('profile'), t, when, 'en')).toBe('');
  expect(detailOf(entry('absorbed', { tagsLeft: ['t6', 't7'] }), t, when, 'en')).toBe(
    'tags that didn’t fit: t6, t7 (at most 10)',
  );
});

test('[W75] each action has its own text for what was done', () => {
  const done = Object.entries(leadText).filter(([key]) => key.startsWith('done.'));
  for (const language of ['en', 'ko'] as const) {
    const said = done.map(([, text]) => text[language]);
    expect(new Set(said).size).toBe(said.length);
    for (const one of said) expect(one).not.toMatch(/^(Done|처리했습니다)\.?$/);
  }
});

test('every outcome has a word', () => {
  for (const outcome of OUTCOMES) expect(leadText).toHaveProperty([`outcome.${outcome}`]);
});

test('no action takes a lead out of a conversation while its desk is connected', () => {
  expect(actionsFor({ state: 'talking' })).toEqual(['note', 'doNotCall']);
  expect(actionsFor({ state: 'talking', takeOver: 'reassign' })).toEqual(['reassign', 'note', 'doNotCall']);
  expect(actionsFor({ state: 'talking', takeOver: 'anything' })).toEqual(actionsFor({ state: 'wrapUp' }));
});

test('a closed lead can be reopened, or restored if it was not spam, once and unless the customer opted out', () => {
  const closed = (outcome: Outcome, continuedAs?: string) =>
    actionsFor({ state: 'closed', outcome, ...(continuedAs !== undefined && { continuedAs }) });
  expect([closed('spam'), closed('spam', 'ld_2')]).toEqual([
    ['notSpam', 'note', 'doNotCall'],
    ['note', 'doNotCall'],
  ]);
  expect([closed('won'), closed('won', 'ld_2')]).toEqual([
    ['takeUp', 'saleValue', 'note', 'doNotCall'],
    ['note', 'doNotCall'],
  ]);
  expect([closed('doNotCall'), closed('erased')]).toEqual([['note'], ['note']]);
  expect(closed('merged')).toEqual(['note', 'doNotCall']);
});

describe('a refusal', () => {
  const busy = { code: 'wrong-state', message: 'Ben isn’t available. Choose someone else.' };
  const HANGUL = /^[^a-z]*$/;

  test('uses the server’s message in its language, otherwise the text for the request and code', () => {
    expect(sayRefusal(busy, 'en', 'call:transfer')).toBe(busy.message);
    expect(sayRefusal(busy, 'ko', 'call:transfer')).toMatch(/진행 중인 통화가 없어/);
    const mistakes = [mistake('to', 'colleagueBusy', { name: 'Ben' })];
    expect(sayRefusal({ ...busy, mistakes }, 'ko', 'call:transfer')).toMatch(/Ben님.*다른 동료/);
    expect(sayRefusal(busy, 'ko', 'call:hold')).toMatch(/상태가 바뀌었습니다/);
    expect(sayRefusal({ code: 'internal', message: '' }, 'en')).toBe('Something went wrong.');
  });

  test('with a mistake uses the text of that mistake', () => {
    const mistakes = [mistake('name', 'missing')];
    expect(sayRefusal({ code: 'bad-input', message: 'x', mistakes }, 'ko')).toBe(mistakesText.missing.ko);
  });

  test('with an unknown code uses the server’s message', () => {
    expect(sayRefusal({ code: 'http-502', message: 'Bad gateway' }, 'ko')).toBe('Bad gateway');
  });

  test.each([
    'bad-input',
    'not-signed-in',
    'not-allowed',
    'not-found',
    'too-many',
    'offer-gone',
    'not-yours',
    'wrong-state',
    'may-not-contact',
    'stale',
    'edited-meanwhile',
    'store-unavailable',
    'phone-unavailable',
    'in-use',
    'too-broad',
    'mail-taken',
    'mail-off',
    'last-administrator',
    'link-used',
    'internal',
  ] as const satisfies readonly FailureCode[])('[W241] of the code %s is Korean on a Korean page', (code) => {
    expect(sayRefusal({ code, message: 'English words' }, 'ko')).toMatch(HANGUL);
  });
});

describe('[W241] why a request failed', () => {
  const refused = (code: string, fields: Trouble['fields'] = {}): Trouble => {
    const detail = 'English words.';
    return { code, detail, fields, problem: { type: 'about:blank', title: 'Title', status: 409, code, detail } };
  };
  afterEach(() => language.set('en'));

  test('is said in the language of the page, wherever that is', () => {
    expect(troubleText(refused('stale'))).toBe('English words.');
    language.set('ko');
    expect(troubleText(refused('stale'))).toBe('그사이 변경되었습니다. 다시 시도하세요.');
    expect(troubleText({ code: 'network', detail: '', fields: {} })).toBe(commonText['failed.network'].ko);
  });

  test('is the reason of the first field, which the server says in the page’s language', () => {
    language.set('ko');
    expect(troubleText(refused('bad-input', { name: '이름을 입력하세요.' }))).toBe('이름을 입력하세요.');
  });

  test('is named as such if it isn’t in our server’s words', () => {
    language.set('ko');
    expect(troubleText({ code: 'http-502', detail: 'Bad Gateway', fields: {} })).toBe(
      '처리하지 못했습니다: Bad Gateway',
    );
    expect(troubleText({ code: 'http-502', detail: '', fields: {} })).toBe('처리하지 못했습니다: http-502');
  });
});

describe('a key', () => {
  const accept = () => undefined;
  const keys: KeyMap = { a: accept, Enter: accept, Escape: accept };
  const press = (key: string, part: object = {}) => ({
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    repeat: false,
    isComposing: false,
    target: null,
    ...part,
  });
  const free = { typing: false, inDialog: false };

  test('works in upper and lower case and on a Hangul layout', () => {
    expect(keyAction(keys, press('a'), true, free)).toBe(accept);
    expect(keyAction(keys, press('A'), true, free)).toBe(accept);
    expect(keyAction(keys, press('ㅁ', { code: 'KeyA' }), true, free)).toBe(accept);
  });

  test('of one character does nothing when single-key shortcuts are off; Enter and Escape still work', () => {
    expect(keyAction(keys, press('a'), false, free)).toBeUndefined();
    expect(keyAction(keys, press('Enter'), false, free)).toBe(accept);
  });

  test('[V73] Enter with Ctrl or ⌘ also works while typing, but not in a dialog', () => {
    const close = () => undefined;
    const more: KeyMap = { ...keys, 'Mod+Enter': close };
    for (const mod of [{ ctrlKey: true }, { metaKey: true }]) {
      for (const single of [true, false])
        expect(keyAction(more, press('Enter', mod), single, { typing: true, inDialog: false })).toBe(close);
      expect(keyAction(more, press('Enter', mod), true, { typing: true, inDialog: true })).toBeUndefined();
      expect(keyAction(keys, press('Enter', mod), true, free)).toBeUndefined();
    }
  });

  test('[V123] a digit and Shift with a digit are two keys, whatever symbol the layout types', () => {
    const [plain, shifted] = [() => undefined, () => undefined];
    const digits: KeyMap = { 1: plain, 'Shift+1': shifted };
    expect(keyAction(digits, press('1', { code: 'Digit1' }), true, free)).toBe(plain);
    for (const key of ['!', '&'])
      expect(keyAction(digits, press(key, { code: 'Digit1', shiftKey: true }), true, free)).toBe(shifted);
    // On a French layout the digits themselves need Shift.
    expect(keyAction(digits, press('1', { code: 'Digit1', shiftKey: true }), true, free)).toBe(plain);
  });

  test.each([
    ['while typing', press('a'), { typing: true, inDialog: false }],
    ['in a dialog', press('a'), { typing: false, inDialog: true }],
    ['with Control', press('a', { ctrlKey: true }), free],
    ['held down', press('a', { repeat: true }), free],
    ['while composing', press('a', { isComposing: true }), free],
  ])('does nothing %s', (_name, pressed, where) => {
    expect(keyAction(keys, pressed, true, where)).toBeUndefined();
  });
});

test('a throttled task requested many times runs twice: at once, and again for later requests', async () => {
  let reads = 0;
  const reader = throttle(1, () => {
    reads += 1;
    return Promise.resolve();
  });
  for (let ring = 0; ring < 10; ring += 1) reader.ask();
  await reader.idle();
  expect(reads).toBe(2);
});
