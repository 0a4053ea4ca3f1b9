import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  ASKED_MS,
  codeFrom,
  keepsRequiredRecords,
  MOST_OF_LINK,
  MOST_TRIES,
  MOST_WAITING,
  placeFreeAt,
  PROVEN_MS,
  stageOf,
  withPlaces,
  type NumberProof,
} from '../../../src/core/law/numberProof.ts';
import { NOON } from '../../support/leads.ts';

const asked: NumberProof = { id: 'p', numberId: 'n', inquiryId: 'in_1', startedAt: NOON, tries: 0 };
const until = NOON + PROVEN_MS;

describe('[L80] the stages of a proof', () => {
  test.each([
    ['waits for its code', asked, NOON + ASKED_MS - 1, 'asked'],
    ['ends without one', asked, NOON + ASKED_MS, 'over'],
    ['has one attempt left', { ...asked, tries: MOST_TRIES - 1 }, NOON, 'asked'],
    ['has none left', { ...asked, tries: MOST_TRIES }, NOON, 'spent'],
    ['is proven by the last attempt', { ...asked, tries: MOST_TRIES, provenUntil: until }, until - 1, 'proven'],
    ['is over once its time has passed', { ...asked, provenUntil: until }, until, 'over'],
    ['stays what it asked for', { ...asked, provenUntil: until, erasureId: 'er_1' }, until, 'erasing'],
  ] as const)('%s', (_what, proof, now, stage) => {
    expect(stageOf(proof, now)).toBe(stage);
  });
});

test('[L80] a code has six digits, the same for the same signature', () => {
  expect(codeFrom('AAAAAAAAxyz')).toBe('000000');
  expect(codeFrom('AAAAAAAB')).toBe('000001');
  expect(codeFrom('________')).toMatch(/^\d{6}$/);
  const codes = new Set(
    Array.from({ length: 500 }, (_, n) => codeFrom(createHash('sha256').update(String(n)).digest('base64url'))),
  );
  expect(codes.size).toBeGreaterThan(450);
});

test('[L84] what 16 CFR 310.5 requires is kept for numbers of the US, and for those whose country isn’t known', () => {
  expect([undefined, 'US', 'KR', 'CA'].map(keepsRequiredRecords)).toEqual([true, true, false, false]);
});

describe('[L195] the places of those who wait for a code', () => {
  const waiting = (inquiryId: string, count: number, from: number) =>
    Array.from({ length: count }, (_none, index) => ({
      id: `${inquiryId}_${index}`,
      inquiryId,
      startedAt: from + index,
    }));

  test('are the oldest’s, a few for each link, so that no number of newer ones takes one', () => {
    const [own, others] = [waiting('own', 1, NOON), waiting('other', 161, NOON + 1)];
    expect(withPlaces([...own, ...others])).toEqual([...own, ...others.slice(0, MOST_OF_LINK)]);
    expect(placeFreeAt([...own, ...others], 'other')).toBe(NOON + 1 + ASKED_MS);
    expect(placeFreeAt([...own, ...others], 'own')).toBeNull();
  });

  test('are so many over all links', () => {
    const all = Array.from({ length: MOST_WAITING / MOST_OF_LINK + 1 }, (_none, link) =>
      waiting(`in_${link}`, MOST_OF_LINK, NOON + link * 10),
    ).flat();
    expect(withPlaces(all)).toEqual(all.slice(0, MOST_WAITING));
    expect(placeFreeAt(all, 'new')).toBe(NOON + ASKED_MS);
    expect(placeFreeAt(all.slice(0, MOST_WAITING - 1), 'new')).toBeNull();
  });
});
