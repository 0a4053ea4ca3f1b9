import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { INQUIRY_BASIS_MS } from '../../../src/core/law/basis.ts';
import {
  INVITATION_MS,
  isInHours,
  mayContact,
  nextPermittedHour,
  permissionsIn,
  permittedFrom,
  type ContactQuestion,
} from '../../../src/core/law/mayContact.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import { lawTable } from '../../../src/core/law/lawTable.ts';
import { mostUnasked } from '../../../src/core/law/permittedTime.ts';
import { mayText } from '../../../src/core/law/mayText.ts';
import type { Attempt } from '../../../src/core/vocabulary/contact.ts';
import { consentAt, NEW_YORK, NOON } from '../../support/leads.ts';

const question = (changes: Partial<ContactQuestion> = {}): ContactQuestion => ({
  now: NOON,
  tel: '+12025550143',
  doNotCallSince: null,
  consents: [consentAt(NOON - HOUR)],
  attempts: [],
  maxPerDay: 3,
  zones: [NEW_YORK],
  places: ['US-DC'],
  ...changes,
});
const at = (iso: string) => Date.parse(iso);

describe('whether a person may be rung', () => {
  test('[L1] between 8:00 and 21:00 in their zone, and at no other hour', () => {
    expect(mayContact(question({ now: at('2026-11-18T13:00:00Z') }))).toMatchObject({
      allowed: true,
      basis: 'consent',
    });
    expect(mayContact(question({ now: at('2026-11-18T12:59:59Z') }))).toMatchObject({
      reason: 'outside-hours',
      permittedAt: at('2026-11-18T13:00:00Z'),
    });
    expect(mayContact(question({ now: at('2026-11-19T01:59:59Z') }))).toMatchObject({ allowed: true });
    expect(mayContact(question({ now: at('2026-11-19T02:00:00Z') }))).toMatchObject({ reason: 'outside-hours' });
  });

  test('[L1] in every zone where they may be', () => {
    const zones = [NEW_YORK, 'America/Los_Angeles'];
    expect(isInHours(zones, at('2026-11-18T14:00:00Z'))).toBe(false);
    expect(nextPermittedHour(zones, at('2026-11-18T14:00:00Z'))).toBe(at('2026-11-18T16:00:00Z'));
  });

  test('[L1] zones without common hours permit nothing, and a person without a known zone isn’t called', () => {
    // 13 hours a day: two zones always share some, three a third of the world apart share none.
    expect(nextPermittedHour([NEW_YORK, 'Asia/Seoul'], NOON)).toBe(at('2026-11-18T23:00:00Z'));
    expect(nextPermittedHour(['UTC', 'Asia/Shanghai', 'America/Los_Angeles'], NOON)).toBeNull();
    expect(mayContact(question({ zones: [] }))).toMatchObject({ allowed: false, permittedAt: null });
  });

  test('[L1] on the day when clocks change, 8:00 is 8:00', () => {
    const night = at('2026-03-08T05:00:00Z');
    expect(nextPermittedHour([NEW_YORK], night)).toBe(at('2026-03-08T12:00:00Z'));
  });

  test('[L4] "call me now" overrides the hours, for an hour', () => {
    const night = at('2026-11-19T04:00:00Z');
    const invited = question({ now: night, consents: [consentAt(night, { now: true })] });
    expect(mayContact(invited)).toMatchObject({ allowed: true, basis: 'invitedNow' });
    expect(mayContact({ ...invited, now: night + INVITATION_MS })).toMatchObject({
      allowed: false,
      reason: 'outside-hours',
    });
  });

  test('[L5] never after a do-not-call request', () => {
    expect(mayContact(question({ doNotCallSince: NOON - MINUTE }))).toMatchObject({
      reason: 'do-not-call',
      permittedAt: null,
    });
  });

  test('[L6] even if they, or someone with their number, consented to a call afterwards', () => {
    const consents = [consentAt(NOON - MINUTE, { now: true }), consentAt(NOON - MINUTE, { call: true })];
    expect(mayContact(question({ doNotCallSince: NOON - 2 * HOUR, consents }))).toMatchObject({
      reason: 'do-not-call',
      permittedAt: null,
    });
  });

  test('[L7] [L14] not without consent, and not without a number', () => {
    expect(mayContact(question({ consents: [consentAt(NOON, { call: false })] }))).toMatchObject({
      reason: 'no-permission',
    });
    expect(mayContact(question({ tel: undefined }))).toMatchObject({ reason: 'no-number' });
  });

  test('[P4] at most three times in 24 hours', () => {
    const attempts = [1, 2, 3].map((hours) => ({
      at: NOON - hours * HOUR,
      agentId: 'ana',
      result: 'noAnswer' as const,
    }));
    expect(mayContact(question({ attempts }))).toMatchObject({
      reason: 'too-many-attempts',
      permittedAt: NOON - 3 * HOUR + DAY,
    });
  });

  test('[L1] [P4] outside the hours, that is the reason, and the first permitted moment is after the attempts too', () => {
    const night = NOON + 12 * HOUR;
    const attempts = [1, 2, 3].map((n) => ({ at: NOON + n * HOUR, agentId: 'ana', result: 'noAnswer' as const }));
    const asked = question({ now: night, attempts });
    expect(mayContact(asked)).toMatchObject({ reason: 'outside-hours', rule: 'L1' });
    expect(mayContact({ ...asked, now: NOON + 4 * HOUR })).toMatchObject({ reason: 'too-many-attempts', rule: 'P4' });
    expect(permittedFrom(asked, night)).toBe(NOON + HOUR + DAY);
  });

  test('what is said to be permitted from a moment on, is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 * DAY }),
        fc.array(fc.integer({ min: 0, max: 2 * DAY }), { maxLength: 6 }),
        fc.constantFrom([NEW_YORK], ['Asia/Seoul'], [NEW_YORK, 'America/Denver'], ['Australia/Lord_Howe']),
        (offset, ago, zones) => {
          const now = NOON + offset;
          const attempts = ago.map((ms) => ({ at: now - ms, agentId: 'ana', result: 'busy' as const }));
          const asked = question({ now, zones, attempts });
          const from = permittedFrom(asked, now);
          expect(from).not.toBeNull();
          expect(from).toBeGreaterThanOrEqual(now);
          expect(mayContact({ ...asked, now: from ?? 0 }).allowed).toBe(true);
        },
      ),
    );
  });
});

