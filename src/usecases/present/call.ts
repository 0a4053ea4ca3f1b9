/** Presents the call of a lead, and the lead to a teammate who is being consulted. */
import { clientOf, deviceOf } from '../../core/agent/agent.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { notInServiceSince } from '../../core/law/mayContact.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DeskLead } from '../../shared/desk.ts';
import type { DeskCall, DeskConsult, PhoneDevice } from '../../shared/deskCall.ts';
import { campaignOf } from '../lead/context.ts';
import type { Preloaded } from './contact.ts';
import { personLabel } from './personLabel.ts';
import { inLanguage, interestLabel } from './wording.ts';

/** The lead's call on the phone network, if any. */
export async function presentCall(parts: Parts, lead: Lead): Promise<Pick<DeskLead, 'call'>> {
  const { liveCall } = lead;
  const isOnNetwork = liveCall !== undefined || ('owner' in lead && lead.owner.callId !== undefined);
  if (!isOnNetwork || lead.state === 'closed' || lead.state === 'wrapUp') return {};
  const talking = lead.state === 'talking' ? lead : undefined;
  const consult = talking?.consult;
  const joined = talking ? await supervisorsIn(parts, lead.id) : [];
  const names = await parts.users.names([...joined, ...(consult ? [consult.agentId] : [])]);
  return {
    call: {
      stage: stageOf(lead),
      direction: liveCall?.direction ?? 'outbound',
      since: talking?.talkingAt ?? liveCall?.since ?? lead.changedAt,
      isPersonOnLine: liveCall !== undefined,
      ...('owner' in lead && (await deviceIn(parts, lead.owner.agentId, lead.owner.callId))),
      ...(liveCall && { onLineSince: liveCall.since }),
      mayBeMailbox: talking?.dialled !== undefined,
      onHold: talking?.onHold ?? false,
      muted: talking?.muted ?? false,
      joined: joined.map((id) => names.get(id) ?? id),
      ...(lead.state === 'connecting' && lead.result !== undefined && { result: resultShown(lead, lead.result) }),
      ...(consult && {
        consult: { name: names.get(consult.agentId) ?? consult.agentId, isThere: consult.isThere },
      }),
    },
  };
}

/** L151: a number that the network doesn't find is retired once that is confirmed, and the desk says so. */
function resultShown(lead: Lead, result: NonNullable<DeskCall['result']>): NonNullable<DeskCall['result']> {
  return result === 'notFound' && notInServiceSince(lead) !== null ? 'notInService' : result;
}

/** Supervisors in the conversation who the customer can hear; those who only listen are not shown. */
async function supervisorsIn(parts: Parts, leadId: string): Promise<readonly string[]> {
  const calls = await parts.calls.ofLead(leadId);
  const joined = calls.filter(
    ({ role, coach, place }) => role === 'supervisor' && coach === 'join' && place === 'conference',
  );
  return [...new Set(joined.map(({ agentId }) => agentId).filter((id) => id !== undefined))];
}

/** What a consulted teammate sees of the lead; null if no one is consulting them. */
export async function presentConsult(
  parts: Parts,
  lead: Lead,
  language: Language,
  inHand: Preloaded = {},
): Promise<DeskConsult | null> {
  if (lead.state !== 'talking' || !lead.consult) return null;
  const campaign = inHand.campaign ?? (await campaignOf(parts, lead.campaignId));
  const { agentId } = lead.owner;
  return {
    leadId: lead.id,
    by: (await parts.users.names([agentId])).get(agentId) ?? agentId,
    person: { ...personLabel(lead.person), language: lead.person.language },
    campaign: inLanguage(campaign.name, language),
    ...(lead.interest !== undefined && { interest: interestLabel(campaign, lead.interest, language) }),
    ...(await deviceIn(parts, lead.consult.agentId, lead.consult.callId)),
    isThere: lead.consult.isThere,
  };
}

/** Which of the agent's phones is called: the recorded one, or, before that, the planned one. */
async function deviceIn(
  parts: Parts,
  agentId: string,
  callId: string | undefined,
): Promise<{ readonly device?: PhoneDevice }> {
  if (callId === undefined) return {};
  const leg = await parts.calls.byId(callId);
  const agent = leg ? null : await parts.agents.byId(agentId);
  const to = leg?.to ?? (agent && deviceOf(agent));
  return to ? { device: to === clientOf(agentId) ? 'browser' : 'telephone' } : {};
}

function stageOf(lead: Lead): DeskCall['stage'] {
  if (lead.state === 'talking') return 'talking';
  if (lead.state !== 'connecting' || lead.leg === 'byHand') return 'onLine';
  const stages = {
    agent: 'ringingAgent',
    prospect: 'ringingPerson',
    mailbox: 'mailbox',
    choice: 'notReached',
  } as const;
  return stages[lead.leg];
}
