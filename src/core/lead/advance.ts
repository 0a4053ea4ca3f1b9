/**
 * The only function that changes a lead: takes the lead, an event and the context, and returns the next lead with its
 * history and effects. An event that no longer applies changes nothing, so a repeated click or webhook is harmless.
 *
 * Law 4: the deadline decides. If the stored deadline has passed, `settleLead` applies before any other event,
 * whichever message arrived first.
 */
import { assertNever } from '../vocabulary/errors.ts';
import { accept, decline, loseAgent, offer, offerDeadline, markSeen } from './offers.ts';
import {
  close,
  connectDeadline,
  endConversation,
  followUp,
  renewConversation,
  talkDeadline,
  startTalking,
  markUnreached,
  wrapUpDeadline,
} from './conversation.ts';
import { withAppointmentTold } from './appointment.ts';
import { withDialEnded } from './attempts.ts';
import { holdBack } from './backlog.ts';
import { attachInquiry } from './attachInquiry.ts';
import { changeProfile } from './changeProfile.ts';
import { answerCallEvent } from './callEvents.ts';
import {
  askNowByCustomer,
  callNowForCustomer,
  cancelByCustomer,
  chooseTimeOnReceipt,
  moveByCustomer,
  withdrawInquiries,
} from './customer.ts';
import type { LeadEvent } from './events.ts';
import { withLegsEnded } from './legs.ts';
import { closeErased } from './erasePerson.ts';
import { notDuplicate, suspectDuplicate } from './duplicates.ts';
import { deadlineOf } from './holding.ts';
import { SYSTEM } from '../vocabulary/people.ts';
import type { Lead } from './lead.ts';
import { enterQueue } from './queue.ts';
import { callbackDeadline, giveUp, returnEarly, waitDeadline } from './queueDeadlines.ts';
import { handleListed, listedDeadline, handleUnlisted } from './doNotCall.ts';
import { legDeadline } from './connectingEnds.ts';
import { stayInState, SAME, type Context, type Step } from './step.ts';
import { absorb, mergeInto, unmerge } from './mergeLeads.ts';
import { markContinued, undoSpam, rejoin, markTakenUp } from './restoreLead.ts';
import { correctSaleValue } from './saleValue.ts';
import { cancelPromise, reassign, release, requeue } from './supervision.ts';
import { handleScrub } from './scrub.ts';
import { extendWrapUp } from './wrapUpTime.ts';

/**
 * Applies one event, ends legs that the lead no longer needs, and sends news of its appointment. `same` when the event
 * no longer applies; `refused` with a code when it never did.
 */
export function advanceLead(lead: Lead, event: LeadEvent, context: Context): Step {
  const step = withLegsEnded(lead, event.kind, withDialEnded(lead, decide(lead, event, context)));
  // L71: unless the administrator chose otherwise, the appointment of an erased person ends silently.
  return event.kind === 'erase' && !event.tellsCustomer ? step : withAppointmentTold(lead, step);
}

function decide(lead: Lead, event: LeadEvent, context: Context): Step {
  switch (event.kind) {
    case 'deadline':
      return settle(lead, context);
    case 'inquiry':
      return attachInquiry(lead, event, context);
    case 'offer':
      return offer(lead, event, context);
    case 'giveUp':
      return giveUp(lead, event, context);
    case 'comeForward':
      return returnEarly(lead, context);
    case 'listed':
      return handleListed(lead, event, context);
    case 'unlisted':
      return handleUnlisted(lead, event, context);
    case 'scrub':
      return handleScrub(lead, context);
    case 'seen':
      return markSeen(lead, event, context);
    case 'accept':
      return accept(lead, event, context);
    case 'decline':
      return decline(lead, event, context);
    case 'agentLost':
      return loseAgent(lead, event, context);
    case 'talking':
      return startTalking(lead, event, context);
    case 'unreached':
      return markUnreached(lead, event, context);
    case 'ended':
      return endConversation(lead, event, context);
    case 'moreTime':
      return extendWrapUp(lead, event, context);
    case 'stillTalking':
      return renewConversation(lead, context);
    case 'duplicateSuspected':
      return suspectDuplicate(lead, event, context);
    case 'note':
      return lead.note === event.note
        ? SAME
        : stayInState(
            lead,
            { note: event.note },
            [{ kind: 'note', by: event.by, data: { note: event.note } }],
            context.now,
          );
    case 'profile':
      return changeProfile(lead, event, context);
    case 'close':
      return close(lead, event, context);
    case 'saleValue':
      return correctSaleValue(lead, event, context);
    case 'followUp':
      return followUp(lead, event, context);
    case 'requeue':
      return requeue(lead, event, context);
    case 'release':
      return release(lead, event, context);
    case 'reassign':
      return reassign(lead, event, context);
    case 'cancelPromise':
      return cancelPromise(lead, event, context);
    case 'customerMoves':
      return moveByCustomer(lead, event, context);
    case 'customerChoosesTime':
      return chooseTimeOnReceipt(lead, event, context);
    case 'customerCancels':
      return cancelByCustomer(lead, event, context);
    case 'customerCallsNow':
      return callNowForCustomer(lead, event, context);
    case 'customerAsksNow':
      return askNowByCustomer(lead, event, context);
    case 'customerWithdraws':
      return withdrawInquiries(lead, event, context);
    case 'notSpam':
      return undoSpam(lead, event, context);
    case 'takenUp':
      return markTakenUp(lead, event, context);
    case 'continued':
      return markContinued(lead, event, context);
    case 'rejoin':
      return rejoin(lead, event, context);
    case 'mergeInto':
      return mergeInto(lead, event, context);
    case 'absorb':
      return absorb(lead, event, context);
    case 'unmerge':
      return unmerge(lead, event, context);
    case 'notDuplicate':
      return notDuplicate(lead, event, context);
    case 'erase':
      return closeErased(lead, event, context);
    case 'repair':
      return lead.state === 'closed'
        ? stayInState(lead, {}, [{ kind: 'repaired', by: SYSTEM, data: { exception: event.exception } }], context.now)
        : enterQueue(lead, context, [{ kind: 'repaired', by: SYSTEM, data: { exception: event.exception } }]);
    default:
      return answerCallEvent(lead, event, context);
  }
}

/** Whether the deadline of the lead's state has passed. The deadline itself counts as passed. */
export function isOverdue(lead: Lead, context: Pick<Context, 'now'>): boolean {
  return lead.state !== 'closed' && context.now >= deadlineOf(lead);
}

/** Applies a passed deadline to the lead. Unchanged while the deadline is ahead. */
export function settleLead(lead: Lead, context: Context): Step {
  return withAppointmentTold(lead, withLegsEnded(lead, 'deadline', withDialEnded(lead, settle(lead, context))));
}

function settle(lead: Lead, context: Context): Step {
  if (!isOverdue(lead, context)) return SAME;
  switch (lead.state) {
    case 'waiting':
      return waitDeadline(lead, context);
    case 'offered':
      return offerDeadline(lead, context);
    case 'connecting':
      return lead.leg === 'byHand' ? connectDeadline(lead, context) : legDeadline(lead, context);
    case 'talking':
      return talkDeadline(lead, context);
    case 'wrapUp':
      return wrapUpDeadline(lead, context);
    case 'callback':
      return lead.promise.why === 'doNotCall'
        ? listedDeadline(lead, context)
        : ((context.load && holdBack(lead, context.load, context)) ?? callbackDeadline(lead, context));
    case 'closed':
      return SAME;
    default:
      return assertNever(lead);
  }
}