describe('what a person permits, as it is shown', () => {
  const asked = { call: true, now: false, text: true, email: false };
  const none = { call: false, now: false, text: false, email: false };

  test('a permission outlives a later inquiry that was sent without it', () => {
    const consents = [
      { ...consentAt(NOON - DAY), ...asked },
      { ...consentAt(NOON), ...none },
    ];
    expect(mayContact(question({ consents })).allowed).toBe(true);
    expect(permissionsIn(consents, NOON)).toEqual({ ...asked, at: NOON - DAY });
    expect(permissionsIn([], NOON)).toBeNull();
    expect(permissionsIn(consents.slice(1), NOON)).toEqual({ ...none, at: NOON });
  });

  test('what is in force no longer is not shown as permitted, nor used', () => {
    const consents = [{ ...consentAt(NOON - INQUIRY_BASIS_MS), ...none, call: true, basis: 'inquiry' as const }];
    expect(mayContact(question({ consents }))).toMatchObject({ reason: 'no-permission' });
    expect(permissionsIn(consents, NOON)).toMatchObject(none);
    expect(permissionsIn(consents, NOON - 1)).toMatchObject({ call: true });
  });

  test('[F55] a stated relationship permits contact until its end, and not from then on', () => {
    const consents = [{ ...consentAt(NOON - DAY), call: true, basis: 'relationship' as const, until: NOON }];
    expect(mayContact(question({ consents, now: NOON - 1 }))).toMatchObject({ allowed: true });
    expect(mayContact(question({ consents }))).toMatchObject({ reason: 'no-permission' });
  });
});

