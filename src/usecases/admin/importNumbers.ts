/**
 * Adds the numbers in a file to the do-not-call list. Only one import runs at a time across all nodes. It continues
 * after the request that started it, and its progress is stored in the settings, so that every node can report it.
 * After a crash, importing the same file again is safe: listed numbers are skipped, and the same file counts as one act
 * (L27).
 */
import { failure } from '../../core/vocabulary/errors.ts';
import { MINUTE } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ImportCounts, ImportProgress } from '../../shared/adminDoNotCall.ts';
import { listNumbers } from '../doNotCall/listNumber.ts';
import { recordAudit } from './recordAudit.ts';
import type { Administrator, Saved } from './refusals.ts';

/** A file's content: distinct numbers in E.164, and the rows that aren't numbers. */
export interface ReadFile extends Pick<ImportCounts, 'rows' | 'unread' | 'unreadRows'> {
  readonly tels: readonly string[];
  /** Digest of the content. */
  readonly digest: string;
}

const PROGRESS = 'doNotCallImport';
const LEASE = 'doNotCallImport';
/** Renewed with each step, which takes much less. */
const LEASE_MS = MINUTE;
const AT_ONCE = 500;

export async function previewImport(parts: Parts, { tels, ...read }: ReadFile): Promise<ImportCounts> {
  let known = 0;
  for (let from = 0; from < tels.length; from += AT_ONCE)
    known += await parts.doNotCall.count(tels.slice(from, from + AT_ONCE));
  const { rows, unread, unreadRows } = read;
  return { rows, numbers: tels.length, known, unread, unreadRows };
}

/** The running or latest import; null if there was none. */
export async function importProgress(parts: Parts): Promise<ImportProgress | null> {
  const progress = await parts.settings.get<ImportProgress & { at: number }>(PROGRESS);
  if (!progress) return null;
  const { at, ...shown } = progress;
  // The process that ran it has ended.
  const isLost = shown.state === 'running' && parts.clock.now() >= at + LEASE_MS;
  return isLost ? { ...shown, state: 'failed' } : shown;
}

/** Starts the import and returns immediately. */
export async function startImport(
  parts: Parts,
  by: Administrator,
  { tels, digest }: ReadFile,
): Promise<Saved<ImportProgress>> {
  const id = parts.random.id('imp');
  const now = parts.clock.now();
  if (!(await parts.settings.lease(LEASE, id, now, now + LEASE_MS)))
    return failure('in-use', 'Another import is running. Try again when it’s done.');
  const names = await parts.users.names([by.id]);
  const progress: ImportProgress = {
    id,
    state: 'running',
    by: names.get(by.id) ?? by.id,
    startedAt: now,
    total: tels.length,
    done: 0,
    added: 0,
  };
  await recordAudit(parts, {
    by: by.id,
    what: 'doNotCall',
    subjectId: 'import',
    action: 'import',
    after: { numbers: tels.length },
  });
  await keep(parts, progress);
  // Never rejects: a failure is stored in the progress.
  void run(parts, by, progress, { tels, digest });
  return { ok: true, saved: progress };
}

async function run(
  parts: Parts,
  by: Administrator,
  started: ImportProgress,
  { tels, digest }: Pick<ReadFile, 'tels' | 'digest'>,
): Promise<void> {
  let progress = started;
  // The same file again is the same act.
  const act = { id: `file:${digest}`, by: { kind: 'supervisor', id: by.id }, source: 'import' } as const;
  try {
    for (let from = 0; from < tels.length; from += AT_ONCE) {
      const now = parts.clock.now();
      await parts.settings.lease(LEASE, started.id, now, now + LEASE_MS);
      const some = tels.slice(from, from + AT_ONCE);
      const added = await listNumbers(parts, some, { ...act, at: now });
      progress = { ...progress, done: from + some.length, added: progress.added + added.length };
      await keep(parts, progress);
    }
    await keep(parts, { ...progress, state: 'done' });
  } catch (error) {
    parts.log.error({ err: error, importId: started.id }, 'an import of do-not-call numbers failed');
    await keep(parts, { ...progress, state: 'failed' }).catch(() => undefined);
  } finally {
    await parts.settings.release(LEASE, started.id).catch(() => undefined);
  }
}

function keep(parts: Parts, progress: ImportProgress): Promise<void> {
  return parts.settings.set(PROGRESS, { ...progress, at: parts.clock.now() });
}
