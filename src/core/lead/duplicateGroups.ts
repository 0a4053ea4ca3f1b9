/**
 * Groups of open leads that may belong to the same customer. Two leads belong together if one is a suspected duplicate
 * of the other and no one has said that they are two people; the link may lead from one lead to the next.
 */
import { areDifferent } from './duplicates.ts';
import { activeParts } from './holding.ts';
import type { Lead } from './lead.ts';

/** More than a person compares at once. */
export const MOST_IN_GROUP = 10;

export interface LeadGroup {
  /** At least two, oldest first. */
  readonly leads: readonly Lead[];
  /** Which one a merge would keep unless another is chosen: one that others were merged into, else the oldest. */
  readonly staysId: string;
  /** How many more there are. */
  readonly more: number;
}

type Links = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Finds the group whose newest suspected lead is the given one; null for any other lead. So each group is found once,
 * from whichever page of a list. `known`: the leads of the page and their suspects.
 */
export function groupsAmong(known: readonly Lead[]): (newest: Lead) => LeadGroup | null {
  const open = new Map(known.filter(({ state }) => state !== 'closed').map((lead) => [lead.id, lead]));
  const links = linksAmong(open);
  return (lead) => {
    const members = [...reachable(lead.id, links)].map((id) => open.get(id)).filter((one) => one !== undefined);
    const first = members.filter((one) => one.suspectedDuplicateIds.length > 0).sort(byNewest)[0];
    return members.length > 1 && first?.id === lead.id ? groupOf(members, lead) : null;
  };
}

function linksAmong(open: ReadonlyMap<string, Lead>): Links {
  const links = new Map<string, Set<string>>([...open.keys()].map((id) => [id, new Set()]));
  for (const lead of open.values()) {
    for (const id of lead.suspectedDuplicateIds) {
      const other = open.get(id);
      if (!other || areDifferent(lead, other)) continue;
      links.get(lead.id)?.add(id);
      links.get(id)?.add(lead.id);
    }
  }
  return links;
}

function reachable(from: string, links: Links): ReadonlySet<string> {
  const found = new Set([from]);
  for (const id of found) for (const next of links.get(id) ?? []) found.add(next);
  return found;
}

function groupOf(members: readonly Lead[], newest: Lead): LeadGroup {
  const others = members.filter(({ id }) => id !== newest.id).sort(byNewest);
  const leads = [newest, ...others].slice(0, MOST_IN_GROUP).sort((a, b) => byNewest(b, a));
  const stays = leads.find((lead) => activeParts(lead).length > 0) ?? leads[0] ?? newest;
  return { leads, staysId: stays.id, more: members.length - leads.length };
}

function byNewest(a: Lead, b: Lead): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);
}
