/**
 * Who holds a lead and until when, derived from its state alone. The store writes the result beside the lead under
 * unique indexes: `openKeys` prevents two open leads of one person, `heldBy` two leads in one slot.
 */
import { slotKey } from '../agent/agent.ts';
import { assertNever } from '../vocabulary/errors.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { Absorbed, Lead } from './lead.ts';
import type { Person } from '../vocabulary/people.ts';

export interface Holding {
  /** Absent when closed. */
  readonly openKeys?: readonly string[];
  /** Absent while no agent's slot is taken. */
  readonly heldBy?: readonly string[];
  /** When the state next changes automatically. Absent when closed. */
  readonly deadlineAt?: Moment;
}

export function holding(lead: Lead): Holding {
  if (lead.state === 'closed') return {};
  const heldBy = slotsOf(lead);
  return {
    openKeys: keysOf(lead),
    ...(heldBy.length > 0 ? { heldBy } : {}),
    deadlineAt: deadlineOf(lead),
  };
}

/** The key under which a person has at most one open lead: the number, or the email address without one. */
export function personKey({ id, person }: { readonly id: string; readonly person: Person }): string {
  if (person.tel !== undefined) return `tel:${person.tel}`;
  if (person.email !== undefined) return `mail:${person.email}`;
  return `lead:${id}`;
}

/** Every key that identifies the person, including numbers they called from but aren't called at. */
export function personKeys(one: { readonly id: string; readonly person: Person }): readonly string[] {
  return [personKey(one), ...(one.person.otherTels ?? []).map((tel) => `tel:${tel}`)];
}

/** The person's keys and those of merged leads, so that their inquiries come here. */
function keysOf(lead: Lead): readonly string[] {
  const parts = activeParts(lead).filter(({ holdsKey }) => holdsKey);
  const keys = [lead, ...parts.map(({ leadId, person }) => ({ id: leadId, person }))].flatMap(personKeys);
  return [...new Set(keys)];
}

/** Leads merged into this one and not undone. */
export function activeParts(lead: Pick<Lead, 'absorbed'>): readonly Absorbed[] {
  return (lead.absorbed ?? []).filter(({ undoneAt }) => undoneAt === undefined);
}

function slotsOf(lead: Lead): readonly string[] {
  switch (lead.state) {
    case 'offered':
      return lead.offer.agents.map(({ agentId, slot }) => slotKey(agentId, slot));
    case 'talking':
      return [lead.owner, ...(lead.consult ? [lead.consult] : [])].map(({ agentId, slot }) => slotKey(agentId, slot));
    case 'connecting':
    case 'wrapUp':
      return [slotKey(lead.owner.agentId, lead.owner.slot)];
    case 'waiting':
    case 'callback':
    case 'closed':
      return [];
    default:
      return assertNever(lead);
  }
}

/** The stored deadline of an open lead's state. */
export function deadlineOf(lead: Exclude<Lead, { state: 'closed' }>): Moment {
  switch (lead.state) {
    case 'waiting':
      return lead.nextStepAt;
    case 'offered': {
      const { agents, expiresAt, seenBy } = lead.offer;
      return agents.some((agent) => agent.seenAt === undefined) ? Math.min(seenBy, expiresAt) : expiresAt;
    }
    case 'connecting':
      return lead.connectBy;
    case 'talking':
      return lead.checkBy;
    case 'wrapUp':
      return lead.wrapUpBy;
    case 'callback':
      return lead.promise.dueAt;
    default:
      return assertNever(lead);
  }
}
