/** The law of calls by place: shown with its sources, changed and confirmed row by row. Each change is in the audit log. */
import { checkLaw } from '../../core/administration/checkLaw.ts';
import { isSame } from '../../core/vocabulary/isSame.ts';
import { HOURS_READ_ON, SHIPPED_LAW, type PlaceLaw } from '../../core/law/callingHours.ts';
import { holidaysOf } from '../../core/law/holidays.ts';
import { daysOf, lawInForce, rowAge } from '../../core/law/lawTable.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import { LAW_SETTING, type StoredLaw } from '../../ports/callingLaw.ts';
import type { Parts } from '../../ports/parts.ts';
import type { LawFields, LawRow, LawView } from '../../shared/adminLaw.ts';
import { withAdminLease } from './adminLease.ts';
import { withAudit } from './recordAudit.ts';
import { storedLaw } from './storedLaw.ts';
import {
  editConflict,
  namesOf,
  nextRevision,
  refuseMistakes,
  revisionOf,
  type Administrator,
  type Saved,
} from './refusals.ts';

export async function viewLaw(parts: Parts): Promise<LawView> {
  return present(parts, await storedLaw(parts));
}

/** Changes, confirms or adds the row of a place. `basedOn` is 0 if none was saved before. */
export async function saveLawRow(
  parts: Parts,
  by: Administrator,
  basedOn: number,
  { place, fields }: { readonly place: string; readonly fields: LawFields },
): Promise<Saved<LawView>> {
  const { weekdays, saturday, sunday, holidays, source: citation, verifiedOn, note } = fields;
  const { maxPerDay, unaskedPer30Days } = fields;
  const legal = holidays ? holidaysOf(place) : null;
  const row: PlaceLaw = {
    ...{ place, hours: [weekdays, saturday, sunday], citation, verifiedOn },
    ...(legal !== null && { holidays: legal }),
    ...(maxPerDay !== null && { maxPerDay }),
    ...(unaskedPer30Days !== null && { unaskedPer30Days }),
    ...(note !== '' && { note }),
  };
  const { rows: changed } = await storedLaw(parts);
  const mistakes = checkLaw(row, parts.clock.now(), holidays, changed);
  if (mistakes.length > 0) return refuseMistakes(mistakes);
  return replaceRows(parts, by, basedOn, place, (rows) => [...rows.filter((one) => one.place !== place), row]);
}

/** The row that ships for this place applies again. */
export async function removeLawRow(
  parts: Parts,
  by: Administrator,
  basedOn: number,
  place: string,
): Promise<Saved<LawView>> {
  const { rows } = await storedLaw(parts);
  if (!rows.some((row) => row.place === place))
    return failure('not-found', 'You haven’t changed the row for this place.');
  return replaceRows(parts, by, basedOn, place, (now) => now.filter((row) => row.place !== place));
}

function replaceRows(
  parts: Parts,
  by: Administrator,
  basedOn: number,
  place: string,
  change: (rows: readonly PlaceLaw[]) => readonly PlaceLaw[],
): Promise<Saved<LawView>> {
  return withAdminLease(parts, async () => {
    const stored = await storedLaw(parts);
    if (stored.version !== basedOn) return editConflict(parts, stored, await present(parts, stored));
    const rows = change(stored.rows);
    if (isSame({ rows: stored.rows }, { rows })) return { ok: true, saved: await present(parts, stored) };
    const next = { rows, ...nextRevision(parts, basedOn, by) };
    const { version, changedAt: at } = next;
    const [before, after] = [lawOf(stored.rows, place), lawOf(rows, place)];
    const replaced = await withAudit(
      parts,
      {
        ...{ by: by.id, what: 'law', subjectId: LAW_SETTING, action: 'edit', version, at },
        ...(before && { before: { [place]: before } }),
        ...(after && { after: { [place]: after } }),
      },
      () => parts.settings.replace(LAW_SETTING, next, basedOn),
      (result) => result === 'done',
    );
    // Decisions take the law from their campaign.
    parts.campaigns.reread();
    const now = replaced === 'stale' ? await storedLaw(parts) : next;
    const shown = await present(parts, now);
    return replaced === 'stale' ? editConflict(parts, now, shown) : { ok: true, saved: shown };
  });
}

/** The row of a place: the business's, or the one that ships. */
function lawOf(rows: readonly PlaceLaw[], place: string): PlaceLaw | undefined {
  const isThis = (row: PlaceLaw) => row.place === place;
  return rows.find(isThis) ?? SHIPPED_LAW.find(isThis);
}

async function present(parts: Parts, stored: StoredLaw): Promise<LawView> {
  const own = new Set(stored.rows.map(({ place }) => place));
  const shipped = new Set(SHIPPED_LAW.map(({ place }) => place));
  const now = parts.clock.now();
  const places = [...new Set([...shipped, ...own])].sort();
  const rows = places.flatMap((place) => {
    const row = lawInForce(place, stored.rows);
    return row ? [rowOf(row, now, { isOwn: own.has(place), isShipped: shipped.has(place) })] : [];
  });
  const campaigns = await parts.campaigns.all();
  const countries = campaigns.filter(({ active }) => active).map(({ country }) => country);
  return {
    rows,
    missing: [...new Set(countries)].filter((country) => !places.includes(country)).sort(),
    ...revisionOf(stored, await namesOf(parts, [stored])),
  };
}

function rowOf(row: PlaceLaw, now: number, kind: Pick<LawRow, 'isOwn' | 'isShipped'>): LawRow {
  const { place, hours, holidays, maxPerDay, citation, verifiedOn = HOURS_READ_ON, note = '', noteKo = '' } = row;
  const [weekdays, saturday, sunday] = daysOf(hours);
  const { is, staleFrom } = rowAge(verifiedOn, now);
  const age = {
    isStale: is === 'stale',
    staleOn: new Date(staleFrom).toISOString().slice(0, 10),
    isDue: is === 'due',
  };
  const hoursAndDays = { weekdays, saturday, sunday, holidays: holidays !== undefined };
  const caps = { maxPerDay: maxPerDay ?? null, unaskedPer30Days: row.unaskedPer30Days ?? null };
  return { place, ...hoursAndDays, ...caps, source: citation, verifiedOn, note, noteKo, ...age, ...kind };
}
