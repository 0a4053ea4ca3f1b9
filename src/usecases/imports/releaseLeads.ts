/**
 * Releases the open leads of imports, a few at a time: at the chosen rate, while an agent who could take one is free
 * and no one is waiting, and only people who may be called at this hour. The others come later, in the order of the
 * file.
 */
import { freeSlot } from '../../core/routing/candidate.ts';
import { lanesOf } from '../../core/routing/lanes.ts';
import { HOUR, MINUTE, SECOND } from '../../core/vocabulary/time.ts';
import type { ImportPart, ImportRun, ReleaseHold } from '../../ports/imports.ts';
import type { Parts } from '../../ports/parts.ts';
import { captureInquiry } from '../intake/captureInquiry.ts';
import { leadWhenOpened } from '../intake/attachInquiry.ts';
import { candidatesOf } from '../routing/candidatesOf.ts';
import { sortRows, type SortedRow, type Sorting, type StartedRun } from './readRows.ts';
import { countsOf, isReleased, isStarted, sortingOf, withImportLease } from './workImport.ts';

/** Parts read at once: how far ahead to look for people who may be called now. */
const LOOK_AHEAD = 5;
/** When no one was free, or no one may be called. */
const LATER_MS = 5 * SECOND;
const MUCH_LATER_MS = MINUTE;

export async function releaseLeads(parts: Parts): Promise<void> {
  for (const { id } of (await parts.imports.inState(['running'], 5)).filter((run) => isDue(parts, run)))
    await withImportLease(parts, id, async () => {
      // As it is now: another node may have released some before this one got the lease.
      const run = await parts.imports.byId(id);
      if (run && isDue(parts, run)) await releaseSome(parts, run);
    });
}

function isDue(parts: Parts, run: ImportRun): run is StartedRun {
  return isReleased(run) && isStarted(run) && parts.clock.now() >= (run.releaseAt ?? 0);
}

async function releaseSome(parts: Parts, run: StartedRun): Promise<void> {
  const sorting = await sortingOf(parts, run);
  const pending = await parts.imports.pendingParts(run.id, LOOK_AHEAD);
  const now = parts.clock.now();
  if (pending.length === 0) {
    await parts.imports.move(run.id, ['running'], { state: 'done', endedAt: now });
    return;
  }
  const { free, heldBy } = await freeAgents(parts, sorting);
  const every = HOUR / run.settings.perHour;
  const due = Math.floor((now - (run.releaseAt ?? now)) / every) + 1;
  let left = Math.min(due, free);
  const most = left;
  for (const part of pending) {
    if (left === 0) break;
    left -= await releasePart(parts, run, part, { sorting, most: left });
  }
  const released = most - left;
  // Leads that couldn't be released aren't made up for later: the rate holds at any moment.
  const pause = released > 0 ? Math.max(every * released, SECOND) : free === 0 ? LATER_MS : MUCH_LATER_MS;
  const why = released > 0 ? 'rate' : (heldBy ?? 'hours');
  await parts.imports.move(run.id, ['running'], { releaseAt: now + pause, heldBy: why });
}

async function releasePart(
  parts: Parts,
  run: StartedRun,
  { n, rows }: ImportPart,
  { sorting, most }: { readonly sorting: Sorting; readonly most: number },
): Promise<number> {
  let released = 0;
  for (const sorted of await sortRows(parts, run, { n, rows }, sorting)) {
    if (released === most) break;
    const { row, fate, inquiry, failed } = sorted;
    const isNew = fate === 'fresh' && inquiry !== undefined;
    if (isNew && (await leadWhenOpened(parts, inquiry)).state !== 'waiting') continue;
    if (inquiry) await captureInquiry(parts, inquiry);
    const what = fate === 'fresh' ? ({ made: true } as const) : failed ? { failed } : null;
    if (await parts.imports.settleRow(run.id, n, row, what)) await parts.imports.count(run.id, countOf(sorted));
    if (isNew) released += 1;
  }
  return released;
}

function countOf(sorted: SortedRow) {
  return countsOf([sorted]);
}

/** How many agents could take one of these leads now; none while anyone waits. */
async function freeAgents(
  parts: Parts,
  { campaign }: Sorting,
): Promise<{ readonly free: number; readonly heldBy?: ReleaseHold }> {
  const { waiting, held } = await parts.leads.routingQueue(false);
  if (waiting.length > 0) return { free: 0, heldBy: 'people' };
  const candidates = await candidatesOf(parts, await parts.agents.onShift(), held, [campaign]);
  const now = parts.clock.now();
  const idle = candidates.filter((one) => freeSlot(one) !== null);
  const free = idle.filter((one) => lanesOf([campaign], [one], now).length > 0).length;
  return free > 0 ? { free } : { free, heldBy: 'noAgent' };
}
