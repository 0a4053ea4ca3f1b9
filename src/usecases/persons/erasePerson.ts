/**
 * Erases everything about one person on request (L70 to L75). The stored request is the intent: a sweep continues it
 * after a crash, and every step can safely run twice. The leads keep the number until they are erased, so that what a
 * crash left is found again; the request forgets it last.
 *
 * What arrives after the request is a new contact, and stays.
 */
import { activeParts } from '../../core/lead/holding.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { PROSPECT } from '../../core/vocabulary/people.ts';
import { MINUTE, SECOND } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Erasure } from '../../ports/persons.ts';
import type { ErasureKeeps, ErasureView } from '../../shared/adminPersons.ts';
import { recordAudit } from '../admin/recordAudit.ts';
import { CUSTOMER, type Administrator } from '../admin/refusals.ts';
import { changeLead } from '../lead/changeLead.ts';
import { countOf, knownPerson, rowsOf, type KnownPerson } from './findPerson.ts';
import { personIdIn, removeSeals, sealRecords, viewErasure } from './sealPerson.ts';

/** The phone network reports the end of a call within seconds. */
const CALLS_MS = 2 * MINUTE;
/** The email that cancels an appointment; a mail server that is down for longer doesn't delay the erasure. */
const FAREWELL_MS = 30 * MINUTE;
/** Requests still at work aren't taken over. */
const RESUME_AFTER_MS = 10 * SECOND;
const AT_ONCE = 10;
const MOST_SHOWN = 20;

interface Wish {
  readonly key: string;
  /** The last four characters of the number or address, typed to confirm. */
  readonly lastFour: string;
  readonly tellsCustomer: boolean;
  /** L77. A person without a number has no calls to keep records of. */
  readonly keeps: ErasureKeeps;
}

/** Stores the request and carries it out as far as possible now; the sweep does the rest. */
export async function erasePerson(
  parts: Parts,
  by: Administrator,
  { key, lastFour, tellsCustomer, keeps }: Wish,
): Promise<{ readonly ok: true; readonly erasure: ErasureView } | Failure> {
  if (lastFour !== key.slice(-4))
    return failure('bad-input', 'Some fields aren’t valid.', {
      fields: { lastFour: 'Type the last four characters of the number or address.' },
    });
  const person = await knownPerson(parts, key);
  if (keeps === 'sealed' && person.tel === undefined)
    return failure('bad-input', 'Some fields aren’t valid.', {
      fields: { keeps: 'Only a person with a number has records to keep under seal.' },
    });
  const counts = await countOf(parts, person);
  const at = parts.clock.now();
  const request = { id: parts.random.id('er'), key, by: by.id, at, tellsCustomer, keeps, counts };
  const wanted = { ...request, ...(await personIdIn(parts, person, keeps)), state: 'running' } as const;
  const erasure = await parts.persons.begin(wanted);
  const isSame = erasure.tellsCustomer === tellsCustomer && (erasure.keeps ?? 'nothing') === keeps;
  if (!isSame)
    return failure('in-use', 'This person is already being erased with another choice. Try again when that’s done.');
  if (erasure.state === 'running') await continueErasure(parts, erasure);
  return { ok: true, erasure: await viewErasure(parts, (await parts.persons.byId(erasure.id)) ?? erasure) };
}

export async function erasureById(parts: Parts, id: string): Promise<ErasureView | null> {
  const erasure = await parts.persons.byId(id);
  return erasure && viewErasure(parts, erasure);
}

/** Newest first. */
export async function latestErasures(parts: Parts): Promise<readonly ErasureView[]> {
  const latest = await parts.persons.latest(MOST_SHOWN);
  return Promise.all(latest.map((erasure) => viewErasure(parts, erasure)));
}

/** The sweep: continues what a crash interrupted, and what waited for a call to end or an email to be sent. */
export async function resumeErasures(parts: Parts): Promise<void> {
  const before = parts.clock.now() - RESUME_AFTER_MS;
  for (const erasure of await parts.persons.running(AT_ONCE)) {
    if (erasure.at > before) continue;
    try {
      await continueErasure(parts, erasure);
    } catch (error) {
      parts.log.error({ err: error, erasureId: erasure.id }, 'failed to erase a person; the sweep will try again');
    }
  }
}

/** By erasure: requests at the same time wait for one run, instead of getting in each other's way. */
const underWay = new Map<string, Promise<void>>();

