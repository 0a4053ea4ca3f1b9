/** Lists open leads that may belong to the same customer, in groups, with what they have in common. */
import type { Campaign } from '../../core/administration/campaign.ts';
import { groupsAmong, type LeadGroup } from '../../core/lead/duplicateGroups.ts';
import { duplicateReasons, type DuplicateReason } from '../../core/lead/duplicateReasons.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { mergeObstacle } from '../../core/lead/mergeLeads.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type {
  DuplicateGroup,
  DuplicateList,
  PossibleMerge,
  SharedTrait,
  SuspectList,
} from '../../shared/duplicates.ts';
import { presentRows } from '../present/leadRow.ts';
import { possibleDuplicatesOf } from '../present/possibleDuplicates.ts';
import { inLanguage } from '../present/wording.ts';

/** Leads read at once. */
const PAGE = 25;
/** Suspects may all be closed by now; a page stops after this many rounds, with what it found. */
const MOST_ROUNDS = 8;
/** How far suspects of suspects are followed, and how many of those are read. A lead’s own suspects are all read. */
const LEVELS = 3;
const MOST_BEYOND = 200;
const READ_AT_ONCE = 200;

interface Asked {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Newest group first. `next` continues after the last lead that was looked at, so no group is left out or doubled. */
export async function viewDuplicates(
  parts: Parts,
  user: Pick<User, 'language'>,
  { cursor, limit }: Asked,
): Promise<DuplicateList> {
  const groups: LeadGroup[] = [];
  let from = cursor;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const page = await parts.leads.search({
      isSuspected: true,
      limit: PAGE,
      ...(from !== undefined && { cursor: from }),
    });
    const groupOf = groupsAmong(await withSuspects(parts, page.items));
    for (const lead of page.items) {
      const group = groupOf(lead);
      if (group) groups.push(group);
      const isLast = page.next === null && lead === page.items.at(-1);
      if (groups.length === limit && !isLast) return present(parts, user, groups, `${lead.createdAt}_${lead.id}`);
    }
    if (page.next === null) return present(parts, user, groups, null);
    from = page.next;
  }
  return present(parts, user, groups, from ?? null);
}

/** The leads, those they are suspected to be the same as, and so on. */
async function withSuspects(parts: Parts, leads: readonly Lead[]): Promise<readonly Lead[]> {
  const known = new Map(leads.map((lead) => [lead.id, lead]));
  let newest = leads;
  for (let level = 0; level < LEVELS && newest.length > 0; level += 1) {
    const unknown = [...new Set(newest.flatMap((lead) => lead.suspectedDuplicateIds))].filter((id) => !known.has(id));
    const wanted = level === 0 ? unknown : unknown.slice(0, MOST_BEYOND);
    newest = [];
    for (let start = 0; start < wanted.length; start += READ_AT_ONCE)
      newest = [...newest, ...(await parts.leads.byIds(wanted.slice(start, start + READ_AT_ONCE)))];
    for (const lead of newest) known.set(lead.id, lead);
  }
  return [...known.values()];
}

/** The leads that may belong to the same customer as this one, with what they have in common with it. */
export async function viewSuspects(parts: Parts, user: Pick<User, 'language'>, lead: Lead): Promise<SuspectList> {
  const suspects = await possibleDuplicatesOf(parts, lead);
  const [rows, campaign] = await Promise.all([
    presentRows(parts, suspects, user),
    parts.campaigns.byId(lead.campaignId),
  ]);
  const leads = suspects.flatMap((suspect, at) => {
    const row = rows[at];
    return row ? [{ ...row, reasons: traitsOf(lead, suspect, campaign ?? undefined, user) }] : [];
  });
  return { leads, next: null };
}

async function present(
  parts: Parts,
  user: Pick<User, 'language'>,
  groups: readonly LeadGroup[],
  next: string | null,
): Promise<DuplicateList> {
  const campaigns = new Map((await parts.campaigns.all()).map((campaign) => [campaign.id, campaign]));
  const rows = await presentRows(
    parts,
    groups.flatMap(({ leads }) => leads),
    user,
  );
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const shown = groups.map(({ leads, staysId, more }): DuplicateGroup => {
    const listed = leads.flatMap((lead) => {
      const row = rowOf.get(lead.id);
      const { email } = lead.person;
      return row ? [{ ...row, ...(email !== undefined && { email }) }] : [];
    });
    return { leads: listed, staysId, merges: mergesAmong(leads, campaigns, user), more };
  });
  return { groups: shown, next };
}

function mergesAmong(
  leads: readonly Lead[],
  campaigns: ReadonlyMap<string, Campaign>,
  user: Pick<User, 'language'>,
): readonly PossibleMerge[] {
  return leads.flatMap((stays) =>
    leads
      .filter(({ id }) => id !== stays.id)
      .map((goes) => {
        const campaign = campaigns.get(stays.campaignId);
        return {
          staysId: stays.id,
          goesId: goes.id,
          reasons: traitsOf(stays, goes, campaign, user),
          whyNot: mergeObstacle(stays, goes),
        };
      }),
  );
}

function traitsOf(
  one: Lead,
  other: Lead,
  campaign: Campaign | undefined,
  user: Pick<User, 'language'>,
): readonly SharedTrait[] {
  const reasons = duplicateReasons(one, other, identifyingFields(campaign));
  return reasons.map((reason) => presentReason(reason, campaign, user));
}

/** Fields in which people write a postal code, a policy number, a date of birth; choices and amounts say nothing. */
function identifyingFields(campaign: Campaign | undefined): readonly string[] {
  const fields = campaign?.fields ?? [];
  return fields.filter(({ kind }) => kind === 'text' || kind === 'date').map(({ name }) => name);
}

function presentReason(
  { kind, field }: DuplicateReason,
  campaign: Campaign | undefined,
  { language }: Pick<User, 'language'>,
): SharedTrait {
  const asked = campaign?.fields.find(({ name }) => name === field);
  return { kind, ...(asked && { field: inLanguage(asked.label, language) }) };
}
