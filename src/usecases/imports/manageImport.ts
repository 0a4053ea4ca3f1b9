/** Imports of leads as administrators work with them: a file is stored, mapped, tried, started, stopped and undone. */
import type { Campaign } from '../../core/administration/campaign.ts';
import { guessColumns, isHeading } from '../../core/capture/importColumns.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { mistake, type Mistake, type MistakeCode } from '../../core/vocabulary/mistake.ts';
import { DAY } from '../../core/vocabulary/time.ts';
import type { FailedRow, FateCounts, ImportRow, ImportRun, ImportSettings, ImportState } from '../../ports/imports.ts';
import type { Parts } from '../../ports/parts.ts';
import { MOST_COLUMNS, type TableRefusal } from '../../ports/tables.ts';
import type { ImportList, ImportView } from '../../shared/imports.ts';
import { recordAudit } from '../admin/recordAudit.ts';
import { refuseMistakes, type Administrator, type Saved } from '../admin/refusals.ts';
import { runningOfSameFile, workSoon } from './workImport.ts';

/** F65: how long to keep rows that never became leads, and rows still to be released. */
const KEPT_MS = 7 * DAY;
const RELEASED_FOR_MS = 30 * DAY;
const ROWS_PER_PART = 200;
/** Characters of a part’s cells, so that one document stays small. */
const LONGEST_PART = 400_000;
const SHOWN_ROWS = 5;
const SHOWN_FAILED = 20;
const SHOWN_IMPORTS = 20;
const SETTLED: readonly ImportState[] = ['checked', 'done', 'canceled', 'undone'];

const MISTAKES: Readonly<Record<TableRefusal, MistakeCode>> = {
  empty: 'fileEmpty',
  noTable: 'fileNoTable',
  oldExcel: 'fileOldExcel',
  badExcel: 'fileBadExcel',
  tooMuch: 'fileTooMuch',
  tooManyRows: 'fileTooManyRows',
  tooManyColumns: 'fileTooManyColumns',
  cellTooLong: 'fileCellTooLong',
  openQuote: 'fileOpenQuote',
};

export async function storeFile(
  parts: Parts,
  by: Administrator,
  { fileName, file, digest }: { readonly fileName: string; readonly file: Uint8Array; readonly digest: string },
): Promise<Saved<ImportView>> {
  const id = parts.random.id('imp');
  const at = parts.clock.now();
  await parts.imports.add({
    id,
    by: by.id,
    at,
    state: 'reading',
    fileName,
    digest,
    rows: 0,
    first: [],
    position: 0,
    counts: {},
  });
  let n = 0;
  let row = 0;
  let first: readonly string[] | undefined;
  let held: ImportRow[] = [];
  let length = 0;
  const store = async () => {
    if (held.length > 0) await parts.imports.addPart(id, n, held, at + KEPT_MS);
    n += held.length > 0 ? 1 : 0;
    held = [];
    length = 0;
  };
  const read = await parts.tables.read(file, async (rows) => {
    for (const cells of rows) {
      row += 1;
      if (cells.length === 0) continue;
      first ??= cells;
      held.push({ row, cells });
      length += cells.reduce((sum, cell) => sum + cell.length, 0);
      if (held.length >= ROWS_PER_PART || length > LONGEST_PART) await store();
    }
  });
  await store();
  if (!read.ok) {
    await parts.imports.dropRows(id);
    await parts.imports.move(id, ['reading'], { state: 'canceled', endedAt: parts.clock.now() });
    return refuseMistakes([mistake('file', MISTAKES[read.refusal], { row: read.row ?? 0 })]);
  }
  const { kind, encoding, rows } = read;
  const facts = { kind, rows, first: first ?? [], ...(encoding !== undefined && { encoding }) };
  // Discarded while it was read.
  if (!(await parts.imports.move(id, ['reading'], { ...facts, state: 'ready' }))) await parts.imports.dropRows(id);
  return viewImport(parts, id);
}

/** Saves what the columns hold, and tries every row without changing anything else. */
export async function checkImport(parts: Parts, id: string, settings: ImportSettings): Promise<Saved<ImportView>> {
  const run = await parts.imports.byId(id);
  if (!run) return missing();
  const campaign = await parts.campaigns.byId(settings.campaignId);
  if (!campaign) return refuseMistakes([await unknownCampaign(parts)]);
  const mistakes = mistakesIn(parts, run, settings, campaign);
  if (mistakes.length > 0) return refuseMistakes(mistakes);
  const { country } = campaign;
  const change = { state: 'checking', settings, country, position: 0, counts: {} } as const;
  if (!(await parts.imports.move(id, ['ready', 'checked'], change))) return wrongState(run);
  workSoon(parts, id);
  return viewImport(parts, id);
}

