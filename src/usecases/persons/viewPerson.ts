/** One person as administrators see them before they decide: the newest of each kind, the lists, and what would stay. */
import { registryNumber } from '../../core/law/registry.ts';
import { standingAppointment } from '../../core/lead/appointment.ts';
import { soundsOf } from '../../core/call/sounds.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';
import type { PersonFound, PersonLeadLine } from '../../shared/adminPersons.ts';
import { backupDays } from '../lead/applyRetention.ts';
import { countOf, knownPerson, listEntryOf, MAIL } from './findPerson.ts';
import { boxesOf, directionOf, secondsOf } from './requiredRecords.ts';
import { recordsToSeal, sealsOf } from './sealPerson.ts';

/** Of each kind; the counts say how many there are. */
const MOST_LINES = 20;
const MOST_OTHERS = 50;

/** By the person's key. */
export async function viewPerson(parts: Parts, key: string): Promise<PersonFound> {
  const person = await knownPerson(parts, key);
  const { tel, leads } = person;
  const now = parts.clock.now();
  const counts = await countOf(parts, person);
  const entry = await listEntryOf(parts, person);
  const seals = tel === undefined ? [] : await sealsOf(parts, tel);
  const listedSince = tel === undefined ? null : await parts.doNotCall.since(tel);
  const campaigns = new Map((await parts.campaigns.stored()).map(({ id, name }) => [id, name.en]));
  const campaignOf = (id: string) => campaigns.get(id) ?? id;
  const toSeal = (await recordsToSeal(parts, person, now)).map(({ record }) => record.until);
  const email = key.startsWith(MAIL) ? key.slice(MAIL.length) : undefined;
  const inquiries = leads.flatMap((one) => one.inquiries).sort((a, b) => b.receivedAt - a.receivedAt);
  const calls = person.calls.filter(({ role }) => role === 'caller' || role === 'person');
  return {
    name: leads[0]?.lead.person.name ?? '',
    address: email ?? tel ?? '',
    lastFour: key.slice(-4),
    counts,
    isListed: listedSince !== null,
    listedSince,
    registry: tel !== undefined && registryNumber(tel) ? parts.registry.statusOf(tel, now) : null,
    alsoUnder: email === undefined ? [] : await numbersWith(parts, email),
    leads: leads.slice(0, MOST_LINES).map(({ lead }) => lineOf(lead, campaignOf(lead.campaignId), now)),
    inquiries: inquiries.slice(0, MOST_LINES).map(({ id, campaignId, receivedAt, consent }) => ({
      ...{ id, campaign: campaignOf(campaignId), at: receivedAt, consent: boxesOf(consent) },
    })),
    calls: [...calls]
      .sort((a, b) => b.startedAt - a.startedAt)
      .slice(0, MOST_LINES)
      .map((call) => ({
        ...{ id: call.id, campaign: campaignOf(call.campaignId), at: call.startedAt },
        ...{ direction: directionOf(call), seconds: secondsOf(call), recordings: soundsOf(call).length },
      })),
    seals,
    sealable: { records: toSeal.length, until: toSeal.length === 0 ? null : Math.max(...toSeal) },
    backupDays: await backupDays(parts),
    hasAnything: entry !== null || seals.length > 0 || Object.values(counts).some((count) => count > 0),
  };
}

function lineOf(lead: Lead, campaign: string, now: number): PersonLeadLine {
  const { id, state, createdAt } = lead;
  const appointment = standingAppointment(lead, now);
  return {
    ...{ id, campaign, state, createdAt },
    ...(lead.state === 'closed' && { outcome: lead.outcome }),
    ...(appointment && { appointmentAt: appointment.at }),
  };
}

/** Leads with a number belong to that number, whatever address they carry. */
async function numbersWith(parts: Parts, email: string): Promise<readonly string[]> {
  const found = await parts.leads.byEmail(email, MOST_OTHERS);
  return [...new Set(found.flatMap(({ person }) => person.tel ?? []))];
}
