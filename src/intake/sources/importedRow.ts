/**
 * A row of an imported file. Its key is the file’s digest and its number, so that the same file twice does nothing. The
 * business states what permits contact, once for the file; a row’s own date counts before the file’s.
 */
import type { Campaign } from '../../core/administration/campaign.ts';
import { choiceIn, choicesIn, dayIn, languageIn, numberIn, phoneIn, unmasked } from '../../core/capture/importCells.ts';
import type { ColumnMapping, ColumnTarget } from '../../core/capture/importColumns.ts';
import { relationshipUntil } from '../../core/law/relationship.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import type { FormField } from '../../core/vocabulary/form.ts';
import type { ConsentBasis, ImportOrigin } from '../../core/vocabulary/imports.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { DAY, type Moment } from '../../core/vocabulary/time.ts';
import { importText } from '../../shared/text/imports.ts';
import { translator } from '../../shared/text/index.ts';
import { exampleNumber, readNumber } from '../numbers.ts';
import { readForm } from '../readForm.ts';
import type { Adapter, Read, Submission } from '../submission.ts';

export interface ImportedRow extends ImportOrigin {
  readonly cells: readonly string[];
  readonly mapping: ColumnMapping;
  /** Digest of the file, hex. */
  readonly digest: string;
  readonly fileName: string;
  readonly basis: ConsentBasis;
  /** Of the reasons why a row can’t be taken. */
  readonly language: Language;
}

/** Not one of our versions: the business states the wording. */
const STATED = 0;
/** Stands for a name that the row doesn’t have while the row is read. */
const NAMELESS = '–';
/** Without a language in its row, a number without a country is one of the campaign’s country. */
const NO_LANGUAGE: Language = 'en';
/** Counted where the row names no source of its own. */
const SOURCE = 'import';

export const importedRow: Adapter<ImportedRow> = {
  read: (campaign, row, now) => {
    const cells = cellsOf(row);
    const { body, reasons } = bodyOf(campaign, row, cells);
    const given = givenAt(row, cells.get('consentDate'), campaign.country, now);
    if (given.reason !== undefined) reasons['consentDate'] = given.reason;
    const own = ownLanguage(cells);
    const languages = { language: own ?? NO_LANGUAGE, reasonsIn: row.language };
    const sent = { body, rawBody: JSON.stringify(row.cells), ...languages, address: '' };
    const read = readForm('import', asRow(campaign), sent, now);
    if (!read.ok) return { ...read, fields: { ...worded(read.fields ?? {}, campaign, row, cells), ...reasons } };
    if (Object.keys(reasons).length > 0) return failure('bad-input', 'Some cells can’t be read.', { fields: reasons });
    return withOrigin(read, row, campaign, { at: given.at, language: own ?? campaign.language });
  },
};

/** F70: how a number is read is up to the file and the campaign, never to the person importing. */
function ownLanguage(cells: ReadonlyMap<ColumnTarget, string>): Language | undefined {
  return languageIn(cells.get('language') ?? '');
}

/**
 * F66: the form’s sentences ask customers for their own number; the person importing is told what the cell contains.
 */
function worded(
  fields: Readonly<Record<string, string>>,
  { country }: Campaign,
  { language }: ImportedRow,
  cells: ReadonlyMap<ColumnTarget, string>,
): Readonly<Record<string, string>> {
  const t = translator(importText, language);
  const phone = cells.get('phone');
  const read =
    phone === undefined ? null : readNumber(phoneIn(phone) ?? '', country, ownLanguage(cells) ?? NO_LANGUAGE);
  return {
    ...fields,
    ...(fields['email'] !== undefined && !cells.has('email') && { email: t('row.noEmail') }),
    ...(fields['phone'] !== undefined && read === null && { phone: t('row.noPhone') }),
    ...(fields['phone'] !== undefined &&
      read?.ok === false && { phone: t(`row.phone.${read.refusal}`, { example: exampleNumber(country) }) }),
  };
}

/** Derived from the row, so that a repeat finds it. */
export function inquiryIdOf({ digest, row }: Pick<ImportedRow, 'digest' | 'row'>): string {
  return `inq_${digest.slice(0, 24)}_${row}`;
}

