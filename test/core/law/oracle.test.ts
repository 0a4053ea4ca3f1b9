/** The whole decision against an oracle that is written from the rules, minute by minute, and shares no code with it. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mayContact, permittedFrom, type ContactQuestion } from '../../../src/core/law/mayContact.ts';
import type { RegistryStatus } from '../../../src/core/law/registry.ts';
import { CAMPAIGN_KINDS, type CampaignKind } from '../../../src/core/vocabulary/campaignKinds.ts';
import type { Attempt, Consent } from '../../../src/core/vocabulary/contact.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import { consentAt } from '../../support/leads.ts';

/** A week without clock changes and holidays in these places: hours as minutes of weekdays and of weekends. */
const WEEK = Date.parse('2026-11-16T00:00:00Z');
interface Place {
  readonly place: string;
  readonly zone: string;
  readonly offset: number;
  readonly weekdays: readonly [number, number];
  readonly weekend: readonly [number, number];
  readonly cap?: number;
  readonly unasked?: number;
  readonly exempts?: boolean;
}
const [EIGHT, NINE, TEN, SIX_PM, EIGHT_PM, NINE_PM] = [480, 540, 600, 1080, 1200, 1260];
const EASTERN = { zone: 'America/New_York', offset: -5 * HOUR, exempts: true };
const PLACES: readonly Place[] = [
  { place: 'US-DC', ...EASTERN, weekdays: [EIGHT, NINE_PM], weekend: [EIGHT, NINE_PM] },
  { place: 'US-FL', ...EASTERN, weekdays: [EIGHT, EIGHT_PM], weekend: [EIGHT, EIGHT_PM], cap: 3 },
  {
    ...{ place: 'CA-BC', zone: 'America/Vancouver', offset: -8 * HOUR, exempts: true, unasked: 1 },
    ...{ weekdays: [NINE, NINE_PM + 30], weekend: [TEN, SIX_PM] },
  },
  { place: 'KR', zone: 'Asia/Seoul', offset: 9 * HOUR, weekdays: [EIGHT, NINE_PM], weekend: [EIGHT, NINE_PM] },
];

interface Drawn {
  readonly where: Place;
  readonly now: number;
  readonly isListed: boolean;
  readonly consents: readonly Consent[];
  readonly attempts: readonly Attempt[];
  readonly registry: RegistryStatus;
  readonly campaignKind: CampaignKind;
  readonly maxPerDay: number;
}

const anyConsent = fc.record({
  age: fc.integer({ min: 0, max: 100 * 24 }),
  minutes: fc.integer({ min: 0, max: 90 }),
  call: fc.boolean(),
  now: fc.boolean(),
  basis: fc.constantFrom(undefined, undefined, 'inquiry' as const, 'relationship' as const),
  lasts: fc.integer({ min: -10, max: 900 }),
});
const anyAttempt = fc.record({
  age: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 32 * 24 })),
  result: fc.constantFrom<Attempt['result']>('noAnswer', 'noAnswer', 'busy', 'notFound', 'notFound', 'notInService'),
});
const anyQuestion: fc.Arbitrary<Drawn> = fc
  .record({
    where: fc.constantFrom(...PLACES),
    minute: fc.integer({ min: 0, max: 5 * 24 * 60 }),
    isListed: fc.constantFrom(false, false, false, false, true),
    consents: fc.array(anyConsent, { maxLength: 3 }),
    attempts: fc.array(anyAttempt, { maxLength: 4 }),
    registry: fc.constantFrom<RegistryStatus>('listed', 'unlisted', 'unlisted', 'stale'),
    campaignKind: fc.constantFrom<CampaignKind>('sales', ...CAMPAIGN_KINDS),
    maxPerDay: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ minute, consents, attempts, ...drawn }) => {
    const now = WEEK + minute * MINUTE;
    return {
      ...drawn,
      now,
      consents: consents.map(({ age, minutes, basis, lasts, ...one }) => ({
        ...consentAt(now - age * HOUR - minutes * MINUTE, { call: one.call, now: basis === undefined && one.now }),
        ...(basis && { basis }),
        ...(basis === 'relationship' && { until: now + lasts * HOUR }),
      })),
      attempts: attempts.map(({ age, result }) => ({ at: now - age * HOUR, agentId: 'ana', result })),
    };
  });

