import { expect, test } from '@jest/globals';
import { consentEvidence } from '../../../src/core/capture/consentEvidence.ts';
import { judgeSpam, MIN_FILL_MS } from '../../../src/core/capture/judgeSpam.ts';

const SHOWN = {
  version: 3,
  call: { en: 'You may call me.', ko: '전화에 동의합니다.' },
  now: { en: 'Call me now.' },
  text: { en: 'You may text me.' },
  email: { en: 'You may write to me.' },
};

test('[F2] silence is never consent', () => {
  const evidence = consentEvidence(SHOWN, 'en', {}, { address: '192.0.2.1' });
  expect(evidence).toMatchObject({ call: false, now: false, text: false, email: false });
});

test('[F2] the exact words are stored, in the language displayed', () => {
  const evidence = consentEvidence(SHOWN, 'ko', { call: true }, { address: '192.0.2.1', page: '/f/solar' });
  expect(evidence).toMatchObject({
    ...{ call: true, now: false, wordingVersion: 3, language: 'ko', page: '/f/solar', address: '192.0.2.1' },
    // There is no Korean wording of this box, so English was on the page.
    wording: { call: '전화에 동의합니다.', now: 'Call me now.' },
  });
});

test('[F3] a filled honeypot or an impossible speed looks automated', () => {
  const now = 1_800_000_000_000;
  expect(judgeSpam({ honeypot: 'https://pills.example', now })).toEqual(['honeypot']);
  expect(judgeSpam({ shownAt: now - MIN_FILL_MS + 1, now })).toEqual(['too-fast']);
  expect(judgeSpam({ honeypot: 'x', shownAt: now, now })).toEqual(['honeypot', 'too-fast']);
});

test('[F3] a slow person, a program without a form and a wrong clock don’t', () => {
  const now = 1_800_000_000_000;
  expect(judgeSpam({ shownAt: now - MIN_FILL_MS, now })).toEqual([]);
  expect(judgeSpam({ honeypot: '  ', now })).toEqual([]);
  expect(judgeSpam({ shownAt: now + 60_000, now })).toEqual([]);
});
