/** Which leads the senders of inquiries may be shown. */
import { describe, expect, test } from '@jest/globals';
import { HOUR, SECOND } from '../../../src/core/vocabulary/time.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import type { CallbackPromise } from '../../../src/core/vocabulary/promise.ts';
import { callAtOf, mayBeShown } from '../../../src/core/lead/shownToSender.ts';
import { inquiryAt, leadIn, newLead, NOON } from '../../support/leads.ts';

const ABOUT = { id: `in_${NOON}`, receivedAt: NOON, tel: '+12025550143' };
/** Another inquiry, whose sender sent nothing else of the lead. */
const OTHER = { id: 'in_other', receivedAt: NOON + SECOND / 2, tel: ABOUT.tel };
const NOW = NOON + 10 * SECOND;

function promised(changes: Partial<CallbackPromise>): Lead {
  const lead = leadIn('callback');
  if (lead.state !== 'callback') throw new Error('it is a callback');
  return { ...lead, promise: { ...lead.promise, ...changes } };
}

function joined(lead: Lead, callAt?: number): Lead {
  const inquiry = { ...inquiryAt(OTHER.receivedAt, OTHER.id), ...(callAt !== undefined && { callAt }) };
  return { ...lead, inquiries: [...lead.inquiries, inquiry] };
}

describe('the sender of all that is in a lead', () => {
  test.each(['waiting', 'offered', 'connecting', 'talking', 'wrapUp', 'callback'] as const)(
    '[L181] is shown it while it is %s',
    (state) => expect(mayBeShown(leadIn(state), ABOUT, true, NOW)).toBe(true),
  );

  test('[L22] isn’t shown that the number is listed, or that it looks like spam', () => {
    const listed = promised({ why: 'doNotCall' });
    const spam = newLead(NOON, { spamReasons: ['honeypot'] });
    expect([listed, spam].map((lead) => mayBeShown(lead, ABOUT, true, NOW))).toEqual([false, false]);
  });

  test('[L182] isn’t shown what calls of an earlier lead of the number put off', () => {
    const put = promised({ why: 'notPermittedYet' });
    const again = { previousLeadId: 'ld_0' };
    expect(mayBeShown({ ...promised({ why: 'outsideHours' }), ...again }, ABOUT, true, NOW)).toBe(true);
    expect(mayBeShown({ ...put, ...again }, ABOUT, true, NOW)).toBe(false);
    expect(mayBeShown(put, ABOUT, true, NOW)).toBe(true);
    const attempts = [{ at: NOON, agentId: 'ana', result: 'noAnswer' }] as const;
    expect(mayBeShown({ ...put, ...again, attempts }, ABOUT, true, NOW)).toBe(true);
  });
});

describe('the sender of all that is in a lead that a backlog put off', () => {
  test('[L182] isn’t shown its turn, which no imagined lead has, until someone called', () => {
    const put = promised({ why: 'backlog' });
    expect(mayBeShown(put, ABOUT, true, NOW)).toBe(false);
    const attempts = [{ at: NOON, agentId: 'ana', result: 'noAnswer' }] as const;
    expect(mayBeShown({ ...put, attempts }, ABOUT, true, NOW)).toBe(true);
  });
});

describe('the sender of an inquiry that joined a lead', () => {
  test.each([
    ['waiting', false],
    ['offered', false],
    ['callback', false],
    ['connecting', true],
    ['talking', true],
    ['wrapUp', true],
  ] as const)('[L170] of one that is %s: %s', (state, isShown) =>
    expect(mayBeShown(joined(leadIn(state)), OTHER, false, NOW)).toBe(isShown),
  );

  test('[L170] isn’t shown a call before the time that they chose', () => {
    const lead = joined(leadIn('talking'), NOW + HOUR);
    expect(callAtOf(lead, OTHER.id)).toBe(NOW + HOUR);
    expect(mayBeShown(lead, OTHER, false, NOW)).toBe(false);
    expect(mayBeShown(lead, OTHER, false, NOW + HOUR)).toBe(true);
  });

  test('[F19] isn’t shown an agent who had the lead before they wrote', () => {
    const late = { ...OTHER, receivedAt: NOON + 5 * SECOND };
    expect(mayBeShown(joined(leadIn('talking')), late, false, NOW)).toBe(false);
  });

  test('[L181] without a number, is shown their own', () =>
    expect(mayBeShown(joined(leadIn('waiting')), { ...OTHER, tel: undefined }, false, NOW)).toBe(true));
});
