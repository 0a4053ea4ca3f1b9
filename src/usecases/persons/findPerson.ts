/**
 * Everything stored about one person: their leads under one key (their number, or the email address without one), what
 * they sent, and what else mentions them. For erasing and exporting a person.
 */
import { isRowOf } from '../../core/capture/importRowOf.ts';
import { soundsOf } from '../../core/call/sounds.ts';
import type { Call } from '../../core/call/call.ts';
import type { DoNotCallEntry } from '../../core/law/doNotCall.ts';
import { standingAppointment } from '../../core/lead/appointment.ts';
import { activeParts, personKey } from '../../core/lead/holding.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { DAY } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { PersonLead, PersonMarks } from '../../ports/persons.ts';
import type { ImportRun } from '../../ports/imports.ts';
import type { PersonCounts } from '../../shared/adminPersons.ts';

const MOST_LEADS = 500;
const MOST_IMPORTS = 1000;
const TEL = 'tel:';
export const MAIL = 'mail:';

export interface KnownPerson extends PersonMarks {
  readonly key: string;
  /** Newest first. Each inquiry is with one lead: also after a merge, when two have it. */
  readonly leads: readonly PersonLead[];
  readonly calls: readonly Call[];
}

/** The key of the person of a lead; null if there is no such lead, or its person was erased. */
export async function keyOfLead(parts: Parts, leadId: string): Promise<string | null> {
  const lead = await parts.leads.byId(leadId);
  return !lead || lead.erased ? null : personKey(lead);
}

export function keyOfTel(tel: string): string {
  return TEL + tel;
}

/** Of a person without a number. */
export function keyOfEmail(email: string): string {
  return MAIL + email;
}

export async function knownPerson(parts: Parts, key: string): Promise<KnownPerson> {
  const tel = key.startsWith(TEL) ? key.slice(TEL.length) : undefined;
  const found = await leadsOf(parts, key);
  const homes = homesOf(found);
  const leads: PersonLead[] = [];
  for (const lead of found) {
    const ids = [...homes].flatMap(([id, leadId]) => (leadId === lead.id ? id : []));
    leads.push({ lead, inquiries: await parts.persons.inquiries(ids) });
  }
  const people = leads.flatMap(({ lead, inquiries }) => [lead, ...inquiries].map(({ person }) => person));
  const emails = people.flatMap(({ email, otherEmails = [] }) => (email === undefined ? [] : [email, ...otherEmails]));
  const calls = tel === undefined ? [] : [...(await parts.persons.callsOf(tel))];
  for (const { lead } of leads) calls.push(...(await parts.calls.ofLead(lead.id)));
  return {
    key,
    leads,
    calls,
    emails: [...new Set(emails)],
    names: [...new Set(people.map(({ name }) => name))].filter((name) => name.trim() !== ''),
    ...(tel !== undefined && { tel }),
  };
}

/** The lead of each inquiry: the one that it was sent to, or else one that took that over. */
function homesOf(leads: readonly Lead[]): ReadonlyMap<string, string> {
  const taken = leads.flatMap((lead) =>
    activeParts(lead).flatMap(({ inquiries }) => inquiries.map(({ id }) => [id, lead.id] as const)),
  );
  const own = leads.flatMap((lead) => lead.inquiries.map(({ id }) => [id, lead.id] as const));
  return new Map([...taken, ...own]);
}

/**
 * The number’s entry on the do-not-call list; null if there is none, or its person was erased: what stays then is a keyed
 * hash with its acts, about no one.
 */
export async function listEntryOf(
  { doNotCall }: Pick<Parts, 'doNotCall'>,
  { tel }: Pick<PersonMarks, 'tel'>,
): Promise<DoNotCallEntry | null> {
  const entry = tel === undefined ? null : await doNotCall.byId(await doNotCall.idOf(tel));
  return entry?.tel === undefined ? null : entry;
}

export async function countOf(parts: Parts, person: KnownPerson): Promise<PersonCounts> {
  const { leads, calls } = person;
  const now = parts.clock.now();
  let emails = 0;
  let bookedTimes = 0;
  for (const one of leads) {
    emails += await parts.persons.countEmails(one);
    bookedTimes += await parts.persons.countBookedTimes(one, now - DAY);
  }
  const importRows = (await rowsOf(parts, person)).length;
  return {
    leads: leads.length,
    openLeads: leads.filter(({ lead }) => lead.state !== 'closed').length,
    inquiries: leads.reduce((sum, { inquiries }) => sum + inquiries.length, 0),
    calls: calls.filter(({ role }) => role === 'caller' || role === 'person').length,
    recordings: calls.flatMap(soundsOf).length,
    emails,
    bookedTimes,
    appointments: leads.filter(({ lead }) => standingAppointment(lead, now) !== undefined).length,
    importRows,
  };
}

export interface PersonRow {
  readonly run: ImportRun;
  readonly n: number;
  readonly row: number;
}

/** Rows of imported files about the person that are still kept, oldest part first. */
export async function rowsOf(parts: Parts, marks: PersonMarks): Promise<readonly PersonRow[]> {
  const found: PersonRow[] = [];
  for (const run of await parts.imports.latest(MOST_IMPORTS)) {
    for (let n = 0; ; n += 1) {
      const part = await parts.imports.part(run.id, n);
      if (!part) break;
      for (const { row, cells } of [...part.rows, ...part.failed])
        if (isRowOf(cells, marks)) found.push({ run, n, row });
    }
  }
  return found;
}

/** Newest first: those with the key, and those that took over one of them in a merge. */
async function leadsOf(parts: Parts, key: string): Promise<readonly Lead[]> {
  const found = await leadsWithKey(parts, key);
  const known = new Map(found.map((lead) => [lead.id, lead]));
  for (const { id, mergedInto } of found) {
    const into = mergedInto && !known.has(mergedInto.leadId) ? await parts.leads.byId(mergedInto.leadId) : null;
    // A supervisor decided that they are one person, and no one has undone it.
    if (into && !into.erased && activeParts(into).some(({ leadId }) => leadId === id)) known.set(into.id, into);
  }
  return [...known.values()];
}

async function leadsWithKey(parts: Parts, key: string): Promise<readonly Lead[]> {
  if (key.startsWith(TEL)) return parts.leads.ofTel(key.slice(TEL.length), MOST_LEADS);
  if (key.startsWith(MAIL)) {
    const ofAddress = await parts.leads.byEmail(key.slice(MAIL.length), MOST_LEADS);
    return ofAddress.filter((lead) => personKey(lead) === key);
  }
  const lead = await parts.leads.byId(key.slice(key.indexOf(':') + 1));
  return lead && !lead.erased ? [lead] : [];
}
