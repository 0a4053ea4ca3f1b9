/**
 * Merging two leads of what may be one person, looking at what that would do, and undoing it. A merge is a write on the
 * lead that goes and an effect that carries the rest to the other; an undo is the same the other way round.
 */
import { failure, type Failure, PlainError } from '../../core/vocabulary/errors.ts';
import { permissionsIn } from '../../core/law/mayContact.ts';
import type { LeadEvent } from '../../core/lead/events.ts';
import type { Actor } from '../../core/vocabulary/people.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { absorb, absorbedFrom, mergeRefusal } from '../../core/lead/merging.ts';
import { ERASED } from '../../core/lead/restoring.ts';
import { MINUTE } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { MergePreview, MergeSide } from '../../shared/api.ts';
import { changeLead } from './changeLead.ts';
import { campaignOf, contextOf } from './context.ts';
import { presentNumber } from '../present/brought.ts';
import { presentRows } from '../present/leadRow.ts';
import { deliverBetween } from './sweepEffects.ts';
import type { Worked } from './workLead.ts';

/** Less is nothing that anybody would notice. */
const SOONER_MS = MINUTE;

export interface Merge {
  readonly staysId: string;
  readonly goesId: string;
  /** What was seen of each lead when the merge was decided on: `seq`. */
  readonly versions: { readonly stays: number; readonly goes: number };
}

type Pair = { readonly ok: true; readonly stays: Lead; readonly goes: Lead } | Failure;

async function pairOf(parts: Parts, staysId: string, goesId: string): Promise<Pair> {
  const [stays, goes] = await Promise.all([parts.leads.byId(staysId), parts.leads.byId(goesId)]);
  return stays && goes ? { ok: true, stays, goes } : failure('not-found', 'Lead not found.');
}

/** What merging would do now; `not-found` when one of the two is not there. */
export async function previewMerge(
  parts: Parts,
  user: Pick<User, 'language'>,
  { staysId, goesId }: Pick<Merge, 'staysId' | 'goesId'>,
): Promise<{ readonly ok: true; readonly preview: MergePreview } | Failure> {
  const pair = await pairOf(parts, staysId, goesId);
  if (!pair.ok) return pair;
  const { stays, goes } = pair;
  const refusal = mergeRefusal(stays, goes);
  const [one, other] = await Promise.all([sideOf(parts, stays, user), sideOf(parts, goes, user)]);
  return { ok: true, preview: { stays: one, goes: other, refusal, after: refusal ? null : await after(parts, pair) } };
}

/**
 * Merges under the versions that were previewed: `stale` when either lead changed meanwhile, `wrong-state` when they may
 * not be merged now. The same merge again answers the same.
 */
export async function mergeLeads(parts: Parts, by: Actor, { staysId, goesId, versions }: Merge): Promise<Worked> {
  const pair = await pairOf(parts, staysId, goesId);
  if (!pair.ok) return pair;
  const isDone = pair.goes.mergedInto?.leadId === staysId;
  const refusal = isDone ? null : mergeRefusal(pair.stays, pair.goes);
  if (refusal !== null) return failure('wrong-state', refusal);
  if (!isDone && pair.stays.seq !== versions.stays)
    return failure('stale', 'One of the leads has changed. Check the preview again.');
  const event = { kind: 'mergeInto', by, leadId: staysId, seq: versions.goes } as const;
  return carriedOut(parts, goesId, staysId, event);
}

/** Undoes the merge of `goesId` into `staysId`, which is open and not in conversation. */
export async function unmergeLeads(parts: Parts, by: Actor, staysId: string, goesId: string): Promise<Worked> {
  if ((await parts.leads.byId(goesId))?.erased) return failure('wrong-state', ERASED);
  return carriedOut(parts, staysId, staysId, { kind: 'unmerge', by, leadId: goesId });
}

/** Both sides forget the suspicion; a crash in between leaves one of them, and the click can be repeated. */
export async function dismissDuplicate(parts: Parts, by: Actor, leadId: string, otherId: string): Promise<Worked> {
  const other = await changeLead(parts, otherId, { kind: 'notDuplicate', by, leadId });
  if (!other.ok && 'code' in other && other.code !== 'not-found') return other;
  return carriedOut(parts, leadId, leadId, { kind: 'notDuplicate', by, leadId: otherId });
}

/** Changes one lead, runs what that does to the other, and answers with the lead that is looked at. */
async function carriedOut(parts: Parts, changedId: string, shownId: string, event: LeadEvent): Promise<Worked> {
  const changed = await changeLead(parts, changedId, event);
  if (!changed.ok) return 'taken' in changed ? failure('stale', 'This lead is changing. Try again.') : changed;
  await deliverBetween(parts, changedId, changed.effects);
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
    attempts: lead.attempts.filter(({ result }) => result !== 'reached').length,
  };
}

/** By the code that will do it, over the leads as they are. */
async function after(parts: Parts, { stays, goes }: Extract<Pair, { ok: true }>): Promise<MergePreview['after']> {
  const campaign = await campaignOf(parts, stays.campaignId);
  const context = await contextOf(parts, campaign, stays.person.tel);
  const part = absorbedFrom(goes, context.now, undefined);
  const step = absorb(stays, { kind: 'absorb', by: { kind: 'system' }, part }, context);
  const lead = step.kind === 'changed' ? step.lead : stays;
  return {
    state: lead.state,
    ...(lead.state === 'callback' && { dueAt: lead.promise.dueAt, windowUntil: lead.promise.windowUntil }),
    sooner: startOf(stays) - startOf(lead) >= SOONER_MS,
  };
}

/** From when the lead is to be served: a promise's time, or the start of its wait. */
function startOf(lead: Lead): number {
  return lead.state === 'waiting' ? lead.wait.rankedFrom : (lead.promise?.dueAt ?? 0);
}
