/** What permits a call to a number that may be on the national do-not-call registry. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mayContact, type ContactQuestion } from '../../../src/core/law/mayContact.ts';
import { CAMPAIGN_KINDS, type CampaignKind } from '../../../src/core/vocabulary/campaignKinds.ts';
import type { RegistryStatus } from '../../../src/core/law/registry.ts';
import { mayText } from '../../../src/core/law/mayText.ts';
import type { Consent } from '../../../src/core/vocabulary/contact.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import { consentAt, NEW_YORK, NOON } from '../../support/leads.ts';

const ask = (registry: RegistryStatus | undefined, consents: readonly Consent[], more: Partial<ContactQuestion> = {}) =>
  mayContact({
    ...{ now: NOON, tel: '+12025550143', doNotCallSince: null, consents, attempts: [], maxPerDay: 3 },
    ...{ zones: [NEW_YORK], places: ['US-DC'], ...(registry && { registry }) },
    ...more,
  });
const asked = (at: number) => consentAt(at, { call: false, now: true });
const MAY_BE_LISTED = ['listed', 'stale', 'unknown', undefined] as const;

describe('[L40] a number that is or may be on the registry is called', () => {
  test.each(MAY_BE_LISTED)('by written consent, without end (%s)', (registry) => {
    expect(ask(registry, [consentAt(NOON - 900 * DAY)])).toMatchObject({
      ...{
        allowed: true,
        basis: 'consent',
        basisCitation: '47 CFR 64.1200(c)(2)(ii)',
        citation: expect.stringMatching('64.1200\\(c\\)\\(1\\)'),
      },
    });
  });

  test.each(MAY_BE_LISTED)('for 89 days after an inquiry, and not a moment longer (%s)', (registry) => {
    expect(ask(registry, [asked(NOON - 89 * DAY + 1)])).toMatchObject({
      ...{ allowed: true, basis: 'inquiry', until: NOON + 1, citation: '47 CFR 64.1200(f)(5)' },
    });
    expect(ask(registry, [asked(NOON - 89 * DAY)])).toEqual({
      ...{ allowed: false, rule: 'L40', permittedAt: null, citation: '47 CFR 64.1200(c)(2)' },
      reason: registry === 'listed' ? 'registry-listed' : 'registry-unknown',
    });
  });

  test.each(MAY_BE_LISTED)('while the relationship lasts (%s)', (registry) => {
    const customer = consentAt(NOON - 500 * DAY, { basis: 'relationship', until: NOON + HOUR });
    expect(ask(registry, [customer])).toMatchObject({ allowed: true, basis: 'relationship', until: NOON + HOUR });
    expect(ask(registry, [{ ...customer, until: NOON }])).toMatchObject({ allowed: false });
  });

  test('when asked to call right away', () => {
    expect(ask('listed', [asked(NOON - MINUTE)])).toMatchObject({ allowed: true, basis: 'invitedNow' });
  });
});

describe('[L110] a campaign that sells nothing is exempt from the registry', () => {
  const EXEMPT = ['charity', 'political', 'survey'] as const;
  const old = [asked(NOON - 200 * DAY)];

  test.each([
    ['charity', 'US-DC', '47 CFR 64.1200(f)(15)(iii); 16 CFR 310.6(a)'],
    ['political', 'US-TX', '47 CFR 64.1200(f)(15)'],
    ['survey', 'US-TX', '47 CFR 64.1200(f)(15)'],
    ['charity', 'CA-ON', 'Telecommunications Act, S.C. 1993, c. 38, s. 41.7(1)(a)'],
    ['political', 'CA-ON', 'Telecommunications Act, S.C. 1993, c. 38, s. 41.7(1)(c) to (e)'],
    ['survey', 'CA-ON', 'Telecommunications Act, S.C. 1993, c. 38, s. 41.7(1)(f)'],
  ] as const)('%s in %s, by its statute', (campaignKind, place, basisCitation) => {
    const expected = { allowed: true, basis: 'exempt', basisCitation };
    for (const registry of MAY_BE_LISTED)
      expect(ask(registry, old, { campaignKind, places: [place] })).toMatchObject(expected);
  });

  test.each([['KR'], ['US-DC', 'KR'], ['?'], []])('but not where no known statute exempts it (%s, %s)', (...places) => {
    for (const campaignKind of EXEMPT)
      expect(ask('listed', old, { campaignKind, places })).toMatchObject({ rule: 'L40' });
  });

  test.each(EXEMPT)('%s is exempt from nothing else', (campaignKind) => {
    const attempts = [1, 2, 3].map((hours) => ({ at: NOON - hours * HOUR, agentId: 'ana', result: 'busy' as const }));
    const rules = [
      ask('listed', old, { campaignKind, doNotCallSince: NOON - DAY }),
      ask('listed', [], { campaignKind }),
      ask('listed', old, { campaignKind, attempts }),
      ask('listed', old, { campaignKind, now: Date.parse('2026-11-19T02:00:00Z') }),
    ].map((verdict) => (verdict.allowed ? 'allowed' : verdict.rule));
    expect(rules).toEqual(['L5', 'L7', 'P4', 'L1']);
  });

  test.each(EXEMPT)('%s doesn’t permit a text, which needs its own consent', (campaignKind) => {
    const question = { ...{ now: NOON, tel: '+12025550143', doNotCallSince: null, attempts: [], maxPerDay: 3 } };
    const places = { zones: [NEW_YORK], places: ['US-DC'], campaignKind };
    expect(mayText({ ...question, ...places, consents: old })).toMatchObject({ rule: 'L7' });
  });
});

test('[L40] a number that isn’t listed needs no more than the recorded permission', () => {
  expect(ask('unlisted', [asked(NOON - 200 * DAY)])).toMatchObject({ allowed: true, basis: 'notListed' });
  expect(ask('unlisted', [])).toMatchObject({ allowed: false, rule: 'L7' });
});

/** In all of them, calls between 9:00 and 21:00 are permitted. */
const PLACES: readonly (readonly string[])[] = [['US-DC'], ['CA-ON'], ['KR'], ['US-DC', 'CA-ON'], ['US-DC', 'KR']];
const hasExemptions = (place: string) => /^(US|CA)\b/.test(place);