describe('[L151] a number that isn’t in service', () => {
  const dead = { at: NOON - HOUR, agentId: 'ana', result: 'notInService' } as const;
  const then = (result: Attempt['result'], attemptAt = NOON - HOUR / 2): Attempt => ({
    ...{ at: attemptAt, agentId: 'ben', result },
  });
  const asked = (consentedAt: number, ...attempts: readonly Attempt[]) =>
    mayContact(question({ consents: [consentAt(consentedAt, { text: true })], attempts }));

  test('is called and texted no more, however long ago that was', () => {
    const refused = { allowed: false, reason: 'not-in-service', rule: 'L151', permittedAt: null };
    expect(asked(NOON - 2 * HOUR, dead)).toMatchObject(refused);
    expect(asked(NOON - 41 * DAY, { ...dead, at: NOON - 40 * DAY })).toMatchObject(refused);
    const consents = [consentAt(NOON - 2 * HOUR, { text: true })];
    expect(mayText(question({ consents, attempts: [dead] }))).toMatchObject(refused);
    expect(permittedFrom(question({ consents, attempts: [dead] }), NOON)).toBeNull();
  });

  test('is tried again after a newer inquiry, until it turns out the same', () => {
    expect(asked(NOON - MINUTE, dead)).toMatchObject({ allowed: true });
    expect(asked(NOON - 40 * MINUTE, dead, then('notInService'))).toMatchObject({ rule: 'L151' });
  });

  test('is one that the network doesn’t find twice, an hour apart, with nobody there in between', () => {
    const missing = (hours: number) => then('notFound', NOON - hours * HOUR);
    expect(asked(NOON - 9 * HOUR, missing(2))).toMatchObject({ allowed: true });
    expect(asked(NOON - 9 * HOUR, missing(2), then('notFound', NOON - HOUR - 1))).toMatchObject({ allowed: true });
    expect(asked(NOON - 9 * HOUR, missing(2), then('failed', NOON - 1.5 * HOUR), missing(1))).toMatchObject({
      ...{ allowed: false, reason: 'not-in-service', rule: 'L151' },
    });
    expect(asked(NOON - 9 * HOUR, missing(3), then('busy', NOON - 2 * HOUR), missing(1))).not.toMatchObject({
      rule: 'L151',
    });
    // A newer inquiry permits one more try.
    expect(asked(NOON - MINUTE, missing(3), missing(2))).toMatchObject({ allowed: true });
    expect(asked(NOON - 40 * MINUTE, missing(3), missing(2), missing(0.5))).toMatchObject({ rule: 'L151' });
  });

  test.each(['reached', 'voicemail', 'busy'] as const)('is back once a dial finds it %s', (result) => {
    expect(asked(NOON - 2 * HOUR, dead, then(result))).toMatchObject({ allowed: true });
    expect(asked(NOON - 2 * HOUR, dead, then(result, dead.at - 1))).toMatchObject({ rule: 'L151' });
  });

  test.each(['noAnswer', 'failed', 'unreported'] as const)('stays retired after %s, which says nothing', (result) => {
    expect(asked(NOON - 2 * HOUR, dead, then(result))).toMatchObject({ rule: 'L151' });
  });

  test('the list and the missing number come before it', () => {
    expect(mayContact(question({ attempts: [dead], doNotCallSince: 1 }))).toMatchObject({ rule: 'L5' });
    expect(mayContact(question({ attempts: [dead], tel: undefined }))).toMatchObject({ rule: 'L14' });
  });
});

describe('[L183] calls in 30 days without the customer’s permission', () => {
  const call = (days: number, ms = 0): Attempt => ({ at: NOON - days * DAY + ms, agentId: 'ana', result: 'noAnswer' });
  const toBC = (basis: 'inquiry' | 'relationship' | undefined, attempts: readonly Attempt[], places = ['CA-BC']) => {
    const { basis: _none, ...asked } = consentAt(NOON - 40 * DAY);
    const consents = [{ ...asked, ...(basis && { basis, until: NOON + 40 * DAY }) }];
    const zones = ['America/Vancouver'];
    return mayContact(question({ now: NOON + 4 * HOUR, consents, attempts, places, zones }));
  };

  test('are one in British Columbia, where the customer neither asked for the call nor agreed to it', () => {
    const now = NOON + 4 * HOUR;
    const refused = { allowed: false, reason: 'too-many-attempts', rule: 'L183' };
    expect(toBC('relationship', [])).toMatchObject({ allowed: true });
    expect(toBC('relationship', [{ ...call(20), at: now - 30 * DAY + 1 }])).toMatchObject({
      ...refused,
      permittedAt: now + 1,
      citation: expect.stringMatching(/Telemarketer Licensing Regulation/),
    });
    expect(toBC('relationship', [{ ...call(20), at: now - 30 * DAY }])).toMatchObject({ allowed: true });
    expect(toBC('inquiry', [call(20)])).toMatchObject(refused);
    expect(toBC(undefined, [call(20)])).toMatchObject({ allowed: true });
    expect(toBC('relationship', [call(20)], ['CA-ON'])).toMatchObject({ allowed: true });
    // The province isn't known.
    expect(toBC('relationship', [call(20)], ['CA-?'])).toMatchObject(refused);
  });

  test('stay one, whatever a row of the business says', () => {
    const law = lawTable([{ place: 'CA-BC', hours: ['10-18'], citation: 'Our lawyer', verifiedOn: '2026-11-01' }]);
    expect(mostUnasked({ places: ['CA-BC'], law }, NOON)).toBe(1);
  });
});
