/** Promised calls when a new version of the national registry is in force. */
import { expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { isScrubbed } from '../../../src/core/lead/scrub.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import type { RegistryStatus } from '../../../src/core/law/registry.ts';
import type { Context } from '../../../src/core/lead/step.ts';
import { DAY, HOUR } from '../../../src/core/vocabulary/time.ts';
import { after, changed, contextAt, leadIn, newLead, NOON } from '../../support/leads.ts';

const supervisor = { kind: 'supervisor', id: 'sam' } as const;
const DUE = NOON + 95 * DAY;
/** Asked to be called right away without the consent box: an inquiry, which covers a listed number for 89 days. */
const asked = { call: false, now: true };
const promised = (consent = asked): Lead =>
  after(
    newLead(NOON, { consent, context: { registry: 'unlisted' } }),
    { kind: 'followUp', by: supervisor, at: DUE },
    contextAt(NOON, { registry: 'unlisted' }),
  );
const scrubbed = (lead: Lead, registry: RegistryStatus, at = NOON + 90 * DAY, more: Partial<Context> = {}) => {
  const context = contextAt(at, { registry, ...more });
  const step = advanceLead(lead, { kind: 'scrub' }, context);
  expect(isScrubbed(lead, context)).toBe(step.kind === 'changed');
  return step;
};

test('[L112] a promised call to a number that is listed now closes if nothing permits it, at any hour, with the statute', () => {
  for (const hour of [0, 12]) {
    const { lead, entries } = changed(scrubbed(promised(), 'listed', NOON + 90 * DAY + hour * HOUR));
    expect(lead).toMatchObject({ state: 'closed', outcome: 'unreachable' });
    expect(entries).toMatchObject([
      {
        kind: 'contactRefused',
        data: { reason: 'registry-listed', rule: 'L40', citation: '47 CFR 64.1200(c)(2)' },
      },
      { kind: 'closed', data: { outcome: 'unreachable', reason: 'registry-listed' } },
    ]);
    expect(lead.promise).toBeUndefined();
  }
});

test.each([
  ['while the inquiry covers it', promised(), 'listed', NOON + 88 * DAY],
  ['by written consent', promised({ call: true, now: false }), 'listed', NOON + 90 * DAY],
  ['of a number that isn’t listed', promised(), 'unlisted', NOON + 90 * DAY],
] as const)('[L112] it stays %s', (_case, lead, registry, at) => {
  expect(scrubbed(lead, registry, at)).toEqual({ kind: 'same' });
});

test('[L112] it stays in a campaign that is exempt', () => {
  expect(scrubbed(promised(), 'listed', NOON + 90 * DAY, { campaignKind: 'survey' })).toEqual({ kind: 'same' });
});

test('[L112] a number that is not known to be off the registry waits for its due time, when the law is asked again', () => {
  for (const registry of ['unknown', 'stale'] as const)
    expect(scrubbed(promised(), registry)).toEqual({ kind: 'same' });
});

test.each(['waiting', 'offered', 'connecting', 'talking', 'wrapUp'] as const)(
  '[L112] a lead that is %s is asked about when it is called',
  (state) => {
    expect(scrubbed({ ...leadIn(state), consents: promised().consents }, 'listed')).toEqual({ kind: 'same' });
  },
);

test('[L112] a lead that is kept because its number is listed internally stays, and so does an appointment at a place', () => {
  const listed = { doNotCallSince: NOON - HOUR };
  expect(scrubbed(newLead(NOON, { consent: asked, context: listed }), 'listed', NOON + DAY, listed).kind).toBe('same');
  const talking = { ...leadIn('talking'), consents: promised().consents };
  const place = {
    kind: 'followUp',
    by: { kind: 'agent', id: 'ana' },
    at: DUE,
    appointment: { place: '1 Main St' },
  } as const;
  const meeting = after(talking, place, contextAt(NOON + HOUR, { registry: 'unlisted' }));
  expect(scrubbed(meeting, 'listed')).toEqual({ kind: 'same' });
});
