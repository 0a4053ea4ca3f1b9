/**
 * Call controls on the desk: hold, mute, keys, transfer, hang up. Each states the desired result and is stored before
 * it is sent to the network, so a repeated click is harmless.
 */
import { mistake } from '../../core/vocabulary/mistake.ts';
import { deviceOf } from '../../core/agent/agent.ts';
import { conferenceOf } from '../../core/call/call.ts';
import { assertNever, failure, type Failure } from '../../core/vocabulary/errors.ts';
import { holding } from '../../core/lead/holding.ts';
import { freeSlot } from '../../core/routing/candidate.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Colleague } from '../../shared/deskCall.ts';
import { workLead, type WorkResult } from '../lead/workLead.ts';

export type CallControl =
  | { readonly verb: 'hangup' }
  | { readonly verb: 'hold' | 'mute'; readonly on: boolean }
  | { readonly verb: 'transfer'; readonly to: string; readonly warm: boolean }
  | { readonly verb: 'complete-transfer' | 'cancel-transfer' | 'again' | 'voicemail' };

export async function controlCall(
  parts: Parts,
  agentId: string,
  leadId: string,
  control: CallControl,
): Promise<WorkResult> {
  switch (control.verb) {
    case 'hangup':
      return hangUp(parts, agentId, leadId);
    case 'hold':
    case 'mute':
      return workLead(parts, leadId, { kind: control.verb, agentId, on: control.on });
    case 'transfer': {
      const to = await resolveReceiver(parts, agentId, leadId, control);
      if ('ok' in to) return to;
      return workLead(parts, leadId, { kind: control.warm ? 'consult' : 'transfer', agentId, to });
    }
    case 'complete-transfer':
      return workLead(parts, leadId, { kind: 'transfer', agentId });
    case 'cancel-transfer':
      return workLead(parts, leadId, { kind: 'endConsult', agentId });
    case 'again':
      return workLead(parts, leadId, { kind: 'redial', agentId });
    case 'voicemail':
      return workLead(parts, leadId, { kind: 'voicemail', agentId });
    default:
      return assertNever(control);
  }
}

/**
 * During a conversation, hanging up leads to wrap-up. Before it, a person on the line goes to another agent, and a dial
 * counts as made.
 */
async function hangUp(parts: Parts, agentId: string, leadId: string): Promise<WorkResult> {
  const lead = await parts.leads.byId(leadId);
  if (lead?.state !== 'connecting') return workLead(parts, leadId, { kind: 'ended', agentId });
  if (lead.liveCall || lead.leg === 'agent')
    return workLead(parts, leadId, { kind: 'release', by: { kind: 'agent', id: agentId } });
  return workLead(parts, leadId, { kind: 'unreached', agentId, result: lead.result ?? 'noAnswer' });
}

/** Sends keys to a phone menu at the person's end. They aren't recorded: they may be a secret. */
export async function sendKeys(
  parts: Parts,
  agentId: string,
  leadId: string,
  keys: string,
): Promise<{ ok: true } | Failure> {
  const lead = await parts.leads.byId(leadId);
  if (lead?.state !== 'talking' || lead.owner.agentId !== agentId || !lead.liveCall)
    return failure('wrong-state', 'There’s no active call with this lead.');
  const call = await parts.calls.byId(lead.liveCall.callId);
  if (!parts.phone || call?.sid === undefined) return failure('wrong-state', 'This call isn’t on the phone network.');
  try {
    const sent = await parts.phone.sendKeys(conferenceOf(leadId), call.sid, call.id, keys);
    return sent === 'done' ? { ok: true } : failure('wrong-state', 'The other party isn’t on the line. Try again.');
  } catch {
    return failure('wrong-state', 'The phone network can’t send keys. Use your phone’s keypad.');
  }
}

/** Teammates who can take a transfer now. */
export async function availableTeammates(parts: Parts, agentId: string): Promise<readonly Colleague[]> {
  const [agents, held] = await Promise.all([parts.agents.onShift(), parts.leads.held()]);
  const keys = held.flatMap((lead) => holding(lead).heldBy ?? []);
  return agents
    .filter((agent) => agent.id !== agentId && agent.reach === 'reachable' && deviceOf(agent) !== null)
    .map((agent) => ({
      id: agent.id,
      name: agent.name,
      languages: agent.languages,
      presence: agent.presence,
      isFree: agent.presence === 'available' && freeSlot({ agent, heldSlots: slotsIn(keys, agent.id) }) !== null,
    }))
    .sort((a, b) => Number(b.isFree) - Number(a.isFree) || a.name.localeCompare(b.name));
}

type Receiver = { readonly agentId: string; readonly slot: number };

/**
 * The receiver of the transfer. Problems with the call itself are reported first. The teammate who is being consulted
 * is busy with this very call, so requesting them again changes nothing.
 */
async function resolveReceiver(
  parts: Parts,
  agentId: string,
  leadId: string,
  { to, warm }: Extract<CallControl, { verb: 'transfer' }>,
): Promise<Receiver | Failure> {
  const lead = await parts.leads.byId(leadId);
  if (lead?.state !== 'talking') return failure('wrong-state', 'There’s no active call with this lead.');
  if (lead.owner.agentId !== agentId) return failure('not-yours', 'This isn’t your lead.');
  if (!lead.consult) return freeSlotOf(parts, agentId, to);
  if (warm && lead.consult.agentId === to) return lead.consult;
  return failure('wrong-state', 'End the call with your teammate first, or complete the transfer.', {
    mistakes: [mistake('to', 'colleagueConsulted')],
  });
}

async function freeSlotOf(parts: Parts, from: string, to: string): Promise<Receiver | Failure> {
  const agent = from === to ? null : await parts.agents.byId(to);
  if (!agent)
    return failure('bad-input', 'This teammate doesn’t exist.', { mistakes: [mistake('to', 'colleagueUnknown')] });
  const held = (await parts.leads.heldBy(to)).flatMap((lead) => holding(lead).heldBy ?? []);
  const slot = freeSlot({ agent, heldSlots: slotsIn(held, to) });
  const isThere = agent.presence === 'available' && agent.reach === 'reachable' && deviceOf(agent) !== null;
  if (!isThere || slot === null)
    return failure('wrong-state', `${agent.name} isn’t available. Choose someone else.`, {
      mistakes: [mistake('to', 'colleagueBusy', { name: agent.name })],
    });
  return { agentId: to, slot };
}

function slotsIn(keys: readonly string[], agentId: string): number[] {
  return keys.filter((key) => key.startsWith(`${agentId}#`)).map((key) => Number(key.slice(agentId.length + 1)));
}
