/** Dials the customer, showing the campaign's number. Cost limits are checked here; the law was asked before. */
import { mayDial } from '../../core/call/admitCaller.ts';
import { startOfDay } from '../../core/callback/hours.ts';
import { PERSON_LEG_MS } from '../../core/lead/connectCall.ts';
import { flowOf } from '../calls/flowOf.ts';
import { newLeg, placeLeg } from '../calls/placeLeg.ts';
import { campaignOf } from '../lead/context.ts';
import { phoneEffect } from './effect.ts';

export const ringPerson = phoneEffect<'ringPerson'>((parts, phone, leadId, { callId }) =>
  placeLeg(parts, phone, leadId, callId, async (lead) => {
    const campaign = await campaignOf(parts, lead.campaignId);
    const flow = flowOf(campaign);
    const since = startOfDay(campaign.hours, parts.clock.now());
    const { person } = lead;
    const { tel, language } = person;
    const from = flow.numbers[0] ?? '';
    // With their person, so that a customer put back in line may keep their place with this number.
    const call = { ...newLeg(parts, lead, { id: callId, role: 'person', from, to: tel ?? '', language }), person };
    const refusal =
      tel === undefined ? 'noNumber' : mayDial(flow, person, await parts.calls.minutesSince(campaign.id, since));
    return { call, ringMs: PERSON_LEG_MS, detectsVoicemail: flow.dialling.detectsVoicemail, refusal };
  }),
);
