/**
 * One action on many leads: previewed, then carried out in the background, each lead through the same use case as from
 * its page. Progress is stored after each lead, so a run that a crash cut off continues on the node with the sweeps. A
 * lead that had been changed just then is found as it should be, and counts as such.
 */
import { advanceLead } from '../../core/lead/advance.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { offeredOutcomes } from '../../core/administration/outcomeChoices.ts';
import { idOfOutcome, mayReopen, outcomeWithId } from '../../core/vocabulary/outcomes.ts';
import { MINUTE, SECOND } from '../../core/vocabulary/time.ts';
import { mistake } from '../../core/vocabulary/mistake.ts';
import type { BulkAction, BulkChange, BulkReason, BulkResult, BulkRun, MergeAction } from '../../ports/bulk.ts';
import type { Parts } from '../../ports/parts.ts';
import type { BulkPreview, BulkProgress } from '../../shared/bulk.ts';
import { recordAudit } from '../admin/recordAudit.ts';
import { campaignOf, contextOf } from './context.ts';
import { chooseOutcome } from './chooseOutcome.ts';
import { finishMerges, mergeOne, unmergeOne } from './bulkMerge.ts';
import { isTagging, tagOne, untagOne, whyNotTagged } from './bulkTag.ts';
import { superviseLead, supervisionEvent, type Supervision } from './superviseLead.ts';

export const MOST_LEADS = 1000;
/** Read together for a preview. */
const TOGETHER = 25;
/** A run without progress for this long isn't being carried out by anyone. */
const LEASE_MS = 20 * SECOND;
const RESUMED_AT_ONCE = 5;

/** What is done through the actions on one lead. */
export type Doable = Exclude<BulkAction, { verb: 'merge' | 'undo' }>;
export type Started = { readonly ok: true; readonly progress: BulkProgress } | Failure;

/** What the action would do now, decided by the code that does it. */
export async function previewBulk(
  parts: Parts,
  supervisorId: string,
  action: Doable,
  leadIds: readonly string[],
): Promise<BulkPreview> {
  const skipped: Partial<Record<BulkReason, number>> = {};
  let possible = 0;
  for (let start = 0; start < leadIds.length; start += TOGETHER) {
    const some = leadIds.slice(start, start + TOGETHER);
    for (const reason of await Promise.all(some.map((id) => whyNot(parts, supervisorId, action, id)))) {
      if (reason === null) possible += 1;
      else skipped[reason] = (skipped[reason] ?? 0) + 1;
    }
  }
  return { leadIds, possible, skipped };
}

/** Stores the action, which runs from then on. The same `id` again starts nothing. */
export async function startBulk(
  parts: Parts,
  run: Pick<BulkRun, 'id' | 'by' | 'action' | 'leadIds'>,
): Promise<Started> {
  const { by, action, leadIds } = run;
  if (action.verb === 'reassign' && !(await parts.agents.byId(action.agentId)))
    return failure('bad-input', 'Agent not found.', { mistakes: [mistake('agentId', 'agentUnknown')] });
  if (action.verb === 'close') {
    const chosen = chooseOutcome(offeredOutcomes(await parts.business.known()), action.outcome);
    if (!chosen.ok) return chosen;
  }
  const unique = [...new Set(leadIds)];
  const whole = { ...run, leadIds: unique, at: parts.clock.now(), state: 'running', position: 0 } as const;
  const isNew = await parts.bulk.add({ ...whole, changed: [], skipped: {} });
  if (isNew) {
    const after = { verb: action.verb, ...chosenIn(action), leads: unique.length };
    await recordAudit(parts, { by, what: 'lead', subjectId: run.id, action: 'bulk', after });
    carryOutSoon(parts, run.id);
  }
  return viewBulk(parts, run.id);
}

/** What was chosen for all leads. */
function chosenIn(action: BulkAction): Readonly<Record<string, string>> {
  if (action.verb === 'reassign') return { agentId: action.agentId };
  if (action.verb === 'close') return { outcome: action.outcome };
  return 'tag' in action ? { tag: action.tag } : {};
}