export async function startImport(parts: Parts, by: Administrator, id: string): Promise<Saved<ImportView>> {
  const run = await parts.imports.byId(id);
  if (!run) return missing();
  if (run.state === 'ready') return failure('wrong-state', 'This file hasn’t been checked. Check it first.');
  if (!run.settings) return wrongState(run);
  // F81: running twice at once would release its leads at twice the rate.
  const [other] = run.state === 'checked' ? await runningOfSameFile(parts, run) : [];
  if (other) return refuseMistakes([mistake('file', 'fileImporting', { name: other.fileName })]);
  const { mode, campaignId, basis, perHour } = run.settings;
  const now = parts.clock.now();
  const isOpen = mode === 'open';
  const change = { state: 'running', position: 0, counts: {}, checked: run.counts } as const;
  const first = isOpen ? ({ releaseAt: now, heldBy: 'rate' } as const) : {};
  if (!(await parts.imports.move(id, ['checked'], { ...change, ...first })))
    return viewAs(parts, id, ['running', 'done']);
  const after = {
    mode,
    campaignId,
    basis: basis.kind,
    rows: rowsOf({ rows: run.rows, settings: run.settings }),
    ...(isOpen && { perHour }),
  };
  await recordAudit(parts, { by: by.id, what: 'import', subjectId: id, action: 'import', after });
  await dropHeading(parts, run);
  if (isOpen) await parts.imports.keepUntil(id, now + RELEASED_FOR_MS);
  else workSoon(parts, id);
  return viewImport(parts, id);
}

/** Stops it and deletes the rows that aren’t leads yet. What is done stays. */
export async function cancelImport(parts: Parts, by: Administrator, id: string): Promise<Saved<ImportView>> {
  const change = { state: 'canceled', endedAt: parts.clock.now() } as const;
  const wasRunning = await parts.imports.move(id, ['running'], change);
  // What a dry run counted never happened.
  const others = ['reading', 'ready', 'checking', 'checked'] as const;
  const isCanceled = wasRunning || (await parts.imports.move(id, others, { ...change, counts: {} }));
  if (!isCanceled) return viewAs(parts, id, ['canceled', 'done']);
  await parts.imports.dropRows(id);
  if (wasRunning) await recordAudit(parts, { by: by.id, what: 'import', subjectId: id, action: 'cancel' });
  return viewImport(parts, id);
}

/** Removes the leads that no one has touched since. */
export async function undoImport(parts: Parts, by: Administrator, id: string): Promise<Saved<ImportView>> {
  const run = await parts.imports.byId(id);
  if (!run) return missing();
  const change = { state: 'undoing', position: 0 } as const;
  if (!(await parts.imports.move(id, ['done', 'canceled'], change))) return viewAs(parts, id, ['undoing', 'undone']);
  await recordAudit(parts, { by: by.id, what: 'import', subjectId: id, action: 'undo' });
  workSoon(parts, id);
  return viewImport(parts, id);
}

export async function viewImport(parts: Parts, id: string): Promise<Saved<ImportView>> {
  const run = await parts.imports.byId(id);
  return run ? { ok: true, saved: await present(parts, run) } : missing();
}

export async function viewImports(parts: Parts): Promise<ImportList> {
  const runs = await parts.imports.latest(SHOWN_IMPORTS);
  const names = await parts.users.names(runs.map(({ by }) => by));
  return { imports: runs.map((run) => ({ ...shownOf(run), by: names.get(run.by) ?? run.by })) };
}

export async function failedRows(
  parts: Parts,
  by: Administrator,
  id: string,
): Promise<Saved<{ readonly run: ImportRun; readonly rows: AsyncIterable<FailedRow> }>> {
  const run = await parts.imports.byId(id);
  if (!run) return missing();
  await recordAudit(parts, { by: by.id, what: 'import', subjectId: id, action: 'export' });
  return { ok: true, saved: { run, rows: parts.imports.failed(id) } };
}

async function viewAs(parts: Parts, id: string, states: readonly ImportState[]): Promise<Saved<ImportView>> {
  const run = await parts.imports.byId(id);
  if (!run) return missing();
  return states.includes(run.state) ? viewImport(parts, id) : wrongState(run);
}