test('[L40] [L110] by an oracle written from the statute, for any consents, campaign and state of the registry', () => {
  // Only forms ask whether to call right away.
  const consent = fc
    .record({
      age: fc.integer({ min: 0, max: 130 * 24 }).map((hours) => hours * HOUR),
      call: fc.boolean(),
      now: fc.boolean(),
      basis: fc.constantFrom(undefined, 'inquiry' as const, 'relationship' as const),
      lasts: fc.integer({ min: -50, max: 50 }),
    })
    .map((drawn) => (drawn.basis === undefined ? drawn : { ...drawn, now: false }));
  fc.assert(
    fc.property(
      fc.array(consent, { maxLength: 4 }),
      fc.constantFrom<RegistryStatus>('listed', 'unlisted', 'stale', 'unknown'),
      fc.integer({ min: 60, max: 13 * 60 - 1 }),
      fc.constantFrom<CampaignKind>(...CAMPAIGN_KINDS),
      fc.constantFrom(...PLACES),
      (drawn, registry, minutes, campaignKind, places) => {
        // 9:00 to 20:59 in New York, which all of these places permit.
        const now = Date.parse('2026-11-18T13:00:00Z') + minutes * MINUTE;
        const closes = Date.parse('2026-11-19T02:00:00Z');
        const needsBasis = registry !== 'unlisted' && !(campaignKind !== 'sales' && places.every(hasExemptions));
        // Minute by minute until the hours end: is there a day's permission, and a reason to call a listed number?
        const isLawful = (at: number) => {
          const isGood = drawn.map(({ age, call, now: rightNow, basis, lasts }) => {
            const given = now - age;
            const daysOld = (at - given) / DAY;
            if (!call && !rightNow) return [false, false];
            if (basis === 'relationship') return [at < now + lasts * MINUTE, at < now + lasts * MINUTE];
            if (basis === 'inquiry') return [daysOld < 89, daysOld < 89];
            const isInvitation = rightNow && daysOld < 1 / 24;
            return [true, call || isInvitation || daysOld < 89];
          });
          const isPermitted = isGood.some(([permits]) => permits);
          return isPermitted && (!needsBasis || isGood.some(([, covers]) => covers));
        };
        const verdict = ask(
          registry,
          drawn.map(({ age, call, now: rightNow, basis, lasts }) =>
            consentAt(now - age, {
              ...{ call, now: rightNow, ...(basis && { basis }) },
              ...(basis === 'relationship' && { until: now + lasts * MINUTE }),
            }),
          ),
          { now, campaignKind, places },
        );
        expect(verdict.allowed).toBe(isLawful(now));
        if (!verdict.allowed || verdict.until === undefined) return;
        // Until then it's lawful at every minute.
        for (let at = now; at < Math.min(verdict.until, closes); at += MINUTE) expect(isLawful(at)).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});