export async function viewBulk(parts: Parts, id: string): Promise<Started> {
  const run = await parts.bulk.byId(id);
  if (!run) return failure('not-found', 'This action no longer exists.');
  return { ok: true, progress: progressOf(run) };
}

/** Stops it; changes already made stay. */
export async function cancelBulk(parts: Parts, id: string): Promise<Started> {
  await parts.bulk.cancel(id);
  return viewBulk(parts, id);
}

/** Undoes what can be undone, as an action of its own. Once. */
export async function undoBulk(parts: Parts, by: string, id: string): Promise<Started> {
  const run = await parts.bulk.byId(id);
  if (!run) return failure('not-found', 'This action no longer exists.');
  const undoId = run.undoneBy ?? `${id}_undo`;
  if (run.state === 'running') return failure('wrong-state', 'This action is still running. Cancel it first.');
  if (undoable(run).length === 0) return failure('wrong-state', 'This action can’t be undone.');
  await parts.bulk.markUndone(id, undoId);
  const leadIds = undoable(run).map(({ leadId }) => leadId);
  // What came last goes first: a lead may have taken in several.
  return startBulk(parts, { id: undoId, by, action: { verb: 'undo', of: id }, leadIds: leadIds.reverse() });
}

/** Continues runs that no node is carrying out anymore. */
export async function resumeBulk(parts: Parts): Promise<void> {
  for (const { id } of await parts.bulk.running(RESUMED_AT_ONCE)) await carryOut(parts, id);
}

function carryOutSoon(parts: Parts, id: string): void {
  carryOut(parts, id).catch((error: unknown) =>
    parts.log.warn({ err: error, bulkId: id }, 'a bulk action was interrupted; it will be resumed'),
  );
}

async function carryOut(parts: Parts, id: string): Promise<void> {
  const holder = parts.random.id('bulk');
  const lease = () => parts.settings.lease(`bulk:${id}`, holder, parts.clock.now(), parts.clock.now() + LEASE_MS);
  if (!(await lease())) return;
  let renewedAt = parts.clock.now();
  try {
    const original = await originalOf(parts, id);
    for (let run = await parts.bulk.byId(id); run?.state === 'running';) {
      const leadId = run.leadIds[run.position];
      if (leadId === undefined) {
        if (run.action.verb === 'merge') await finishMerges(parts, run);
        return await parts.bulk.finish(id);
      }
      if (parts.clock.now() - renewedAt > LEASE_MS / 3) {
        if (!(await lease())) return;
        renewedAt = parts.clock.now();
      }
      const result = await actOn(parts, run, leadId, original);
      run = await parts.bulk.step(id, run.position, result);
    }
  } finally {
    await parts.settings.release(`bulk:${id}`, holder).catch(() => undefined);
  }
}

async function originalOf(parts: Parts, id: string): Promise<BulkRun | null> {
  const run = await parts.bulk.byId(id);
  return run?.action.verb === 'undo' ? parts.bulk.byId(run.action.of) : null;
}

async function actOn(parts: Parts, run: BulkRun, leadId: string, original: BulkRun | null): Promise<BulkResult> {
  if (run.action.verb === 'merge') return mergeOne(parts, run, run.action, leadId);
  if (isTagging(run.action)) return tagOne(parts, run, run.action, leadId);
  if (original?.action.verb === 'merge') return unmergeOne(parts, run, original, leadId);
  if (original && isTagging(original.action)) return untagOne(parts, run, original, leadId);
  const before = await parts.leads.byId(leadId);
  if (!before) return { reason: 'gone' };
  const action = run.action.verb === 'undo' ? undoOf(parts, before, original) : run.action;
  if (!action) return { reason: 'changed' };
  const supervision: Supervision = action;
  const reason = await reasonFor(parts, run.by, supervision, before);
  if (reason !== null) return { reason };
  const worked = await superviseLead(parts, run.by, leadId, supervision);
  return worked.ok ? { change: { leadId, was: wasOf(before) } } : { reason: reasonOf(before, worked) };
}

async function whyNot(parts: Parts, by: string, action: Doable, leadId: string): Promise<BulkReason | null> {
  const lead = await parts.leads.byId(leadId);
  if (!lead) return 'gone';
  return isTagging(action) ? whyNotTagged(parts, by, action, lead) : reasonFor(parts, by, action, lead);
}

