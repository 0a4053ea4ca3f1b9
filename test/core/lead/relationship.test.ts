/** The relationship with a customer to whom something was sold. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { contactQuestion } from '../../../src/core/callback/planPromise.ts';
import { mayContact } from '../../../src/core/law/mayContact.ts';
import { mayText } from '../../../src/core/law/mayText.ts';
import { openLead } from '../../../src/core/lead/openLead.ts';
import { relationshipWith } from '../../../src/core/lead/relationship.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import type { Consent } from '../../../src/core/vocabulary/contact.ts';
import { PROSPECT } from '../../../src/core/vocabulary/people.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { after, changed, consentAt, contextAt, inquiryAt, leadIn, NEW_YORK, NOON } from '../../support/leads.ts';

const SOLD = NOON - 300 * DAY;
const CALLED_US = { call: true, basis: 'inquiry' } as const;
type Closed = Extract<Lead, { state: 'closed' }>;

/** Closed at `at` with this outcome. */
function closed(outcome: Closed['outcome'], at = SOLD, changes: Partial<Closed> = {}): Lead {
  const lead = leadIn('wrapUp', at - HOUR);
  return {
    ...after(lead, { kind: 'close', by: { kind: 'agent', id: 'ana' }, outcome }, contextAt(at)),
    ...changes,
  } as Lead;
}

/** The lead that an inquiry opens after that one. */
function next(
  before: Lead,
  {
    consent = {},
    at = NOON,
    askedNotToBeCalledAt = null,
    tel = '+12025550143',
    zones = [NEW_YORK],
  }: {
    consent?: Partial<Consent>;
    at?: number;
    askedNotToBeCalledAt?: number | null;
    tel?: string;
    zones?: readonly string[];
  } = {},
): Lead {
  const person = { name: 'Maria', tel, language: 'en', zones, zoneFrom: 'browser' } as const;
  const given = consentAt(at, { ...CALLED_US, ...consent });
  const relationship = relationshipWith(before, { person, consent: given, askedNotToBeCalledAt });
  return openLead(
    {
      ...{ id: 'ld_2', inquiry: inquiryAt(at), consent: given, facts: { person, answers: {} } },
      ...{ spamReasons: [], suspectedDuplicateIds: [], ...(relationship && { relationship }) },
    },
    contextAt(at, { registry: 'listed' }),
  ).lead;
}

/** Whether a listed number may be called then, at noon in New York. */
const verdictAt = (lead: Lead, now: number) =>
  mayContact(contactQuestion(lead, contextAt(now, { registry: 'listed' })));
const basisAt = (lead: Lead, now: number) => {
  const verdict = verdictAt(lead, now);
  return verdict.allowed ? verdict.basis : verdict.rule;
};

