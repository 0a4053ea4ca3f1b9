/**
 * Merges two leads of what may be one person, previews that, and undoes it. A merge is a write on the lead that goes
 * and an effect that carries its data to the other; an undo is the reverse.
 */
import { failure, type Failure, PlainError } from '../../core/vocabulary/errors.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import { permissionsIn } from '../../core/law/mayContact.ts';
import { unreachedCount } from '../../core/lead/attempts.ts';
import { detailPaths, tagsBeyond } from '../../core/lead/givenDetails.ts';
import { activeParts } from '../../core/lead/holding.ts';
import type { LeadEvent } from '../../core/lead/events.ts';
import type { Actor } from '../../core/vocabulary/people.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { absorb, absorbedDataOf, mergeObstacle, mergeRefusal } from '../../core/lead/mergeLeads.ts';
import { standingAppointment } from '../../core/lead/appointment.ts';
import { ERASED } from '../../core/lead/restoreLead.ts';
import { MINUTE } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { MergePreview, MergeSide } from '../../shared/api.ts';
import { translator } from '../../shared/text/index.ts';
import { leadText } from '../../shared/text/lead.ts';
import { linkDuplicates } from '../intake/attachInquiry.ts';
import { changeLead } from './changeLead.ts';
import { campaignOf, contextOf } from './context.ts';
import { presentNumber } from '../present/contact.ts';
import { presentRows } from '../present/leadRow.ts';
import { presentTaken } from '../present/profile.ts';
import { suspectNamesakes } from './suspectNamesakes.ts';
import type { WorkResult } from './workLead.ts';

/** A smaller difference isn't noticeable. */
const SOONER_MS = MINUTE;

export interface Merge {
  readonly staysId: string;
  readonly goesId: string;
  /** The `seq` of each lead when the merge was decided on. */
  readonly versions: { readonly stays: number; readonly goes: number };
}

type Pair = { readonly ok: true; readonly stays: Lead; readonly goes: Lead } | Failure;

async function pairOf(parts: Parts, staysId: string, goesId: string): Promise<Pair> {
  const [stays, goes] = await Promise.all([parts.leads.byId(staysId), parts.leads.byId(goesId)]);
  return stays && goes ? { ok: true, stays, goes } : failure('not-found', 'Lead not found.');
}

/** What merging would do now; `not-found` if either lead doesn't exist. */
export async function previewMerge(
  parts: Parts,
  user: Pick<User, 'language'>,
  { staysId, goesId }: Pick<Merge, 'staysId' | 'goesId'>,
): Promise<{ readonly ok: true; readonly preview: MergePreview } | Failure> {
  const pair = await pairOf(parts, staysId, goesId);
  if (!pair.ok) return pair;
  const { stays, goes } = pair;
  const [obstacle, refusal] = [mergeObstacle(stays, goes), mergeRefusal(stays, goes)];
  const [one, other] = await Promise.all([sideOf(parts, stays, user), sideOf(parts, goes, user)]);
  return {
    ok: true,
    preview: {
      stays: one,
      goes: other,
      refusal,
      obstacle,
      after: obstacle ? null : await previewAfter(parts, pair, user),
    },
  };
}

/**
 * Merges under the previewed versions: `stale` if either lead has changed since, `wrong-state` if they can't be merged
 * now. Repeats get the same response.
 */
export async function mergeLeads(parts: Parts, by: Actor, merge: Merge): Promise<WorkResult> {
  const merged = await mergePair(parts, by, merge);
  if (merged.ok) await suspectByTaken(parts, merged.lead, [merge.goesId]);
  return merged;
}

/** Others may have the address, or name and postal code, that the remaining lead took in these merges. */
export async function suspectByTaken(parts: Parts, lead: Lead, goneIds: readonly string[]): Promise<void> {
  const taken = activeParts(lead).flatMap(({ leadId, given }) => (given && goneIds.includes(leadId) ? [given] : []));
  if (taken.some(({ email }) => email !== undefined)) await linkDuplicates(parts, lead);
  if (taken.length > 0) await suspectNamesakes(parts, lead);
}

/** The same without looking for duplicates, which would change leads that are still to be merged. */
export async function mergePair(parts: Parts, by: Actor, { staysId, goesId, versions }: Merge): Promise<WorkResult> {
  const pair = await pairOf(parts, staysId, goesId);
  if (!pair.ok) return pair;
  const isDone = pair.goes.mergedInto?.leadId === staysId;
  const refusal = isDone ? null : mergeRefusal(pair.stays, pair.goes);
  if (refusal !== null) return failure('wrong-state', refusal);
  if (!isDone && pair.stays.seq !== versions.stays)
    return failure('stale', 'One of the leads has changed. Check the preview again.');
  const event = { kind: 'mergeInto', by, leadId: staysId, seq: versions.goes } as const;
  return applyAndDeliver(parts, goesId, staysId, event);
}

