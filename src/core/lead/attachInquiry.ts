/** A new inquiry from a person with an open lead: attached in every state, never refused (law 7). */
import type { LeadEvent } from './events.ts';
import { PROSPECT } from '../vocabulary/people.ts';
import type { Lead } from './lead.ts';
import type { LiveCall } from '../vocabulary/contact.ts';
import { knowsInquiry, withInquiry } from './mergedNumbers.ts';
import { enterAsAsked, importerOf } from './openLead.ts';
import { acknowledgements } from './queue.ts';
import { rankedAgain } from './precedence.ts';
import { joinCaller } from './connectCall.ts';
import { rescored } from './score.ts';
import { stayInState, refuse, SAME, type Context, type Note, type Step } from './step.ts';

type EventOf<K extends LeadEvent['kind']> = Extract<LeadEvent, { kind: K }>;

/** Law 7: whatever the person sends while the lead is open becomes an event on it, and may bring a callback forward. */
export function attachInquiry(lead: Lead, event: EventOf<'inquiry'>, context: Context): Step {
  const { inquiry, consent } = event;
  const liveCall = event.liveCall && isStillLive(event.liveCall, lead) ? event.liveCall : undefined;
  const isKnown = knowsInquiry(lead, inquiry.id);
  // A sweep may have attached the caller's inquiry already; that they are on the line is still news.
  if (isKnown && (!liveCall || lead.liveCall?.callId === liveCall.callId)) return SAME;
  if (lead.state === 'closed') return refuse('wrong-state', 'This lead is closed; a new inquiry opens a new one.');
  const { language = lead.person.language } = event;
  const changes = {
    ...(!isKnown && withInquiry(lead, inquiry, consent, event.key)),
    person: { ...lead.person, language },
  };
  const by = importerOf(event.imported);
  const note: Note = { kind: 'inquiry', by, data: { inquiryId: inquiry.id, kind: inquiry.kind } };
  const effects = acknowledgements(inquiry, consent, context);
  if (liveCall) {
    const skills = event.skills ?? lead.skills;
    const onLine = rescored(lead, { ...lead, ...changes, liveCall, ...(skills && { skills }) }, context);
    const joined: readonly Note[] = liveCall.neverInLine ? [] : [{ kind: 'callerJoined', by: PROSPECT }];
    return joinCaller(onLine, context, [note, ...joined]);
  }
  const asking = rankedAgain(rescored(lead, { ...lead, ...changes }, context), context);
  // F59: a row of a file asks for no call.
  if (lead.state !== 'callback' || event.imported) return stayInState(asking, {}, [note], context.now, effects);

  const step = enterAsAsked(asking, inquiry, context, [note, { kind: 'broughtForward', by: PROSPECT }], effects);
  // A new inquiry can only bring the promise forward: if calling isn't permitted now, an earlier promise stands.
  const movedLater =
    step.kind === 'changed' && step.lead.state === 'callback' && step.lead.promise.dueAt >= lead.promise.dueAt;
  const lost = step.kind === 'changed' && step.lead.state === 'closed';
  return movedLater || lost ? stayInState(asking, {}, [note], context.now, effects) : step;
}

/** A call settled late never replaces a newer one, and a past call stays over. */
function isStillLive(call: LiveCall, { liveCall: known, pastCalls = [] }: Lead): boolean {
  if (pastCalls.includes(call.callId)) return false;
  return known === undefined || known.callId === call.callId || call.since > known.since;
}