function withOrigin(
  read: Extract<Read, { ok: true }>,
  row: ImportedRow,
  campaign: Campaign,
  given: { readonly at: Moment; readonly language: Language },
): Read {
  const { importId, row: number, by, mode, basis } = row;
  const { person, consent, ...submission } = read.submission;
  const until = relationshipUntil(given.at, [person.telCountry ?? campaign.country]);
  const key = inquiryIdOf(row);
  const imported: Submission = {
    ...submission,
    id: key,
    requestKey: `import:${key}`,
    bodyHash: key,
    person: {
      ...person,
      name: person.name === NAMELESS ? '' : person.name,
      language: given.language,
    },
    consent: {
      ...consent,
      language: given.language,
      wordingVersion: STATED,
      wording: { call: basis.statement },
      givenAt: given.at,
      ...(basis.kind === 'relationship' && { basis: 'relationship', until }),
    },
    imported: { importId, row: number, by, mode },
    spamReasons: [],
  };
  return { ...read, submission: imported };
}

function cellsOf({ cells, mapping }: ImportedRow): ReadonlyMap<ColumnTarget, string> {
  return new Map(
    mapping.flatMap((target, column) => {
      const cell = unmasked(cells[column] ?? '');
      return target === null || cell === '' ? [] : [[target, cell] as const];
    }),
  );
}

function bodyOf(
  campaign: Campaign,
  row: ImportedRow,
  cells: ReadonlyMap<ColumnTarget, string>,
): { readonly body: Record<string, unknown>; readonly reasons: Record<string, string> } {
  const cell = (target: ColumnTarget): string | undefined => cells.get(target);
  const name = cell('name') ?? nameOf(cell('firstName'), cell('lastName'));
  const phone = phoneIn(cell('phone') ?? '');
  const interest = cell('interest');
  const answers = asRow(campaign).fields.flatMap((field) => {
    const answer = cell(`answer:${field.name}`);
    return answer === undefined ? [] : [[field.name, answerIn(field, answer, campaign.country)] as const];
  });
  const body = {
    ...Object.fromEntries(answers),
    name: name ?? NAMELESS,
    ...(phone !== null && phone !== '' && { phone }),
    ...withCell('email', cell('email')),
    ...(interest !== undefined && { interest: choiceIn(interest, campaign.interests) }),
    ...withCell('message', cell('message')),
    utm: { source: (cell('source') ?? SOURCE).slice(0, 200), file: row.fileName.slice(0, 200) },
    consent: { call: true },
  };
  const t = translator(importText, row.language);
  return { body, reasons: phone === null ? { phone: t('row.cutNumber') } : {} };
}

function nameOf(first: string | undefined, last: string | undefined): string | undefined {
  const parts = [first, last].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  // A Korean family name comes first, without a space.
  return parts.every((part) => /^[가-힣]+$/.test(part)) ? parts.toReversed().join('') : parts.join(' ');
}

function withCell(name: string, cell: string | undefined): Record<string, string> {
  return cell === undefined ? {} : { [name]: cell };
}

function answerIn(field: FormField, cell: string, country: string): unknown {
  switch (field.kind) {
    case 'text':
      return cell;
    case 'number':
      return numberIn(cell) ?? cell;
    case 'date':
      return dayIn(cell, country) ?? cell;
    case 'choice':
      return choiceIn(cell, field.choices);
    case 'choices':
      return choicesIn(cell, field.choices);
  }
}

/** Until the end of that day, wherever it was. */
function givenAt(
  { basis, language }: ImportedRow,
  cell: string | undefined,
  country: string,
  now: Moment,
): { readonly at: Moment; readonly reason?: string } {
  if (cell === undefined) return { at: basis.at };
  const day = dayIn(cell, country);
  const t = translator(importText, language);
  if (day === undefined) return { at: basis.at, reason: t('row.dateUnread') };
  const at = Date.parse(`${day}T00:00:00Z`);
  return at > now + DAY ? { at, reason: t('row.dateAhead') } : { at: Math.min(at, now) };
}

const asRows = new WeakMap<Campaign, Campaign>();

/** A file knows what it knows: no field is required, and it may also hold what agents ask for. */
function asRow(campaign: Campaign): Campaign {
  const known = asRows.get(campaign);
  if (known) return known;
  const fields = campaign.fields.map(({ askedBy: _askedBy, ...field }) => ({ ...field, required: false }));
  const made = { ...campaign, fields };
  asRows.set(campaign, made);
  return made;
}