/** Undoes the merge of `goesId` into `staysId`, which is open and not in conversation. */
export async function unmergeLeads(parts: Parts, by: Actor, staysId: string, goesId: string): Promise<WorkResult> {
  if ((await parts.leads.byId(goesId))?.erased) return failure('wrong-state', ERASED);
  return applyAndDeliver(parts, staysId, staysId, { kind: 'unmerge', by, leadId: goesId });
}

/**
 * V221: clears the suspicion on both leads, for good; after a crash in between, the click can be repeated. `not-found`
 * if either lead doesn't exist, unless the other one was suspected: it may have been deleted since.
 */
export async function dismissDuplicate(parts: Parts, by: Actor, leadId: string, otherId: string): Promise<WorkResult> {
  const lead = await parts.leads.byId(leadId);
  if (!lead) return failure('not-found', 'Lead not found.');
  const other = await changeLead(parts, otherId, { kind: 'notDuplicate', by, leadId });
  const wasDeleted = !other.ok && 'code' in other && other.code === 'not-found';
  if (!other.ok && 'code' in other && !(wasDeleted && lead.suspectedDuplicateIds.includes(otherId))) return other;
  return applyAndDeliver(parts, leadId, leadId, { kind: 'notDuplicate', by, leadId: otherId });
}

/** Changes one lead, by its effect the other, and returns the displayed lead. */
async function applyAndDeliver(
  parts: Parts,
  changedId: string,
  shownId: string,
  event: LeadEvent,
): Promise<WorkResult> {
  const changed = await changeLead(parts, changedId, event);
  if (!changed.ok) return 'taken' in changed ? failure('stale', 'This lead is changing. Try again.') : changed;
  return { ok: true, lead: (await parts.leads.byId(shownId)) ?? changed.lead };
}

async function sideOf(parts: Parts, lead: Lead, user: Pick<User, 'language'>): Promise<MergeSide> {
  const campaign = await campaignOf(parts, lead.campaignId);
  const [[row], { telShown, whyNoTel }] = await Promise.all([
    presentRows(parts, [lead], user),
    presentNumber(parts, campaign, lead, { kind: 'supervisor' }),
  ]);
  if (!row) throw new PlainError('one lead is one row');
  return {
    row,
    version: lead.seq,
    ...(telShown !== undefined && { telShown }),
    ...(whyNoTel !== undefined && { whyNoTel }),
    ...(lead.person.email !== undefined && { email: lead.person.email }),
    consent: permissionsIn(lead.consents, parts.clock.now()),
    attempts: unreachedCount(lead.attempts),
  };
}

/** Uses the code that will do the merge, on the current leads. */
async function previewAfter(
  parts: Parts,
  { stays, goes }: Extract<Pair, { ok: true }>,
  user: Pick<User, 'language'>,
): Promise<MergePreview['after']> {
  const campaign = await campaignOf(parts, stays.campaignId);
  const context = await contextOf(parts, campaign, stays.person.tel);
  const part = absorbedDataOf(goes, context.now, undefined);
  const step = absorb(stays, { kind: 'absorb', by: { kind: 'system' }, part }, context);
  const lead = step.kind === 'changed' ? step.lead : stays;
  const brought = standingAppointment(goes, context.now);
  return {
    took: takenLabels(campaign, lead, goes.id, user),
    tagsLeft: tagsBeyond(stays, part.given),
    ...(brought && { appointment: { at: brought.at, isKept: lead.appointment?.id === brought.id } }),
    state: lead.state,
    ...(lead.state === 'callback' && { dueAt: lead.promise.dueAt, windowUntil: lead.promise.windowUntil }),
    sooner: startOf(stays) - startOf(lead) >= SOONER_MS,
  };
}

function takenLabels(
  campaign: Campaign,
  { absorbed = [] }: Lead,
  goesId: string,
  { language }: Pick<User, 'language'>,
) {
  const part = absorbed.find(({ leadId }) => leadId === goesId);
  const t = translator(leadText, language);
  return presentTaken(campaign, detailPaths(part?.given), { kind: 'supervisor', language }).map(
    ({ label, field }) => label ?? t(`profile.${field}` as 'profile.name'),
  );
}

/** When the lead should be served: the callback's time or the start of its wait. */
function startOf(lead: Lead): number {
  return lead.state === 'waiting' ? lead.wait.rankedFrom : (lead.promise?.dueAt ?? 0);
}
