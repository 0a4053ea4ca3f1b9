/**
 * Other leads of the same person: those of their numbers, or of their address if they have no number. A lead that the
 * reader may not see is only counted.
 */
import { activeParts } from '../../core/lead/holding.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { OtherLeads } from '../../shared/api.ts';
import { presentRows } from '../present/leadRow.ts';
import { maySee } from './leadVisibility.ts';

/** Of each number. Older ones say little. */
const MOST = 10;

/** Newest first. */
export async function viewOtherLeads(parts: Parts, lead: Lead, user: User): Promise<OtherLeads> {
  const found = (await leadsOfPerson(parts, lead)).filter(
    ({ id, mergedInto }) => id !== lead.id && mergedInto?.leadId !== lead.id,
  );
  const others = [...new Map(found.map((other) => [other.id, other])).values()]
    .sort((a, b) => b.createdAt - a.createdAt)
    .slice(0, MOST);
  const seen = await Promise.all(others.map((other) => maySee(parts, user, other)));
  const visible = others.filter((_other, index) => seen[index]);
  const rows = await presentRows(parts, visible, user);
  return {
    leads: rows.map((row, index) => {
      const note = visible[index]?.note;
      return { ...row, ...(note !== undefined && note !== '' && { note }) };
    }),
    hidden: others.length - visible.length,
  };
}

async function leadsOfPerson(parts: Parts, lead: Lead): Promise<readonly Lead[]> {
  const tels = [lead, ...activeParts(lead)].flatMap(({ person }) => [person.tel ?? [], person.otherTels ?? []].flat());
  const { email } = lead.person;
  if (tels.length > 0) {
    return (await Promise.all([...new Set(tels)].map((tel) => parts.leads.ofTel(tel, MOST + 1)))).flat();
  }
  return email === undefined ? [] : parts.leads.byEmail(email, MOST + 1);
}
