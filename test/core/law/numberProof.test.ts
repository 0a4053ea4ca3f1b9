import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  ASKED_MS,
  codeFrom,
  keepsRequiredRecords,
  MOST_TRIES,
  PROVEN_MS,
  stageOf,
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
