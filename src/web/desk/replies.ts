/** How the server’s reply to a click changes the desk. A reply may be lost, so a repeat can be refused for what it did. */
import type { Failure } from '../../core/vocabulary/errors.ts';
import type { DeskLead } from '../../shared/desk.ts';
import type { DeskToServer } from '../../shared/deskEvents.ts';
import { isAbout, pathsOf } from '../lead/profile/profileValues.ts';
import type { DeskState, DeskReply, PendingRequest, Notice } from './deskState.ts';
import { isUnsure, mapRequest, dropUnconfirmedKeys } from './requests.ts';

export function applyReply(state: DeskState, id: number, reply: DeskReply): DeskState {
  const request = state.requests.find((one) => one.id === id);
  if (!request) return state;
  // Keep it and send it again: the server recognizes a request that it has carried out.
  if (!reply.ok && isUnsure(request, reply)) {
    const kept = mapRequest(state, id, (one) => ({ ...one, inFlight: false }));
    return dropUnconfirmedKeys({ ...kept, notice: refusal(request, reply) });
  }
  const rest: DeskState = { ...state, requests: state.requests.filter((one) => one.id !== id) };
  return reply.ok ? applySuccess(rest, request, reply) : applyRefusal(rest, request, reply);
}

function applySuccess(state: DeskState, request: PendingRequest, reply: Extract<DeskReply, { ok: true }>): DeskState {
  switch (request.event) {
    case 'presence:set':
      return { ...state, presence: reply.presence ?? state.presence };
    case 'offer:seen':
    case 'lead:note':
      return state;
    case 'offer:accept': {
      const lead = reply.lead ?? state.lead;
      return { ...removeOffer(state, request.body.offerId), lead, acceptedHere: lead?.id ?? null };
    }
    case 'offer:decline':
      return removeOffer(state, request.body.offerId);
    case 'phone:ready':
    case 'phone:gone':
    case 'call:keys':
      return state;
    case 'call:colleagues':
      return { ...state, colleagues: reply.colleagues ?? [] };
    case 'call:complete-transfer':
      return removeLead(state, request.body.leadId);
    case 'call:transfer':
      if (!request.body.warm) return removeLead(state, request.body.leadId);
      return applyNewerLead(state, reply.lead);
    case 'call:hangup':
      // Before the conversation, hanging up gives the lead away.
      return reply.lead?.state === 'wrapUp'
        ? applyNewerLead(state, reply.lead)
        : removeLead(state, request.body.leadId);
    case 'lead:talking':
    case 'lead:ended':
    case 'lead:more-time':
    case 'call:hold':
    case 'call:mute':
    case 'call:again':
    case 'call:voicemail':
    case 'call:cancel-transfer':
      return applyNewerLead(state, reply.lead);
    case 'lead:profile':
      return withoutMistake(applyNewerLead(state, reply.lead), pathsOf(request.body.changes));
    case 'lead:unreached':
      return { ...removeLead(state, request.body.leadId), notice: { kind: 'planned', dueAt: reply.dueAt ?? null } };
    case 'lead:close': {
      return { ...removeLead(state, request.body.leadId), notice: noticeOfClose(request.body) };
    }
  }
}

/** An appointment is never moved by us (P28), so it's booked for the time that was sent. */
function noticeOfClose({ outcome, callback }: Parameters<DeskToServer['lead:close']>[0]): Notice {
  if (callback === undefined || outcome === null) return { kind: 'closed', isCallback: callback !== undefined };
  const { at, place = '' } = callback;
  return { kind: 'booked', at, ...(place !== '' && { place }) };
}

/** What was wrong with these details has been put right. */
function withoutMistake(state: DeskState, paths: readonly string[]): DeskState {
  const { notice } = state;
  const isRefused = notice?.kind === 'refused' && notice.event === 'lead:profile';
  const isRight =
    isRefused && notice.failure.mistakes?.every(({ path: wrong }) => paths.some((path) => isAbout(path, wrong)));
  return isRight ? { ...state, notice: null } : state;
}

/** The lead may have left this desk while the reply was in transit. */
function applyNewerLead(state: DeskState, lead: DeskLead | undefined): DeskState {
  const isNewer = lead !== undefined && state.lead?.id === lead.id && lead.epoch >= state.lead.epoch;
  return isNewer ? { ...state, lead } : state;
}

function applyRefusal(state: DeskState, request: PendingRequest, failure: Failure): DeskState {
  switch (request.event) {
    case 'offer:seen':
    case 'phone:ready':
    case 'phone:gone':
    case 'call:colleagues':
      return state;
    case 'offer:decline':
      return removeOffer(state, request.body.offerId);
    case 'offer:accept': {
      if (failure.code !== 'offer-gone' && failure.code !== 'may-not-contact') {
        return { ...state, notice: refusal(request, failure) };
      }
      const notice: Notice =
        failure.code === 'may-not-contact'
          ? refusal(request, failure)
          : failure.by === undefined
            ? { kind: 'offerEnded', reason: 'expired' }
            : { kind: 'offerEnded', reason: 'accepted-elsewhere', by: failure.by };
      return { ...removeOffer(state, request.body.offerId), notice };
    }
    case 'lead:talking':
    case 'lead:ended':
    case 'lead:more-time':
    case 'lead:unreached':
    case 'lead:note':
    case 'lead:profile':
    case 'lead:close':
    case 'call:hangup':
    case 'call:hold':
    case 'call:mute':
    case 'call:keys':
    case 'call:again':
    case 'call:voicemail':
    case 'call:transfer':
    case 'call:complete-transfer':
    case 'call:cancel-transfer':
      // Sent twice because the first reply was lost. The lead has already changed as requested.
      return request.tries > 1 && state.lead?.id !== request.body.leadId
        ? state
        : { ...state, notice: refusal(request, failure) };
    case 'presence:set':
      return { ...state, notice: refusal(request, failure) };
  }
}

function refusal({ event }: PendingRequest, { code, message, mistakes }: Failure): Notice {
  return { kind: 'refused', event, failure: { code, message, ...(mistakes && { mistakes }) } };
}

export function removeOffer(state: DeskState, offerId: string): DeskState {
  return state.offer?.offer.offerId === offerId ? { ...state, offer: null } : state;
}

export function removeLead(state: DeskState, leadId: string): DeskState {
  return state.lead?.id === leadId ? { ...state, lead: null } : state;
}
