/**
 * A lead whose person is on the do-not-call list and inquired after being added: kept in callback with the reason
 * `doNotCall` and offered to no one. It enters the queue when the entry is lifted, and closes otherwise (L21, L22).
 */
import type { LeadEvent } from './events.ts';
import { SYSTEM } from '../vocabulary/people.ts';
import type { Lead, LeadIn } from './lead.ts';
import { enterCallback, enterClosed, enterQueue, isKeptListed, keepListed, listedUntil } from './queue.ts';
import { withoutRelationship } from './relationship.ts';
import { stayInState, withoutPromise, SAME, type Context, type Note, type Step } from './step.ts';

type EventOf<K extends LeadEvent['kind']> = Extract<LeadEvent, { kind: K }>;

/**
 * The number was added to the list: a callback, a wait and an offer end at once. An agent who has the person in hand, or a
 * person on the line, isn't cut off: the history says it, and every dial after this asks the list (L24). A late report
 * of an act from before the entry was lifted ends nothing (L23), and an inquiry that is newer than the entry is kept (L21). A
 * relationship ends with it (L111).
 */
export function handleListed(lead: Lead, { by, tel, source }: EventOf<'listed'>, context: Context): Step {
  const { now, doNotCallSince } = context;
  // A number that identifies them but is never dialed ends nothing.
  if (lead.state === 'closed' || lead.person.tel !== tel || doNotCallSince === null) return SAME;
  const asked = { ...lead, consents: withoutRelationship(lead.consents, now) };
  const note: Note = { kind: 'listed', by, data: { source } };
  if ('owner' in lead || lead.liveCall !== undefined) return stayInState(asked, {}, [note], now);
  const keptUntil = listedUntil(lead, context);
  if (keptUntil !== null) return isKeptListed(lead) ? SAME : keepListed(asked, keptUntil, [note], now);
  const closed: Note = { kind: 'closed', by, data: { outcome: 'doNotCall', reason: 'do-not-call' } };
  return enterClosed(lead, 'doNotCall', [note, closed], now);
}

/** The entry was lifted: a kept lead is handled as if it had just arrived. */
export function handleUnlisted(lead: Lead, { by, source }: EventOf<'unlisted'>, context: Context): Step {
  if (!isKeptListed(lead) || context.doNotCallSince !== null) return SAME;
  const note: Note = { kind: 'unlisted', by, data: { source } };
  const callAt = lead.inquiries.at(-1)?.callAt ?? 0;
  if (callAt > context.now)
    return enterCallback(withoutPromise(lead), context, { at: callAt, why: 'agreed', by }, [note]);
  return enterQueue(lead, context, [note]);
}

/** The time for which it was kept is over. */
export function listedDeadline(lead: LeadIn<'callback'>, context: Context): Step {
  // Lifted, but the process stopped before the lead was updated.
  if (context.doNotCallSince === null) return enterQueue(lead, context, [{ kind: 'unlisted', by: SYSTEM }]);
  const data = { outcome: 'doNotCall', reason: 'do-not-call' };
  return enterClosed(lead, 'doNotCall', [{ kind: 'closed', by: SYSTEM, data }], context.now);
}