async function unknownCampaign(parts: Parts): Promise<Mistake> {
  const campaigns = (await parts.campaigns.all()).filter(({ active }) => active);
  return mistake('campaignId', 'oneOf', { choices: campaigns.map(({ id }) => id).join(', ') });
}

function mistakesIn(
  parts: Parts,
  run: ImportRun,
  { mapping, basis }: ImportSettings,
  { contactBy }: Campaign,
): readonly Mistake[] {
  const needed = contactBy === 'tel' ? 'phone' : 'email';
  const targets = mapping.filter((target) => target !== null);
  const twice = mapping.flatMap((target, column) =>
    target !== null && mapping.indexOf(target) < column ? [column] : [],
  );
  return [
    ...(targets.includes(needed) ? [] : [mistake('mapping', needed === 'phone' ? 'columnOfPhone' : 'columnOfEmail')]),
    ...twice.map((column) => mistake(`mapping.${column}`, 'columnTwice')),
    ...(mapping.length > MOST_COLUMNS ? [mistake('mapping', 'tooMany', { limit: MOST_COLUMNS })] : []),
    ...(basis.at > Math.max(run.at, parts.clock.now()) ? [mistake('basis.at', 'dateAhead')] : []),
  ];
}

/** The headings are no row; they stay on the import itself. */
async function dropHeading(parts: Parts, run: ImportRun): Promise<void> {
  const heading = run.settings?.hasHeading ? (await parts.imports.part(run.id, 0))?.rows[0] : undefined;
  if (heading) await parts.imports.settleRow(run.id, 0, heading.row, null);
}

async function present(parts: Parts, run: ImportRun): Promise<ImportView> {
  const names = await parts.users.names([run.by]);
  const part = await parts.imports.part(run.id, 0);
  const hasHeading = run.settings?.hasHeading ?? isHeading(run.first);
  const sample = part?.rows ?? [];
  const failed: FailedRow[] = [];
  // A run that is asked about every second has nothing to show yet.
  if (SETTLED.includes(run.state))
    for await (const row of parts.imports.failed(run.id)) {
      if (failed.length === SHOWN_FAILED) break;
      failed.push(row);
    }
  const campaigns = (await parts.campaigns.all()).filter(({ active }) => active);
  const guess = Object.fromEntries(campaigns.map(({ id, fields }) => [id, guessColumns(run.first, fields)]));
  return {
    ...shownOf(run),
    by: names.get(run.by) ?? run.by,
    first: run.first,
    sample: sample.slice(0, SHOWN_ROWS + 1).map(({ cells }) => cells),
    hasHeading,
    guess,
    settings: run.settings ?? null,
    failed,
    checked: run.checked ?? null,
    waiting: waitingOf(run),
  };
}

/** F72: what is still to be released, or attached. Rows that the check found broken, repeated or listed wait for nothing. */
function waitingOf({ state, settings, rows, counts, checked, releaseAt, heldBy }: ImportRun): ImportView['waiting'] {
  if (state !== 'running' || settings?.mode !== 'open' || releaseAt === undefined) return null;
  const taken = ({ fresh = 0, attached = 0 }: FateCounts) => fresh + attached;
  const all = checked ? taken(checked) : rowsOf({ rows, settings });
  return { rows: Math.max(0, all - taken(counts)), why: heldBy ?? 'rate', releaseAt };
}

/** Without the headings. */
function rowsOf({ rows, settings }: { readonly rows: number; readonly settings: ImportSettings | undefined }): number {
  return Math.max(0, rows - (settings?.hasHeading ? 1 : 0));
}

function shownOf({ id, at, state, fileName, kind, encoding, rows, counts, endedAt, settings }: ImportRun) {
  return {
    id,
    at,
    state,
    fileName,
    kind: kind ?? null,
    encoding: encoding ?? null,
    rows: rowsOf({ rows, settings }),
    counts,
    endedAt: endedAt ?? null,
    mode: settings?.mode ?? null,
  };
}

function missing(): Failure {
  return failure('not-found', 'This import no longer exists.');
}

function wrongState({ state }: ImportRun): Failure {
  if (state === 'checking') return failure('wrong-state', 'This import is still being checked. Wait a moment.');
  return failure('wrong-state', `This import is ${state}. Reload the page.`);
}