async function reasonFor(parts: Parts, by: string, action: Supervision, lead: Lead): Promise<BulkReason | null> {
  const event = await supervisionEvent(parts, by, lead, action);
  if ('ok' in event) return reasonOf(lead, event);
  const context = await contextOf(parts, await campaignOf(parts, lead.campaignId), lead.person.tel);
  const step = advanceLead(lead, event, context);
  if (step.kind === 'same') return 'same';
  return step.kind === 'refused' ? reasonOf(lead, step) : null;
}

function reasonOf(lead: Lead, { code }: Pick<Failure, 'code'>): BulkReason {
  if (code === 'not-found') return 'gone';
  if (code === 'may-not-contact') return 'mayNotContact';
  if (code === 'wrong-state')
    return lead.state === 'closed' ? 'closed' : lead.state === 'talking' ? 'onCall' : 'refused';
  return code === 'stale' ? 'changed' : 'refused';
}

function wasOf(lead: Lead): BulkChange['was'] {
  if (lead.state !== 'callback') return { state: lead.state };
  const { dueAt, windowUntil, ownerId } = lead.promise;
  return { state: lead.state, dueAt, windowMs: windowUntil - dueAt, ...(ownerId !== undefined && { ownerId }) };
}

/** How this lead gets back to where it was; null if it has moved on, or can't. */
function undoOf(parts: Parts, lead: Lead, original: BulkRun | null): Supervision | null {
  const was = original?.changed.find(({ leadId }) => leadId === lead.id)?.was;
  if (!original || !was) return null;
  const { action } = original;
  if (action.verb === 'close') {
    if (lead.state !== 'closed' || idOfOutcome(lead) !== action.outcome || lead.clearedAt !== undefined) return null;
    return lead.outcome === 'spam' ? { verb: 'notSpam' } : mayReopen(lead.outcome) ? { verb: 'takeUp' } : null;
  }
  if (lead.state !== 'waiting') return null;
  const isReserved = lead.wait.forAgentId !== undefined;
  if (action.verb === 'reassign' && lead.wait.forAgentId !== action.agentId) return null;
  if (was.dueAt === undefined) return isReserved ? { verb: 'release' } : null;
  // A callback that is due already can only be promised for a moment from now.
  const at = Math.max(was.dueAt, parts.clock.now() + MINUTE);
  return {
    verb: 'callback',
    at,
    ...(was.windowMs !== undefined && { windowMs: was.windowMs }),
    ...(was.ownerId !== undefined && { ownerId: was.ownerId }),
  };
}

/** The changes that may be undone, as far as the action itself decides that. */
function undoable({ action, changed }: BulkRun): readonly BulkChange[] {
  switch (action.verb) {
    case 'close': {
      const { outcome } = outcomeWithId(action.outcome) ?? {};
      return outcome === 'spam' || (outcome && mayReopen(outcome)) ? changed : [];
    }
    case 'reassign':
    case 'merge':
    case 'addTag':
    case 'removeTag':
      return changed;
    case 'requeue':
      return changed.filter(({ was }) => was.dueAt !== undefined);
    case 'undo':
      return [];
  }
}

function progressOf(run: BulkRun): BulkProgress {
  const { id, action, leadIds, state, position, changed, skipped, undoneBy } = run;
  return {
    id,
    verb: action.verb,
    state,
    total: leadIds.length,
    position,
    changed: changed.length,
    skipped,
    undoable: undoneBy === undefined && state !== 'running' ? undoable(run).length : 0,
    ...(action.verb === 'merge' && { merges: action.merges.map((merge) => resultOf(run, merge)) }),
  };
}

function resultOf({ changed, refused = [] }: BulkRun, { staysId, goesId }: MergeAction['merges'][number]) {
  const isDone = changed.some(({ leadId }) => leadId === goesId);
  const reason = refused.find(({ leadId }) => leadId === goesId)?.reason;
  return { staysId, goesId, result: isDone ? 'done' : (reason ?? 'waiting') };
}
