/**
 * The callbacks that agents promised, read in groups (see inGroups.ts): each of a thousand returning desks asks for its own.
 * Soonest first. Most agents have few; together they may have too many for one read, and are then asked for one by one.
 */
import type { Lead } from '../core/lead/lead.ts';
import { inGroups } from './inGroups.ts';

const MAX_READS = 16;
/** Leads of one read for several agents. */
const TOGETHER = 400;

interface Asked {
  readonly ownerId: string;
  readonly limit: number;
}

/** `of` reads callbacks of any of these agents, sorted if asked to. */
export function promiseReads(
  of: (ownerIds: readonly string[], limit: number, isSorted: boolean) => Promise<readonly Lead[]>,
): (asked: Asked) => Promise<readonly Lead[]> {
  const alone = ({ ownerId, limit }: Asked) => of([ownerId], limit, true);
  return inGroups<Asked, readonly Lead[]>(MAX_READS, async (group) => {
    const [first] = group;
    if (first && group.length === 1) return [await alone(first)];
    const found = await of([...new Set(group.map(({ ownerId }) => ownerId))], TOGETHER, false);
    if (found.length === TOGETHER) return group.map(alone);
    return group.map(({ ownerId, limit }) =>
      found
        .filter((lead) => lead.state === 'callback' && lead.promise.ownerId === ownerId)
        .sort(bySoonest)
        .slice(0, limit),
    );
  });
}

function bySoonest(one: Lead, other: Lead): number {
  return dueAt(one) - dueAt(other) || (one.id < other.id ? -1 : 1);
}

/** When a callback is due; 0 of any other lead. */
export function dueAt(lead: Lead): number {
  return lead.state === 'callback' ? lead.promise.dueAt : 0;
}
