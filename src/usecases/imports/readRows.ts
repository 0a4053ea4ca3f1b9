/** A part’s rows as inquiries, and what happens to each, given what is known about its person. */
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { inquiryIdOf, importedRow } from '../../intake/sources/importedRow.ts';
import { inquiryOf } from '../../intake/submission.ts';
import type { FailedRow, ImportPart, ImportRow, ImportRun, ImportSettings, RowFate } from '../../ports/imports.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import { importText } from '../../shared/text/imports.ts';
import { translator } from '../../shared/text/index.ts';

export type StartedRun = ImportRun & { readonly settings: ImportSettings };

/** `inquiry`: to be stored now. */
export type SortedRow = {
  readonly row: number;
  readonly fate: RowFate;
  readonly inquiry?: Inquiry;
  readonly failed?: FailedRow;
};

export interface Sorting {
  readonly campaign: Campaign;
  /** The importing user's: the reasons are in this language. */
  readonly language: Language;
  /** The numbers of earlier rows, in a dry run; when rows are stored, the leads themselves tell. */
  readonly seen?: Set<string>;
  /** Running imports of the same file, in a dry run. */
  readonly others?: readonly string[];
}

/** Decides on some rows with a few questions to the database, however many there are. `n`: the part that they are in. */
export async function sortRows(
  parts: Parts,
  run: StartedRun,
  { n, rows }: Pick<ImportPart, 'n' | 'rows'>,
  { campaign, language, seen = new Set(), others = [] }: Sorting,
): Promise<readonly SortedRow[]> {
  const read = rows.map((row) => ({ row, read: readRow(parts, run, row, campaign, language) }));
  const tels = [...new Set(read.flatMap(({ read: one }) => (typeof one === 'object' ? (one?.person.tel ?? []) : [])))];
  const [stored, known, listed, elsewhere] = await Promise.all([
    parts.inquiries.imported(rows.map(({ row }) => inquiryIdOf({ digest: run.digest, row }))),
    parts.leads.ofNumbers(tels),
    parts.doNotCall.inForce(tels),
    rowsElsewhere(parts, others, n),
  ]);
  const t = translator(importText, language);
  return read.map(({ row: { row, cells }, read: one }): SortedRow => {
    const before = stored.get(inquiryIdOf({ digest: run.digest, row }));
    if (before) {
      const isOurs = before.importId === run.id;
      const isOwn = before.leadId === leadIdOf(run, row);
      return { row, fate: isOurs ? (isOwn ? 'fresh' : 'attached') : 'again' };
    }
    // F80: another import of this file has yet to make it a lead.
    if (elsewhere.has(row)) return { row, fate: 'again' };
    if (one === null) return { row, fate: 'empty' };
    if (typeof one === 'string') return { row, fate: 'broken', failed: { row, cells, reason: one } };
    const { tel } = one.person;
    if (tel === undefined) return { row, fate: 'fresh', inquiry: one };
    if (listed.has(tel)) return { row, fate: 'listed', failed: { row, cells, reason: t('row.listed') } };
    const lead = known.get(tel);
    // F82: it belongs to someone else. History isn’t called.
    if (lead?.outcome === 'wrongNumber' && run.settings.mode === 'open' && !isLeadOf(run, lead.id))
      return { row, fate: 'broken', failed: { row, cells, reason: t('row.wrongNumber') } };
    if (seen.has(tel) || (lead && isLeadOf(run, lead.id))) return { row, fate: 'repeated' };
    seen.add(tel);
    return { row, fate: lead?.isOpen ? 'attached' : 'fresh', inquiry: one };
  });
}

/** The rows of this part that other imports of the same file have yet to make leads. The same file has the same parts. */
async function rowsElsewhere(parts: Parts, others: readonly string[], n: number): Promise<ReadonlySet<number>> {
  const same = await Promise.all(others.map((id) => parts.imports.part(id, n)));
  return new Set(same.flatMap((part) => part?.rows.map(({ row }) => row) ?? []));
}

export function leadIdOf({ digest }: Pick<ImportRun, 'digest'>, row: number): string {
  return `ld_${inquiryIdOf({ digest, row })}`;
}

function isLeadOf({ digest }: ImportRun, leadId: string): boolean {
  return leadId.startsWith(`ld_inq_${digest.slice(0, 24)}_`);
}

/** The inquiry, why there is none, or null for an empty row. */
function readRow(parts: Parts, run: StartedRun, { row, cells }: ImportRow, campaign: Campaign, language: Language) {
  const { id: importId, by, digest, fileName, settings } = run;
  const { mapping, mode, basis } = settings;
  if (mapping.every((target, column) => target === null || (cells[column] ?? '').trim() === '')) return null;
  const given = { importId, row, by, mode, cells, mapping, digest, fileName, basis, language };
  const read = importedRow.read(campaign, given, parts.clock.now());
  if (read.ok) return inquiryOf(parts, campaign, read.submission);
  const t = translator(importText, language);
  const label = (field: string) => {
    const own = campaign.fields.find(({ name }) => name === field);
    if (own) return own.label[language] ?? own.label.en;
    return `target.${field}` in importText ? t(`target.${field}` as 'target.name') : field;
  };
  const reasons = Object.entries(read.fields ?? {}).map(([field, reason]) => `${label(field)}: ${reason}`);
  return reasons.length > 0 ? reasons.join(' ') : read.message;
}