describe('[L111] a customer to whom something was sold', () => {
  test('may be called for 18 months after the sale about what they asked, and not a moment longer', () => {
    const lead = next(closed('won'));
    expect(lead.consents).toMatchObject([{ basis: 'inquiry' }, { basis: 'relationship', at: SOLD }]);
    expect(verdictAt(lead, NOON + 100 * DAY)).toMatchObject({
      ...{ allowed: true, basis: 'relationship', basisCitation: '47 CFR 64.1200(f)(5)' },
    });
    expect(basisAt(lead, SOLD + 545 * DAY - 1)).toBe('relationship');
    expect(basisAt(lead, SOLD + 545 * DAY)).toBe('L7');
  });

  test('isn’t texted for it', () => {
    const lead = next(closed('won'));
    expect(mayText(contactQuestion(lead, contextAt(NOON)))).toMatchObject({ allowed: false, rule: 'L7' });
  });

  test('isn’t called if they asked for no call', () => {
    const lead = next(closed('won'), { consent: { call: false, basis: undefined } });
    expect(lead.consents).toHaveLength(1);
    expect(basisAt(lead, NOON)).toBe('L7');
  });

  test('keeps the relationship through later leads that sell nothing', () => {
    const second = next(closed('won'));
    const lost = { ...closed('notInterested', NOON), consents: second.consents } as Lead;
    expect(next(lost, { at: NOON + DAY }).consents[1]).toMatchObject({ basis: 'relationship', at: SOLD });
  });

  test('has one for half a year where no law names another, if they may be there', () => {
    const abroad = next(closed('won'), { zones: [NEW_YORK, 'Asia/Seoul'] });
    expect(abroad.consents[1]?.until).toBe(SOLD + 180 * DAY);
  });

  test('has none under another number, or after anything but a sale', () => {
    expect(next(closed('won'), { tel: '+12025550199' }).consents).toHaveLength(1);
    for (const outcome of ['notInterested', 'notQualified', 'wrongNumber', 'unreachable'] as const)
      expect(next(closed(outcome)).consents).toHaveLength(1);
    expect(next(leadIn('waiting')).consents).toHaveLength(1);
  });

  test('ended it by asking not to be called, also if that was lifted since', () => {
    expect(next(closed('won'), { askedNotToBeCalledAt: SOLD + DAY }).consents).toHaveLength(1);
    expect(next(closed('won'), { askedNotToBeCalledAt: SOLD - DAY }).consents).toHaveLength(2);
    expect(next({ ...closed('doNotCall'), consents: next(closed('won')).consents }).consents).toHaveLength(1);
  });

  test('ended it by withdrawing what they sent', () => {
    const withdrawn = consentAt(SOLD - HOUR, { call: false, withdrawnAt: SOLD + DAY });
    expect(next(closed('won', SOLD, { consents: [withdrawn] })).consents).toHaveLength(1);
    const lead = next(closed('won'));
    const covers = lead.inquiries.map(({ id }) => id);
    const event = { kind: 'customerWithdraws', covers } as const;
    const after = changed(advanceLead(lead, event, contextAt(NOON + HOUR))).lead;
    expect(after.consents.every(({ withdrawnAt }) => withdrawnAt === NOON + HOUR)).toBe(true);
  });

  test('who asks not to be called during a lead has no relationship after it is lifted', () => {
    const owner = { kind: 'listed', by: PROSPECT, tel: '+12025550143', source: 'desk' } as const;
    const talking: Lead = { ...leadIn('talking'), consents: next(closed('won')).consents };
    const asked = after(talking, owner, contextAt(NOON + MINUTE, { doNotCallSince: NOON + MINUTE }));
    expect(basisAt(asked, NOON + 88 * DAY)).toBe('inquiry');
    expect(basisAt(asked, NOON + 90 * DAY)).toBe('L7');
  });

  test('by an oracle written from the statute', () => {
    const past = fc.record({
      soldAgo: fc.integer({ min: 1, max: 700 }),
      isSale: fc.boolean(),
      askedAgo: fc.option(fc.integer({ min: 1, max: 700 }), { nil: null }),
      isWithdrawn: fc.boolean(),
      asksForCall: fc.boolean(),
      isInKorea: fc.boolean(),
      // Until the table of hours must be reviewed.
      later: fc.integer({ min: 0, max: 370 }),
    });
    fc.assert(
      fc.property(past, ({ soldAgo, isSale, askedAgo, isWithdrawn, asksForCall, isInKorea, later }) => {
        const consents = isWithdrawn
          ? [consentAt(NOON - 800 * DAY, { call: false, withdrawnAt: NOON - DAY })]
          : [consentAt(NOON - 800 * DAY)];
        const before = closed(isSale ? 'won' : 'notInterested', NOON - soldAgo * DAY, { consents });
        const lead = next(before, {
          consent: asksForCall ? {} : { call: false, basis: undefined },
          askedNotToBeCalledAt: askedAgo === null ? null : NOON - askedAgo * DAY,
          ...(isInKorea && { zones: [NEW_YORK, 'Asia/Seoul'] }),
        });
        // 23:00 UTC is evening in New York and morning in Seoul.
        const now = NOON + later * DAY + (isInKorea ? 8 * HOUR + MINUTE : SECOND);
        const daysSinceSale = (now - (NOON - soldAgo * DAY)) / DAY;
        const isCustomer =
          isSale &&
          !isWithdrawn &&
          (askedAgo === null || askedAgo > soldAgo) &&
          daysSinceSale < (isInKorea ? 180 : 545);
        const isRecent = (now - NOON) / DAY < 89;
        expect(verdictAt(lead, now).allowed).toBe(asksForCall && (isCustomer || isRecent));
      }),
    );
  });
});
