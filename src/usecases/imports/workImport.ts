/**
 * Works through an import, part by part: the dry run, rows that become leads, and undoing them. Each part’s result is
 * stored before the next begins, so a run that a crash cut off continues on the node with the sweeps; a row that had
 * become a lead just then is found by its key and counts as such. A lease keeps two nodes from doing the same.
 */
import { isUntouched } from '../../core/lead/imported.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { FateCounts, ImportPart, ImportRun, ImportState } from '../../ports/imports.ts';
import type { Parts } from '../../ports/parts.ts';
import { captureInquiry } from '../intake/captureInquiry.ts';
import { campaignOf } from '../lead/context.ts';
import { leadIdOf, sortRows, type Sorting, type SortedRow, type StartedRun } from './readRows.ts';
import { inquiryIdOf } from '../../intake/sources/importedRow.ts';

const LEASE_MS = 20 * SECOND;
/** Stored together: enough to be quick, few enough that the floor’s own writes are never far behind. */
const TOGETHER = 25;
/** More imports than anyone runs at once. */
const MOST_RUNNING = 100;

type Worked = 'checking' | 'running' | 'undoing';
const ENDS: Readonly<Record<Worked, ImportState>> = { checking: 'checked', running: 'done', undoing: 'undone' };
const WORKED = Object.keys(ENDS) as readonly Worked[];

/** Begins at once; what fails or is cut off is taken up by the sweep. */
export function workSoon(parts: Parts, id: string): void {
  workImport(parts, id).catch((error: unknown) =>
    parts.log.warn({ err: error, importId: id }, 'an import was interrupted; it will be resumed'),
  );
}

/** Continues imports that no node is working on anymore. Open leads are released by `releaseLeads`. */
export async function resumeImports(parts: Parts): Promise<void> {
  for (const run of await parts.imports.inState(WORKED, 5)) await workImport(parts, run.id);
}

/** Whether its leads are released over time instead of at once. */
export function isReleased({ state, settings }: ImportRun): boolean {
  return state === 'running' && settings?.mode === 'open';
}

/** Runs `work` unless another node does; `renew` says whether it may continue. */
export async function withImportLease(
  parts: Parts,
  id: string,
  work: (renew: () => Promise<boolean>) => Promise<void>,
): Promise<void> {
  const name = `import:${id}`;
  const holder = parts.random.id('import');
  let renewedAt = 0;
  const renew = async () => {
    const now = parts.clock.now();
    if (now - renewedAt < LEASE_MS / 3) return true;
    renewedAt = now;
    return parts.settings.lease(name, holder, now, now + LEASE_MS);
  };
  if (!(await renew())) return;
  try {
    await work(renew);
  } finally {
    await parts.settings.release(name, holder).catch(() => undefined);
  }
}

