/**
 * Sends due emails, a few at once. Each is leased first, so that no other node sends it; if a process crashes, it is
 * sent again under the same ID when the lease ends.
 */
import { mailboxOf, placesFor, retryMailAt, type QueuedMail } from '../../core/mail/mail.ts';
import { MINUTE } from '../../core/vocabulary/time.ts';
import type { Mailer } from '../../ports/mail.ts';
import type { Parts } from '../../ports/parts.ts';
import { keyOfEmail } from '../persons/findPerson.ts';
import { composeLetter } from './table.ts';

/** Longer than one email may take, so that no other node starts while it may still succeed. */
const LEASE_MS = 2 * MINUTE;
/** The number of connections that the mailer has. */
const AT_ONCE = 4;

/** Sends what is due; `holder` identifies this process. Returns whether there may be more. */
export async function sendDueMails(parts: Parts, mailer: Mailer, holder: string): Promise<boolean> {
  const now = parts.clock.now();
  const leased = await parts.mails.lease({ holder, now, until: now + LEASE_MS, limit: AT_ONCE });
  await Promise.all(leased.map((mail) => sendOne(parts, mailer, holder, mail)));
  return leased.length === AT_ONCE;
}

/** False if the lease was lost in the meantime. */
async function sendOne(parts: Parts, mailer: Mailer, holder: string, mail: QueuedMail): Promise<boolean> {
  const { clock, log, mails } = parts;
  const { id, kind, attempts } = mail;
  const composed = await composeLetter(parts, mail);
  if (composed.kind === 'later') return mails.retry(id, holder, composed.at);
  if (composed.kind === 'skip') return mails.end(id, holder, { state: 'skipped', why: composed.why }, clock.now());

  if (!(await hasPlace(parts, holder, mail)))
    return mails.end(id, holder, { state: 'skipped', why: 'tooMany' }, clock.now());

  const result = await mailer.send(composed.letter);
  const { data } = composed;
  if (result.ok) return mails.end(id, holder, { state: 'sent', ...(data && { data }) }, clock.now());
  const { how, why } = result;
  const again = how === 'permanent' ? null : retryMailAt(attempts, clock.now(), chanceOf(id));
  if (again !== null) return mails.retry(id, holder, again, why);
  log.error({ mailId: id, kind, why }, 'an email could not be delivered and needs an administrator');
  return mails.end(id, holder, { state: 'dead', why }, clock.now());
}

/** L180: whether its address gets it today. An email that is tried again keeps its place. */
async function hasPlace({ mails, doNotCall, clock }: Parts, holder: string, mail: QueuedMail): Promise<boolean> {
  const { id, kind, to, place } = mail;
  if (place !== undefined) return true;
  const places = placesFor(kind, await doNotCall.idOf(keyOfEmail(mailboxOf(to))), clock.now());
  for (const one of places ?? []) if (await mails.takePlace(id, holder, one)) return true;
  return places === null;
}

/** Derived from the random end of the ID: different for each email, stable for the same one. */
function chanceOf(id: string): number {
  return parseInt(id.slice(-4), 32) / 32 ** 4 || 0;
}