function continueErasure(parts: Parts, erasure: Erasure): Promise<void> {
  const run = underWay.get(erasure.id) ?? runErasure(parts, erasure).finally(() => underWay.delete(erasure.id));
  underWay.set(erasure.id, run);
  return run;
}

async function runErasure(parts: Parts, erasure: Erasure): Promise<void> {
  const { id, key, by, at, tellsCustomer, keeps = 'nothing', counts } = erasure;
  if (key === undefined) return;
  await recordAudit(parts, {
    by,
    what: 'erasure',
    subjectId: id,
    action: 'begin',
    after: { tellsCustomer, keeps },
    version: 1,
    at,
  });
  const person = await knownPerson(parts, key);
  const earlier = { ...person, leads: person.leads.filter(({ lead }) => isFromBefore(lead, at)) };
  if (!(await closeOpenLeads(parts, earlier, erasure))) return;
  if (await mustWait(parts, earlier, erasure)) return;

  if (keeps === 'sealed') await sealRecords(parts, earlier, erasure);
  await eraseRows(parts, earlier);
  let isWhole = true;
  for (const one of earlier.leads) {
    await eraseUndoneMerge(parts, one.lead);
    await parts.persons.eraseTraces(one, earlier, parts.clock.now());
    if (!(await parts.persons.eraseLead(one.lead.id))) isWhole = false;
  }
  // A late report changed one of them, there are more than one run takes, or an inquiry that a crash had left without a
  // lead got one: the next run finds them.
  const rest = await knownPerson(parts, key);
  if (!isWhole || rest.leads.some(({ lead }) => isFromBefore(lead, at))) return;
  if (earlier.tel === undefined) await parts.persons.forgetProofs(key);
  else await parts.persons.eraseNumber(earlier.tel);
  if (earlier.tel !== undefined && keeps === 'nothing') await removeSeals(parts, earlier.tel);
  const now = parts.clock.now();
  await recordAudit(parts, {
    by,
    what: 'erasure',
    subjectId: id,
    action: 'finish',
    after: { ...counts, ...(keeps === 'sealed' && { sealed: (await parts.persons.seals.kept(id, at)).records }) },
    version: 1,
    at: now,
  });
  if (await parts.persons.finish(id, now)) parts.log.info({ erasureId: id }, 'erased a person on request');
}

/** Something of it came before the request. */
function isFromBefore({ createdAt, inquiries }: Lead, at: number): boolean {
  return createdAt <= at || inquiries.some((inquiry) => inquiry.at <= at);
}

/** L71. False if one is changing too quickly right now. */
async function closeOpenLeads(parts: Parts, { leads }: KnownPerson, { by, tellsCustomer }: Erasure): Promise<boolean> {
  const who = by === CUSTOMER.id ? PROSPECT : ({ kind: 'supervisor', id: by } as const);
  const event = { kind: 'erase', by: who, tellsCustomer } as const;
  for (const { lead } of leads)
    if (lead.state !== 'closed' && !(await changeLead(parts, lead.id, event)).ok) return false;
  return true;
}

/** Calls are still ending, or the email that cancels an appointment is still to be sent. */
async function mustWait(parts: Parts, { leads }: KnownPerson, { at, tellsCustomer }: Erasure): Promise<boolean> {
  const now = parts.clock.now();
  if (now < at + CALLS_MS) {
    for (const { lead } of leads) {
      const calls = await parts.calls.ofLead(lead.id);
      if (calls.some(({ place }) => place !== 'ended' && place !== 'rejected')) return true;
    }
  }
  if (!tellsCustomer || now >= at + FAREWELL_MS) return false;
  return parts.persons.hasFarewell(leads.map(({ lead }) => lead.id));
}

async function eraseRows(parts: Parts, person: KnownPerson): Promise<void> {
  for (const { run, n, row } of await rowsOf(parts, person)) await parts.imports.eraseRow(run.id, n, row);
}

/** A lead that this one was merged into by mistake still has its copy. */
async function eraseUndoneMerge(parts: Parts, { id, mergedInto }: Lead): Promise<void> {
  if (!mergedInto) return;
  const into = await parts.leads.byId(mergedInto.leadId);
  const isUndone =
    into?.absorbed?.some(({ leadId }) => leadId === id) && !activeParts(into).some((p) => p.leadId === id);
  if (isUndone) await parts.persons.erasePart(mergedInto.leadId, id);
}
