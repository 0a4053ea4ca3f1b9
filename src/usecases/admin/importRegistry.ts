/**
 * Imports a file of the national do-not-call registry. The file is read as it arrives and refused as a whole; what was in
 * force stays in force until the new version is published in one write. Only one import runs at a time across all
 * nodes; its progress is stored in the settings, so that every node can report it.
 */
import { failure } from '../../core/vocabulary/errors.ts';
import { isStale, withLists } from '../../core/law/registry.ts';
import type { ListRefusal, Registry, RegistryFileKind } from '../../core/law/registry.ts';
import { registryReader, type BrokenFile } from '../../core/law/registryFile.ts';
import { mistake, type Mistake } from '../../core/vocabulary/mistake.ts';
import { DAY, MINUTE, SECOND, type Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { RegistryDraft } from '../../ports/registry.ts';
import type { RegistryProgress, RegistryView } from '../../shared/adminRegistry.ts';
import { viewScrub } from '../lead/scrubCallbacks.ts';
import { recordAudit } from './recordAudit.ts';
import { refuseMistakes, type Administrator, type Saved } from './refusals.ts';

export interface RegistryFile {
  readonly kind: RegistryFileKind;
  /** When the registry issued it: midnight UTC. */
  readonly asOf: Moment;
  /** When its changes begin; for change lists only. */
  readonly since?: Moment;
  /** Full lists may have far fewer numbers than those they replace. */
  readonly allowsFewer: boolean;
  /** Unpacked. Ends with an UnreadableFile if it can't be unpacked. */
  readonly content: AsyncIterable<Uint8Array>;
  /** Of the file as sent: how much has arrived, and its size if known. */
  readonly received: () => number;
  readonly size: number | null;
}

/** The file can't be unpacked. */
export class UnreadableFile extends Error {
  readonly why: 'cut' | 'packed';
  constructor(why: 'cut' | 'packed') {
    super(`the file is ${why}`);
    this.why = why;
  }
}

const PROGRESS = 'registryImport';
const LEASE = 'registryImport';
/** Renewed with each report of progress. */
const LEASE_MS = MINUTE;
const REPORT_MS = SECOND;

type Stored = RegistryProgress & { readonly at: Moment };

export async function viewRegistry(parts: Parts): Promise<RegistryView> {
  const [{ areas, version }, progress] = await Promise.all([parts.registry.inForce(), progressOf(parts)]);
  const now = parts.clock.now();
  const numbers = areas.reduce((sum, { count }) => sum + count, 0);
  return {
    numbers,
    areas: areas.map(({ areaCode, asOf, count }) => ({ areaCode, asOf, count, isStale: isStale({ asOf }, now) })),
    progress,
    scrub: await viewScrub(parts, version),
  };
}

async function progressOf(parts: Parts): Promise<RegistryProgress | null> {
  const stored = await parts.settings.get<Stored>(PROGRESS);
  if (!stored) return null;
  const { at, ...progress } = stored;
  // The process that ran it has ended.
  const isLost = progress.state === 'reading' && parts.clock.now() >= at + LEASE_MS;
  return isLost ? { ...progress, state: 'failed' } : progress;
}

/** Reads the file to its end. Everything else is as it was if it's refused. */
export async function importRegistry(
  parts: Parts,
  by: Administrator,
  file: RegistryFile,
): Promise<Saved<RegistryView>> {
  const mistakes = dateMistakes(file, parts.clock.now());
  if (mistakes.length > 0) return refuseMistakes(mistakes);
  const id = parts.random.id('reg');
  const now = parts.clock.now();
  if (!(await parts.settings.lease(LEASE, id, now, now + LEASE_MS)))
    return failure('in-use', 'Another registry file is being imported. Try again when it’s done.');
  const names = await parts.users.names([by.id]);
  const report = reporter(parts, {
    ...{ id, state: 'reading', kind: file.kind, by: names.get(by.id) ?? by.id, startedAt: now },
    ...{ received: 0, size: file.size, numbers: 0 },
  });
  try {
    await report({}, true);
    const refused = await readAndPublish(parts, by, { id, file, report });
    await report(refused ? { state: 'failed' } : { state: 'done', received: file.received() }, true);
    return refused ? refuseMistakes([refused]) : { ok: true, saved: await viewRegistry(parts) };
  } catch (error) {
    await report({ state: 'failed' }, true).catch(() => undefined);
    throw error;
  } finally {
    await parts.settings.release(LEASE, id).catch(() => undefined);
  }
}

interface Run {
  readonly id: string;
  readonly file: RegistryFile;
  readonly report: (progress: Partial<RegistryProgress>, isNow?: boolean) => Promise<void>;
}

async function readAndPublish(parts: Parts, by: Administrator, run: Run): Promise<Mistake | null> {
  const { file } = run;
  const before = await parts.registry.inForce();
  const draft = await parts.registry.draft(run.id, file.kind === 'full' ? null : before);
  try {
    const broken = await readFile(run, draft);
    return broken ? mistakeOf(broken, file.kind) : await publish(parts, by, { ...run, draft, before });
  } finally {
    await draft.discard();
  }
}

async function readFile({ file, report }: Run, draft: RegistryDraft): Promise<BrokenFile | null> {
  const reader = registryReader(file.kind, draft.put);
  try {
    for await (const bytes of file.content) {
      const broken = reader.push(bytes);
      if (broken) return broken;
      await report({ received: file.received(), numbers: reader.count() });
    }
  } catch (error) {
    if (error instanceof UnreadableFile) return { why: error.why, line: 0 };
    throw error;
  }
  await report({ received: file.received(), numbers: reader.count() }, true);
  return reader.end();
}

async function publish(
  parts: Parts,
  by: Administrator,
  { file, draft, before }: Run & { readonly draft: RegistryDraft; readonly before: Registry },
): Promise<Mistake | null> {
  const lists = await draft.store(file.asOf);
  const next = withLists(before, lists, file);
  const refused = 'why' in next ? refusalOf(next) : null;
  if ('why' in next || (await parts.registry.publish(next, before)) === 'stale') {
    await parts.registry.remove(lists);
    return refused ?? mistake('file', 'registryMeanwhile');
  }
  const areas = lists.map(({ areaCode, count }) => `${areaCode}: ${count}`).join(', ');
  await recordAudit(parts, {
    ...{ by: by.id, what: 'doNotCall', subjectId: 'registry', action: 'import' },
    after: { kind: file.kind, asOf: dateOf(file.asOf), version: next.version, areas },
  });
  return null;
}

/** At most one write per second, with the lease. */
function reporter(parts: Parts, started: RegistryProgress): Run['report'] {
  let progress = started;
  let reportedAt = -Infinity;
  return async (change, isNow = false) => {
    progress = { ...progress, ...change };
    const now = parts.clock.now();
    if (!isNow && now < reportedAt + REPORT_MS) return;
    reportedAt = now;
    await parts.settings.lease(LEASE, started.id, now, now + LEASE_MS);
    await parts.settings.set(PROGRESS, { ...progress, at: now } satisfies Stored);
  };
}

function dateMistakes({ kind, asOf, since }: RegistryFile, now: Moment): readonly Mistake[] {
  // Somewhere it may be tomorrow already.
  if (asOf > now + DAY) return [mistake('asOf', 'registryFuture')];
  if (isStale({ asOf }, now)) return [mistake('asOf', 'registryOld')];
  if (kind === 'changes' && since === undefined) return [mistake('since', 'missing')];
  return since !== undefined && since > asOf ? [mistake('since', 'endsBefore')] : [];
}

function mistakeOf({ why, line }: BrokenFile, kind: RegistryFileKind): Mistake {
  switch (why) {
    case 'line':
      return mistake('file', 'registryLine', { line });
    case 'kind':
      return mistake('file', kind === 'full' ? 'registryIsChanges' : 'registryIsFull', { line });
    case 'noList':
      return mistake('file', 'registryNoList', { line });
    case 'cut':
      return line === 0 ? mistake('file', 'registryCut') : mistake('file', 'registryCutLine', { line });
    case 'packed':
      return mistake('file', 'registryPacked');
    case 'empty':
      return mistake('file', 'registryEmpty');
  }
}

function refusalOf(refusal: ListRefusal): Mistake {
  const { areaCode } = refusal;
  switch (refusal.why) {
    case 'older':
      return mistake('asOf', 'registryOlder', { areaCode, date: dateOf(refusal.asOf) });
    case 'gap':
      return mistake('since', 'registryGap', { areaCode, date: dateOf(refusal.asOf) });
    case 'fewer':
      return mistake('allowsFewer', 'registryFewer', { areaCode, count: refusal.count, before: refusal.before });
  }
}

function dateOf(moment: Moment): string {
  return new Date(moment).toISOString().slice(0, 10);
}