async function workImport(parts: Parts, id: string): Promise<void> {
  await withImportLease(parts, id, async (renew) => {
    let run = await parts.imports.byId(id);
    // The numbers that a dry run has seen are only in memory, so it begins again.
    if (run?.state === 'checking') {
      await parts.imports.move(id, ['checking'], { position: 0, counts: {} });
      run = { ...run, position: 0, counts: {} };
    }
    const startSorting = run?.state === 'checking' ? dryRunSorting : sortingOf;
    const sorting = run && isStarted(run) ? await startSorting(parts, run) : null;
    while (run && sorting && isStarted(run) && isWorked(run.state) && !isReleased(run) && (await renew())) {
      const { state, position } = run;
      const part = await parts.imports.part(id, position);
      if (!part) {
        await parts.imports.move(id, [state], { state: ENDS[state], endedAt: parts.clock.now() });
        return;
      }
      const counts = part.result?.state === state ? part.result.counts : await workPart(parts, run, part, sorting);
      run = await parts.imports.step(id, state, position, counts);
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
}

export function isStarted(run: ImportRun): run is StartedRun {
  return run.settings !== undefined;
}

function isWorked(state: ImportState): state is Worked {
  return WORKED.some((one) => one === state);
}

export async function sortingOf(parts: Parts, run: StartedRun): Promise<Sorting> {
  const user = await parts.users.byId(run.by);
  const language: Language = user?.language ?? 'en';
  const campaign = await campaignOf(parts, run.settings.campaignId);
  const { country = campaign.country } = run;
  const read = country === campaign.country ? campaign : { ...campaign, country };
  return { campaign: read, language };
}

/** The same for a dry run, which begins at the first row. */
async function dryRunSorting(parts: Parts, run: StartedRun): Promise<Sorting> {
  const others = await runningOfSameFile(parts, run);
  return { ...(await sortingOf(parts, run)), seen: new Set<string>(), others: others.map(({ id }) => id) };
}

/** Other imports of the same file whose rows become leads now. */
export async function runningOfSameFile(
  parts: Parts,
  { id, digest }: Pick<ImportRun, 'id' | 'digest'>,
): Promise<readonly ImportRun[]> {
  const running = await parts.imports.inState(['running'], MOST_RUNNING);
  return running.filter((one) => one.id !== id && one.digest === digest);
}

async function workPart(parts: Parts, run: StartedRun, part: ImportPart, sorting: Sorting): Promise<FateCounts> {
  if (run.state === 'undoing') return undoPart(parts, run, part);
  const isRun = run.state === 'running';
  // A dry run leaves the headings where they are: they may turn out to be a row.
  const isHeaded = !isRun && part.n === 0 && run.settings.hasHeading;
  const rows = isHeaded ? part.rows.slice(1) : part.rows;
  const sorted = await sortRows(parts, run, { n: part.n, rows }, sorting);
  if (isRun) await storeRows(parts, sorted);
  const counts = countsOf(sorted);
  const made = isRun ? sorted.flatMap(({ row, fate }) => (fate === 'fresh' ? [row] : [])) : [];
  const failed = sorted.flatMap(({ failed: one }) => one ?? []);
  await parts.imports.settlePart(run.id, { n: part.n, made, failed, result: { state: run.state, counts } }, !isRun);
  return counts;
}

async function storeRows(parts: Parts, sorted: readonly SortedRow[]): Promise<void> {
  const inquiries = sorted.flatMap(({ inquiry }) => inquiry ?? []);
  for (let from = 0; from < inquiries.length; from += TOGETHER) {
    const some = inquiries.slice(from, from + TOGETHER);
    await Promise.all(some.map((inquiry) => captureInquiry(parts, inquiry)));
  }
}

export function countsOf(sorted: readonly SortedRow[]): FateCounts {
  const counts: Partial<Record<SortedRow['fate'], number>> = {};
  for (const { fate } of sorted) counts[fate] = (counts[fate] ?? 0) + 1;
  return counts;
}

/**
 * F64: removes the leads that no one has touched. A part may be undone twice, so a lead that is gone counts as removed.
 */
async function undoPart(parts: Parts, run: StartedRun, { n, made, failed }: ImportPart): Promise<FateCounts> {
  let removed = 0;
  for (const row of made) if (await removeLead(parts, run, row)) removed += 1;
  const counts = { removed, kept: made.length - removed };
  await parts.imports.settlePart(run.id, { n, made, failed, result: { state: run.state, counts } }, false);
  return counts;
}

async function removeLead(parts: Parts, run: StartedRun, row: number): Promise<boolean> {
  const loaded = await parts.leads.load(leadIdOf(run, row));
  if (loaded) {
    const isWhole = loaded.history.length === loaded.entryCount;
    if (!isWhole || !isUntouched(loaded.lead, loaded.history) || !(await parts.leads.remove(loaded))) return false;
  }
  // After its lead: until then a sweep would open it again.
  await parts.inquiries.remove(inquiryIdOf({ digest: run.digest, row }));
  return true;
}
