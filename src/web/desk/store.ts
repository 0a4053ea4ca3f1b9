/**
 * The desk's state as one value, and how each event changes it. The server is always right: a snapshot replaces everything
 * shown. Only requests belong to the desk: clicks that the server has not answered yet. They survive a lost connection and
 * are resent with the same content.
 */
import type { DeskLead, DeskOffer } from '../../shared/desk.ts';
import type { DeskCall } from '../../shared/deskCall.ts';
import type { OfferEndReason, Snapshot } from '../../shared/deskEvents.ts';
import type { SoftphoneState } from '../softphone/softphone.ts';
import type { DeskState, DeskEvent, DeskRequest, Notice, CurrentOffer } from './deskState.ts';
import { applyReply } from './replies.ts';
import { addRequest, dropUnconfirmedKeys, mapRequest, pendingFor, subjectOf } from './requests.ts';

export function reduce(state: DeskState, event: DeskEvent): DeskState {
  switch (event.kind) {
    case 'lineDown':
      return dropUnconfirmedKeys({
        ...state,
        line: 'down',
        requests: state.requests.map((one) => ({ ...one, inFlight: false })),
      });
    case 'reloading':
      return { ...reduce(state, { kind: 'lineDown' }), line: 'connecting' };
    case 'lineRefused':
      return { ...state, line: 'refused' };
    case 'snapshot':
      return applySnapshot(state, event.snapshot, event.receivedAt);
    case 'offer':
      return { ...state, offer: toCurrentOffer(event.offer, event.receivedAt), notice: null };
    case 'offerEnded':
      return endOffer(state, event);
    case 'lead':
      return applyLead(state, event.lead, event.why);
    case 'consult':
      return { ...state, consult: event.consult };
    case 'presence':
      return { ...state, presence: event.presence };
    case 'day':
      return { ...state, day: event.day };
    case 'promises':
      return { ...state, promises: event.promises, day: event.day };
    case 'asked':
      return addRequest(state, event.request);
    case 'sent':
      return mapRequest(state, event.id, (one) => ({ ...one, inFlight: true, tries: one.tries + 1 }));
    case 'late':
      return mapRequest(state, event.id, (one) => ({ ...one, isLate: true }));
    case 'offerTimeUp': {
      const isThis = state.offer?.offer.offerId === event.offerId && isRinging(state);
      return isThis && state.line !== 'up' ? { ...state, offer: null, notice: { kind: 'offerGoneWhileDown' } } : state;
    }
    case 'unanswered':
      return dropUnconfirmedKeys(mapRequest(state, event.id, (one) => ({ ...one, inFlight: false })));
    case 'answered':
      return applyReply(state, event.id, event.reply);
    case 'noticeRead':
      return { ...state, notice: null };
  }
}

/** The lead as if the server had already confirmed the pending clicks. */
export function optimisticLead(state: DeskState, now: number): DeskLead | null {
  return state.requests.reduce((lead: DeskLead | null, { event, body }) => {
    if (lead === null || !('leadId' in body) || body.leadId !== lead.id) return lead;
    if (event === 'lead:talking' && lead.state === 'connecting') {
      return { ...lead, state: 'talking', talkingAt: now, deadlineAt: null };
    }
    const isOver = event === 'lead:ended' || event === 'call:hangup';
    if (isOver && lead.state === 'talking') {
      const { call: _over, ...rest } = lead;
      return { ...rest, state: 'wrapUp', deadlineAt: null };
    }
    return lead;
  }, state.lead);
}

/** The state of hold or mute once all pending clicks are done. What is displayed is the server's state only. */
export function pendingVoice(state: DeskState, event: 'call:hold' | 'call:mute', call: DeskCall): boolean {
  const last = state.requests.findLast((one) => one.event === event);
  return last?.event === event ? last.body.on : event === 'call:hold' ? call.onHold : call.muted;
}

/** Whether the desk should ring: there is an offer that the agent has not answered. */
export function isRinging(state: DeskState): boolean {
  const offerId = state.offer?.offer.offerId;
  return (
    offerId !== undefined && !pendingFor(state, 'offer:accept', offerId) && !pendingFor(state, 'offer:decline', offerId)
  );
}

function applySnapshot(state: DeskState, snapshot: Snapshot, receivedAt: number): DeskState {
  const { me, presence, consult, promises, day, demo } = snapshot;
  const lead = isStale(state, snapshot.lead) ? null : snapshot.lead;
  const offer = snapshot.offer ? toCurrentOffer(snapshot.offer, receivedAt) : null;
  const before = state.offer?.offer;
  // A pending answer brings its own news, and a lead that became mine elsewhere is not a loss.
  const isLost =
    before !== undefined && before.offerId !== offer?.offer.offerId && before.lead.id !== lead?.id && isRinging(state);
  const notice: Notice | null = isLost ? { kind: 'offerGoneWhileDown' } : state.notice;
  return { ...state, line: 'up', me, presence, offer, lead, consult, promises, day, demo, notice };
}

function endOffer(
  state: DeskState,
  ended: { readonly offerId: string; readonly reason: OfferEndReason; readonly by?: string },
): DeskState {
  if (state.offer?.offer.offerId !== ended.offerId) return state;
  // My own accept or decline, here or in another tab, is not news.
  const isMine = !isRinging(state) || (ended.by !== undefined && ended.by === state.me?.name);
  const notice: Notice | null = isMine
    ? state.notice
    : { kind: 'offerEnded', reason: ended.reason, ...(ended.by !== undefined && { by: ended.by }) };
  return { ...state, offer: null, notice };
}

/** Whether this data was read before the lead left but arrived after the news of it. */
function isStale({ left }: DeskState, lead: DeskLead | null): boolean {
  return lead !== null && lead.id === left?.id && lead.epoch <= left.epoch;
}

function applyLead(state: DeskState, lead: DeskLead | null, why: string | undefined): DeskState {
  if (isStale(state, lead)) return state;
  const isTaken = lead === null && state.lead !== null && why !== undefined;
  const colleague = lead !== null && why === 'consultMissed' ? state.lead?.call?.consult?.name : undefined;
  const notice: Notice | null =
    colleague !== undefined
      ? { kind: 'consultMissed', name: colleague }
      : isTaken && !isEnding(state, state.lead.id)
        ? { kind: 'leadGone', why }
        : state.notice;
  const offer = lead !== null && state.offer?.offer.lead.id === lead.id ? null : state.offer;
  const left = lead === null && state.lead !== null ? { id: state.lead.id, epoch: state.lead.epoch } : state.left;
  return { ...state, lead, left, offer, notice };
}

/** Whether the agent gets leads while the network cannot ring them. Connecting is not a problem yet. */
export function isUnreachable({ me, presence }: DeskState, phone: SoftphoneState): boolean {
  const isAvailable = me !== null && presence?.presence === 'available';
  return isAvailable && !me.hasTelephone && (phone.kind === 'off' || phone.kind === 'failed');
}

/** Whether my own close or transfer of the lead is pending, which is not news. */
function isEnding(state: DeskState, leadId: string): boolean {
  return state.requests.some((one) => ENDINGS.includes(one.event) && subjectOf(one) === leadId);
}

const ENDINGS: readonly DeskRequest['event'][] = [
  'lead:close',
  'lead:unreached',
  'call:hangup',
  'call:transfer',
  'call:complete-transfer',
];

function toCurrentOffer(offer: DeskOffer, receivedAt: number): CurrentOffer {
  return { offer, endsAt: receivedAt + offer.remainingMs };
}
