/**
 * Everything a desk shows, from the database: sent on every connect, so a missed event can't leave a desk out of date.
 */
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { DeskDay, DeskPromise } from '../../shared/desk.ts';
import type { Snapshot } from '../../shared/deskEvents.ts';
import { businessDay } from '../floor/businessDay.ts';
import { campaignOf } from '../lead/context.ts';
import { presentConsult } from '../present/call.ts';
import { presentLead, presentOffer, presentPromise } from '../present/lead.ts';
import { presentPresence } from '../present/presence.ts';

const MAX_PROMISES = 50;

export async function deskSnapshot(parts: Parts, user: User, demo: boolean): Promise<Snapshot | Failure> {
  if (!user.agent)
    return failure('not-allowed', 'This account doesn’t take leads. Ask an administrator to turn that on.');
  const [held, promises, day] = await Promise.all([
    parts.leads.heldBy(user.id),
    ownPromises(parts, user),
    ownDay(parts, user.id),
  ]);
  const presence = await presentPresence(parts, user.id, held);
  const offered = held.find((lead) => lead.state === 'offered');
  const owned = held.find((lead) => 'owner' in lead && lead.owner.agentId === user.id);
  const asked = held.find((lead) => lead.state === 'talking' && lead.consult?.agentId === user.id);
  return {
    serverNow: parts.clock.now(),
    me: {
      id: user.id,
      name: user.name,
      language: user.language,
      role: user.role,
      hasTelephone: user.agent.telephone !== undefined,
    },
    presence,
    offer: offered?.state === 'offered' ? await presentOffer(parts, offered, user.id, user.language) : null,
    lead: owned ? await presentLead(parts, owned, { kind: 'owner', language: user.language }) : null,
    consult: asked ? await presentConsult(parts, asked, user.language) : null,
    promises,
    day,
    demo,
  };
}

/** The agent's own figures for today. */
export async function ownDay(parts: Parts, agentId: string): Promise<DeskDay> {
  return parts.facts.agentDay(agentId, await businessDay(parts));
}

/** The callbacks that this agent promised, soonest first. */
export async function ownPromises(parts: Parts, user: Pick<User, 'id' | 'language'>): Promise<readonly DeskPromise[]> {
  const { items } = await parts.leads.callbacks({ ownerId: user.id, limit: MAX_PROMISES });
  const promises: DeskPromise[] = [];
  for (const lead of items) {
    if (lead.state !== 'callback') continue;
    promises.push(presentPromise(lead, lead.promise, await campaignOf(parts, lead.campaignId), user.language, user.id));
  }
  return promises;
}
