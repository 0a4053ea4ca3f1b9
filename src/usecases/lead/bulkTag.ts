/**
 * One tag added to many leads or removed from them. Only what an action really changed counts as its change, so that its
 * undo takes back nothing that was there before, or that someone did since.
 */
import { advanceLead } from '../../core/lead/advance.ts';
import type { LeadEvent } from '../../core/lead/events.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { ProfileEdit } from '../../core/lead/profile.ts';
import type { Entry } from '../../core/lead/timeline.ts';
import type { FailureCode } from '../../core/vocabulary/errors.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { BulkReason, BulkResult, BulkRun, TagAction } from '../../ports/bulk.ts';
import type { Parts } from '../../ports/parts.ts';
import { changeLead } from './changeLead.ts';
import { campaignOf, contextWithoutLists } from './context.ts';

/** Why this lead wouldn't be changed now; null if it would. */
export async function whyNotTagged(
  parts: Parts,
  by: string,
  action: TagAction,
  lead: Lead,
): Promise<BulkReason | null> {
  const context = contextWithoutLists(parts, await campaignOf(parts, lead.campaignId));
  const step = advanceLead(lead, tagEvent(by, action), context);
  if (step.kind === 'changed') return null;
  return step.kind === 'same' ? 'same' : reasonOf(lead, step.code);
}

export async function tagOne(parts: Parts, run: BulkRun, action: TagAction, leadId: string): Promise<BulkResult> {
  const changed = await changeLead(parts, leadId, tagEvent(run.by, action));
  if (!changed.ok) return failed(parts, leadId, changed);
  const { before, lead, loaded, isChanged } = changed;
  const at = isChanged ? lead.changedAt : changedBefore(run, loaded.history, action.tag);
  return at === undefined ? { reason: 'same' } : { change: { leadId, was: { state: before.state, at } } };
}

/** Takes the original's change back, unless the tag was added or removed since. */
export async function untagOne(parts: Parts, run: BulkRun, original: BulkRun, leadId: string): Promise<BulkResult> {
  const { action } = original;
  const at = original.changed.find((one) => one.leadId === leadId)?.was.at;
  if (at === undefined || !isTagging(action)) return { reason: 'changed' };
  const back = { verb: action.verb === 'addTag' ? 'removeTag' : 'addTag', tag: action.tag } as const;
  const unless = (history: readonly Entry[]) => isChangedSince(history, action.tag, at);
  const changed = await changeLead(parts, leadId, tagEvent(run.by, back), { unless });
  if (!changed.ok) return failed(parts, leadId, changed);
  const { before, loaded, isChanged } = changed;
  const isDone = isChanged || changedBefore(run, loaded.history, action.tag) !== undefined;
  return isDone ? { change: { leadId, was: { state: before.state } } } : { reason: 'changed' };
}

/** When this run made its change, if a crash after the write kept its result from being stored. */
function changedBefore(run: BulkRun, history: readonly Entry[], tag: string): Moment | undefined {
  return history.findLast((entry) => entry.at >= run.at && entry.by.id === run.by && changesTag(entry, tag))?.at;
}

export function isTagging(action: { readonly verb: string }): action is TagAction {
  return action.verb === 'addTag' || action.verb === 'removeTag';
}

function tagEvent(by: string, { verb, tag }: TagAction): LeadEvent {
  const tags = verb === 'addTag' ? { add: [tag] } : { remove: [tag] };
  return { kind: 'profile', by: { kind: 'supervisor', id: by }, changes: { tags } };
}

async function failed(
  parts: Parts,
  leadId: string,
  failure: { readonly code: FailureCode } | { readonly taken: string },
): Promise<BulkResult> {
  const lead = await parts.leads.byId(leadId);
  return { reason: lead ? reasonOf(lead, 'code' in failure ? failure.code : 'stale') : 'gone' };
}

function reasonOf(lead: Lead, code: FailureCode): BulkReason {
  if (lead.erased) return 'erased';
  if (code === 'bad-input') return 'tooManyTags';
  return code === 'stale' ? 'changed' : 'refused';
}

function isChangedSince(history: readonly Entry[], tag: string, since: Moment): boolean {
  return history.some((entry) => entry.at > since && changesTag(entry, tag));
}

function changesTag({ kind, data }: Pick<Entry, 'kind' | 'data'>, tag: string): boolean {
  if (kind !== 'profile') return false;
  const edits = (data['edits'] ?? []) as readonly ProfileEdit[];
  return edits.some(({ field, from, to }) => field === 'tags' && has(from, tag) !== has(to, tag));
}

function has(tags: ProfileEdit['from'], tag: string): boolean {
  return Array.isArray(tags) && tags.includes(tag);
}