/** Whether the rules permit the call at `at`: each as it reads. */
function isLawful({ where, isListed, consents, attempts, registry, campaignKind, maxPerDay }: Drawn, at: number) {
  if (isListed) return false;
  // L151
  const answered = attempts.filter(({ result }) => result === 'busy').map((one) => one.at);
  const sinceAnswer = attempts.filter((one) => answered.every((busy) => one.at > busy));
  const dead = sinceAnswer.filter(
    ({ at: dialed, result }) =>
      result === 'notInService' ||
      (result === 'notFound' && sinceAnswer.some((one) => one.result === 'notFound' && one.at <= dialed - HOUR)),
  );
  const deadAt = Math.max(...dead.map((one) => one.at));
  if (dead.length > 0 && !consents.some((one) => one.at > deadAt)) return false;
  // L7, L40, L110, L4
  const invitations = consents.filter((one) => one.now && at - one.at < HOUR);
  const inForce = consents.filter(({ basis, until, ...one }) => {
    if (!one.call && !one.now) return false;
    if (basis === 'relationship') return at < (until ?? 0);
    return basis === 'inquiry' ? at - one.at < 89 * DAY : true;
  });
  if (inForce.length === 0) return false;
  const isExempt = campaignKind !== 'sales' && where.exempts === true;
  const covers = inForce.some((one) => one.call || at - one.at < 89 * DAY);
  if (registry !== 'unlisted' && !isExempt && !covers && invitations.length === 0) return false;
  // P4, L10, L183
  const since = (days: number) => attempts.filter((one) => one.at > at - days * DAY).length;
  if (since(1) >= Math.min(maxPerDay, where.cap ?? Infinity)) return false;
  const isAsked = inForce.some(({ basis }) => basis === undefined);
  if (!isAsked && since(30) >= (where.unasked ?? Infinity)) return false;
  // L1, L13
  if (invitations.length > 0) return true;
  const local = at + where.offset;
  const day = new Date(local).getUTCDay();
  const [from, until] = day === 0 || day === 6 ? where.weekend : where.weekdays;
  const minute = Math.floor((local % DAY) / MINUTE);
  return from <= minute && minute < until;
}

function asked({ where, isListed, ...drawn }: Drawn): ContactQuestion {
  const listed = { doNotCallSince: isListed ? drawn.now - DAY : null };
  return { ...drawn, ...listed, tel: '+12025550143', zones: [where.zone], places: [where.place] };
}

test('[L1] [L5] [L7] [L40] [L151] [L183] [P4] the decision, until when, and from when, as an oracle has them', () => {
  let permitted = 0;
  let later = 0;
  fc.assert(
    fc.property(anyQuestion, (drawn) => {
      const question = asked(drawn);
      const { now } = drawn;
      const verdict = mayContact(question);
      expect(verdict.allowed).toBe(isLawful(drawn, now));
      if (verdict.allowed) {
        permitted += 1;
        // Until then it is lawful at every minute.
        for (let at = now; at < Math.min(verdict.until ?? now, now + DAY); at += MINUTE)
          if (!isLawful(drawn, at)) throw new Error(`not at ${new Date(at).toISOString()}`);
        return;
      }
      const from = permittedFrom(question, now);
      let first = now;
      while (first < now + 32 * DAY && !isLawful(drawn, first)) first += MINUTE;
      if (first < now + 32 * DAY) later += 1;
      expect(from).toBe(first < now + 32 * DAY ? first : null);
    }),
    { numRuns: 400 },
  );
  // Both happen often enough to mean something.
  expect([permitted > 40, later > 20]).toEqual([true, true]);
});
