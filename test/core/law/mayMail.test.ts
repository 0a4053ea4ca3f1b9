import { expect, test } from '@jest/globals';
import { mayMail, type MailQuestion } from '../../../src/core/law/mayMail.ts';
import type { Outcome } from '../../../src/core/vocabulary/outcomes.ts';
import { HOUR } from '../../../src/core/vocabulary/time.ts';
import { NOON } from '../../support/leads.ts';

const question: MailQuestion = {
  ...{ email: 'maria@example.com', isAllowed: true, receivedAt: NOON, contactBy: 'tel', doNotCallSince: null },
  lead: { state: 'waiting' },
};
const closed = (outcome: Outcome) => ({ lead: { state: 'closed' as const, outcome } });

test('[M11] a customer who allowed email gets it, even when the lead ended well', () => {
  expect(mayMail(question)).toBeNull();
  expect(mayMail({ ...question, ...closed('won') })).toBeNull();
  expect(mayMail({ ...question, isAllowed: false, contactBy: 'email' })).toBeNull();
  expect(mayMail({ ...question, doNotCallSince: NOON - HOUR })).toBeNull();
});

test.each<[string, Partial<MailQuestion>, string]>([
  ['without an address', { email: undefined }, 'L31'],
  ['without the permission', { isAllowed: false }, 'L32'],
  ['whose lead was closed as doNotCall', closed('doNotCall'), 'L33'],
  ['whose lead was closed as spam', closed('spam'), 'L33'],
  ['who was erased', closed('erased'), 'L33'],
  ['whose number belongs to somebody else', closed('wrongNumber'), 'L33'],
  ['who asked since not to be called', { doNotCallSince: NOON + HOUR }, 'L34'],
])('[M11] [L31] [L32] [L33] [L34] a person %s isn’t emailed', (_who, changes, rule) => {
  expect(mayMail({ ...question, ...changes })).toMatchObject({ rule });
});
