/** Whichever way customer and agent meet, talking keeps the one promise there is. */
import { expect, test } from '@jest/globals';
import type { Lead } from '../../../src/core/lead/lead.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { after, consentAt, contextAt, inquiryAt, leadIn, NOON, offerTo } from '../../support/leads.ts';

const ANA = { kind: 'agent', id: 'ana' } as const;
const at = NOON + HOUR;
/** Promised for two hours after `at`. */
function promised(): Lead {
  const by = { kind: 'followUp', by: ANA, at: at + 2 * HOUR } as const;
  return after(leadIn('wrapUp'), by, contextAt(NOON + MINUTE));
}
const accepted = (waiting: Lead, network?: true) => {
  const offered = after(waiting, { kind: 'offer', offer: offerTo(['ana'], at, 'of_9') }, contextAt(at));
  return after(
    offered,
    { kind: 'accept', agentId: 'ana', offerId: 'of_9', ...(network && { network }) },
    contextAt(at + SECOND),
  );
};
const talking = (lead: Lead) => after(lead, { kind: 'talking', agentId: 'ana' }, contextAt(at + 2 * SECOND));

test.each([
  [
    'they call us',
    (lead: Lead) => {
      const liveCall = { callId: 'CA1', direction: 'inbound', since: at } as const;
      const inquiry = { ...inquiryAt(at, 'inq_CA1'), kind: 'call' } as const;
      const inLine = after(lead, { kind: 'inquiry', inquiry, consent: consentAt(at), liveCall }, contextAt(at));
      const connecting = accepted(inLine, true);
      const callId = ('owner' in connecting ? connecting.owner.callId : undefined) ?? '';
      const ready = after(connecting, { kind: 'agentReady', callId }, contextAt(at + 2 * SECOND));
      return after(ready, { kind: 'bridged', callId: 'CA1' }, contextAt(at + 3 * SECOND));
    },
  ],
  [
    'they send another form, and are called now',
    (lead: Lead) =>
      talking(
        accepted(
          after(lead, { kind: 'inquiry', inquiry: inquiryAt(at, 'in_2'), consent: consentAt(at) }, contextAt(at)),
        ),
      ),
  ],
  [
    'their agent calls before the time, from the desk',
    (lead: Lead) => talking(accepted(after(lead, { kind: 'requeue', by: ANA }, contextAt(at)))),
  ],
  [
    'a supervisor gives the lead to an agent',
    (lead: Lead) =>
      talking(
        accepted(
          after(lead, { kind: 'reassign', by: { kind: 'supervisor', id: 'sam' }, agentId: 'ana' }, contextAt(at)),
        ),
      ),
  ],
] as const)('[P5] %s: the callback that was promised for later is kept and ends', (_how, meet) => {
  const lead = promised();
  expect(lead).toMatchObject({ state: 'callback', promise: { dueAt: at + 2 * HOUR } });
  const met = meet(lead);
  expect(met.state).toBe('talking');
  expect(met.promise).toBeUndefined();
  expect(met.lastTalk).toMatchObject({ agentId: 'ana' });
});
