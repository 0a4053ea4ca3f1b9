/** Merges of many pairs of leads: what each would do, one step of the action, and one step of its undo. */
import { mergeObstacle } from '../../core/lead/mergeLeads.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Failure } from '../../core/vocabulary/errors.ts';
import type { Actor } from '../../core/vocabulary/people.ts';
import type { BulkResult, BulkRun, MergeAction } from '../../ports/bulk.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { MergeCheck } from '../../shared/duplicates.ts';
import { mergePair, previewMerge, suspectByTaken, unmergeLeads, type Merge } from './mergeLeads.ts';

/** Compared with the lists of contact one by one. */
const TOGETHER = 10;

/** What each merge would do now, decided by the code that does it. */
export async function checkMerges(
  parts: Parts,
  user: Pick<User, 'language'>,
  pairs: readonly Pick<Merge, 'staysId' | 'goesId'>[],
): Promise<readonly MergeCheck[]> {
  const checks: MergeCheck[] = [];
  for (let start = 0; start < pairs.length; start += TOGETHER) {
    const some = pairs.slice(start, start + TOGETHER);
    checks.push(...(await Promise.all(some.map((pair) => checkMerge(parts, user, pair)))));
  }
  return checks;
}

async function checkMerge(
  parts: Parts,
  user: Pick<User, 'language'>,
  { staysId, goesId }: Pick<Merge, 'staysId' | 'goesId'>,
): Promise<MergeCheck> {
  const seen = await previewMerge(parts, user, { staysId, goesId });
  if (!seen.ok) return { staysId, goesId, whyNot: 'gone' };
  const { stays, goes, obstacle, after } = seen.preview;
  return {
    staysId,
    goesId,
    whyNot: obstacle,
    versions: { stays: stays.version, goes: goes.version },
    ...(after?.appointment && { appointment: after.appointment }),
  };
}

/** The merge in which this lead goes. One that a crash cut off, after it was made, counts as made. */
export async function mergeOne(parts: Parts, run: BulkRun, action: MergeAction, goesId: string): Promise<BulkResult> {
  const merge = action.merges.find((one) => one.goesId === goesId);
  const [stays, goes] = await Promise.all([merge && parts.leads.byId(merge.staysId), parts.leads.byId(goesId)]);
  if (!merge || !stays || !goes) return { leadId: goesId, reason: 'gone' };
  const { staysId } = merge;
  const made = goes.mergedInto?.leadId === staysId ? goes.mergedInto : null;
  if (made && made.byId !== run.by) return { leadId: goesId, reason: 'same' };
  const obstacle = made ? null : mergeObstacle(stays, goes);
  if (obstacle) return { leadId: goesId, reason: obstacle };
  // An earlier merge of this action changed the lead that stays, as was decided.
  const earlier = run.changed.findLast(({ was }) => was.staysId === staysId)?.was.staysVersion;
  const versions = { ...merge.versions, ...(earlier !== undefined && { stays: earlier }) };
  const merged = await mergePair(parts, supervisor(run), { staysId, goesId, versions });
  if (!merged.ok) return { leadId: goesId, reason: reasonOf(merged) };
  return { change: { leadId: goesId, was: { state: goes.state, staysId, staysVersion: merged.lead.seq } } };
}

/** After the last merge: looks for others who may be the same customers. */
export async function finishMerges(parts: Parts, { changed }: BulkRun): Promise<void> {
  const goneIn = new Map<string, string[]>();
  for (const { leadId, was } of changed)
    if (was.staysId !== undefined) goneIn.set(was.staysId, [...(goneIn.get(was.staysId) ?? []), leadId]);
  for (const [id, goneIds] of goneIn) {
    const lead = await parts.leads.byId(id);
    if (lead && lead.state !== 'closed') await suspectByTaken(parts, lead, goneIds);
  }
}

/** Gives back what a merge of the original action took. */
export async function unmergeOne(parts: Parts, run: BulkRun, original: BulkRun, goesId: string): Promise<BulkResult> {
  const staysId = original.changed.find(({ leadId }) => leadId === goesId)?.was.staysId;
  const stays = staysId === undefined ? null : await parts.leads.byId(staysId);
  if (staysId === undefined || !stays) return { leadId: goesId, reason: 'gone' };
  const obstacle = whyNotUndone(stays, goesId);
  if (obstacle) return { leadId: goesId, reason: obstacle };
  const undone = await unmergeLeads(parts, supervisor(run), staysId, goesId);
  if (!undone.ok) return { leadId: goesId, reason: reasonOf(undone) };
  return { change: { leadId: goesId, was: { state: 'closed', staysId } } };
}

function whyNotUndone(stays: Lead, goesId: string): 'changed' | 'closed' | 'onCall' | 'same' | null {
  const part = stays.absorbed?.find(({ leadId }) => leadId === goesId);
  if (!part) return 'changed';
  if (part.undoneAt !== undefined) return 'same';
  if (stays.state === 'closed') return 'closed';
  return stays.state === 'talking' ? 'onCall' : null;
}

function reasonOf({ code }: Failure): 'gone' | 'changed' | 'refused' {
  if (code === 'not-found') return 'gone';
  return code === 'stale' ? 'changed' : 'refused';
}

function supervisor({ by }: BulkRun): Actor {
  return { kind: 'supervisor', id: by };
}
