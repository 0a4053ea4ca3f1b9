/**
 * The desk's state as one value, and how each event changes it. The server is always right: a snapshot replaces everything
 * shown. Only requests belong to the desk: clicks that the server has not answered yet. They survive a lost connection and
 * are resent with the same content.
 */
import type { Failure } from '../../core/vocabulary/errors.ts';
import type {
  Colleague,
  DeskCall,
  DeskCalls,
  DeskConsult,
  DeskDay,
  DeskLead,
  DeskMe,
  DeskOffer,
  DeskPresence,
  DeskPromise,
  DeskToServer,
  OfferEndReason,
  Snapshot,
} from '../../shared/desk.ts';
import type { Refusal } from '../../shared/text/refusals.ts';
import { pathsOf } from '../lead/profile/profileValues.ts';
import type { SoftphoneState } from '../softphone/softphone.ts';

type Requests = DeskToServer & DeskCalls;

export type DeskRequest = {
  [E in keyof Requests]: { readonly event: E; readonly body: Parameters<Requests[E]>[0] };
}[keyof Requests];

/** All possible replies, over all requests. */
export type DeskReply =
  | ({ readonly ok: true } & {
      readonly lead?: DeskLead;
      readonly presence?: DeskPresence;
      readonly dueAt?: number | null;
      readonly colleagues?: readonly Colleague[];
    })
  | Failure;

export type PendingRequest = DeskRequest & {
  readonly id: number;
  /** Whether it is being sent now; otherwise it is queued. */
  readonly inFlight: boolean;
  /** Number of sends. After more than one, the server may have carried it out already. */
  readonly tries: number;
  /** The reply takes longer than usual. */
  readonly isLate?: true;
};

export interface CurrentOffer {
  readonly offer: DeskOffer;
  /** On this page's monotonic clock, computed from the server's remaining time. */
  readonly endsAt: number;
}

export type Notice =
  | { readonly kind: 'offerEnded'; readonly reason: OfferEndReason; readonly by?: string }
  | { readonly kind: 'offerGoneWhileDown' }
  | { readonly kind: 'leadGone'; readonly why: string }
  | { readonly kind: 'consultMissed'; readonly name: string }
  | { readonly kind: 'planned'; readonly dueAt: number | null }
  | { readonly kind: 'closed'; readonly isCallback: boolean }
  | { readonly kind: 'keysUnsure' }
  | { readonly kind: 'refused'; readonly event: DeskRequest['event']; readonly failure: Refusal };

export interface DeskState {
  readonly line: 'connecting' | 'up' | 'down' | 'refused';
  readonly me: DeskMe | null;
  readonly presence: DeskPresence | null;
  readonly offer: CurrentOffer | null;
  readonly lead: DeskLead | null;
  /** The lead that left this desk last, with its epoch then. Older data about it may still be in transit. */
  readonly left: Pick<DeskLead, 'id' | 'epoch'> | null;
  /** The lead accepted in this page. Its call is answered without a second click. */
  readonly acceptedHere: string | null;
  readonly consult: DeskConsult | null;
  /** Teammates that a call could be transferred to, as last loaded; null before that. */
  readonly colleagues: readonly Colleague[] | null;
  readonly promises: readonly DeskPromise[];
  readonly day: DeskDay;
  readonly demo: boolean;
  readonly requests: readonly PendingRequest[];
  readonly nextRequestId: number;
  readonly notice: Notice | null;
}

export type DeskEvent =
  | { readonly kind: 'lineDown' }
  /** The page reconnects on purpose, to load everything again. */
  | { readonly kind: 'reloading' }
  | { readonly kind: 'lineRefused' }
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot; readonly receivedAt: number }
  | { readonly kind: 'offer'; readonly offer: DeskOffer; readonly receivedAt: number }
  | { readonly kind: 'offerEnded'; readonly offerId: string; readonly reason: OfferEndReason; readonly by?: string }
  | { readonly kind: 'lead'; readonly lead: DeskLead | null; readonly why?: string }
  | { readonly kind: 'consult'; readonly consult: DeskConsult | null }
  | { readonly kind: 'presence'; readonly presence: DeskPresence }
  | { readonly kind: 'day'; readonly day: DeskDay }
  | { readonly kind: 'promises'; readonly promises: readonly DeskPromise[]; readonly day: DeskDay }
  | { readonly kind: 'asked'; readonly request: DeskRequest }
  | { readonly kind: 'sent'; readonly id: number }
  | { readonly kind: 'late'; readonly id: number }
  | { readonly kind: 'unanswered'; readonly id: number }
  /** Its time is up while there is no connection on which the server could say so. */
  | { readonly kind: 'offerTimeUp'; readonly offerId: string }
  | { readonly kind: 'answered'; readonly id: number; readonly reply: DeskReply }
  | { readonly kind: 'noticeRead' };

export const FIRST_STATE: DeskState = {
  line: 'connecting',
  me: null,
  presence: null,
  offer: null,
  lead: null,
  left: null,
  acceptedHere: null,
  consult: null,
  colleagues: null,
  promises: [],
  day: { offered: 0, accepted: 0, missed: 0, talked: 0, closed: 0, won: 0 },
  demo: false,
  requests: [],
  nextRequestId: 1,
  notice: null,
};

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

/** Requests that may be sent now: the first of each lane, so that the steps of one lead arrive in order. */
export function sendableRequests(state: DeskState): readonly PendingRequest[] {
  if (state.line !== 'up') return [];
  const seen = new Set<string>();
  return state.requests.filter((request) => {
    const lane = laneOf(request);
    if (seen.has(lane)) return false;
    seen.add(lane);
    return !request.inFlight;
  });
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

export function pendingFor(state: DeskState, event: DeskRequest['event'], id?: string): PendingRequest | undefined {
  return state.requests.find((one) => one.event === event && (id === undefined || subjectOf(one) === id));
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

function addRequest(state: DeskState, request: DeskRequest): DeskState {
  const same = state.requests.filter((one) => laneOf(one) === laneOf(request));
  // An offer is answered once. A second click, on either button, changes nothing.
  if ((request.event === 'offer:accept' || request.event === 'offer:decline') && same.some(isOfferAnswer)) return state;
  if (request.event === 'call:keys') return addKeys(state, request);
  const isPhone = request.event === 'phone:ready' || request.event === 'phone:gone';
  const replaced = isPhone ? same.at(-1) : same.findLast((one) => isAboutTheSame(one, request));
  if (replaced?.event === request.event && JSON.stringify(replaced.body) === JSON.stringify(request.body)) return state;

  // A newer status, note or switch replaces one that was never sent.
  const isReplaceable = REPLACEABLE.includes(request.event);
  const kept = state.requests.filter((one) => !(isReplaceable && one === replaced && one.tries === 0));
  return appendRequest({ ...state, requests: kept }, request);
}

/** Changes of different details are separate requests: a refused one doesn't hold up the others. */
function isAboutTheSame(one: DeskRequest, other: DeskRequest): boolean {
  if (one.event !== 'lead:profile' || other.event !== 'lead:profile') return one.event === other.event;
  // Each tag counts.
  const paths = pathsOf(one.body.changes).join();
  return paths !== 'tags' && paths === pathsOf(other.body.changes).join();
}

const REPLACEABLE: readonly DeskRequest['event'][] = [
  'presence:set',
  'lead:note',
  'lead:profile',
  'call:hold',
  'call:mute',
];
/** Requests that the page sends without a click: they keep the status line and are not queued. */
const AUTOMATIC_REQUESTS: readonly DeskRequest['event'][] = [
  'offer:seen',
  'phone:ready',
  'phone:gone',
  'call:colleagues',
];

export function isClick({ event }: DeskRequest): boolean {
  return !AUTOMATIC_REQUESTS.includes(event);
}

function appendRequest(state: DeskState, request: DeskRequest): DeskState {
  const one: PendingRequest = { ...request, id: state.nextRequestId, inFlight: false, tries: 0 };
  const isWriting = request.event === 'lead:note' || request.event === 'lead:profile';
  const notice = isClick(request) && !isWriting ? null : state.notice;
  return { ...state, requests: [...state.requests, one], nextRequestId: state.nextRequestId + 1, notice };
}

/** The server's limit per request. */
const MAX_KEYS = 32;

/** Keys wait for each other and are sent together. None is dropped as a repeat. */
function addKeys(state: DeskState, request: Extract<DeskRequest, { event: 'call:keys' }>): DeskState {
  const waiting = state.requests.findLast((one) => one.event === 'call:keys' && one.tries === 0);
  if (waiting?.event !== 'call:keys' || waiting.body.leadId !== request.body.leadId)
    return appendRequest(state, request);
  const keys = waiting.body.keys + request.body.keys;
  if (keys.length > MAX_KEYS) return appendRequest(state, request);
  const body = { ...waiting.body, keys };
  return { ...state, requests: state.requests.map((one) => (one === waiting ? { ...waiting, body } : one)) };
}

/** Never resend a key that may have been received: a phone menu would take it for the next answer. */
function dropUnconfirmedKeys(state: DeskState): DeskState {
  const isResultUnknown = (one: PendingRequest) => one.event === 'call:keys' && one.tries > 0 && !one.inFlight;
  if (!state.requests.some(isResultUnknown)) return state;
  return { ...state, requests: state.requests.filter((one) => !isResultUnknown(one)), notice: { kind: 'keysUnsure' } };
}

/** How often a request is sent that fails on the server for an unknown reason. */
const MAX_FAILURES = 3;

/**
 * Whether the request may still have been carried out: it cannot be stored right now, or something failed that may have come
 * after the change was stored.
 */
export function isUnsure({ tries }: Pick<PendingRequest, 'tries'>, { code }: Failure): boolean {
  return code === 'store-unavailable' || (code === 'internal' && tries < MAX_FAILURES);
}

function applyReply(state: DeskState, id: number, reply: DeskReply): DeskState {
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
    case 'lead:profile':
    case 'call:hold':
    case 'call:mute':
    case 'call:again':
    case 'call:voicemail':
    case 'call:cancel-transfer':
      return applyNewerLead(state, reply.lead);
    case 'lead:unreached':
      return { ...removeLead(state, request.body.leadId), notice: { kind: 'planned', dueAt: reply.dueAt ?? null } };
    case 'lead:close': {
      const notice: Notice = { kind: 'closed', isCallback: request.body.callback !== undefined };
      return { ...removeLead(state, request.body.leadId), notice };
    }
  }
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

function toCurrentOffer(offer: DeskOffer, receivedAt: number): CurrentOffer {
  return { offer, endsAt: receivedAt + offer.remainingMs };
}

function removeOffer(state: DeskState, offerId: string): DeskState {
  return state.offer?.offer.offerId === offerId ? { ...state, offer: null } : state;
}

function removeLead(state: DeskState, leadId: string): DeskState {
  return state.lead?.id === leadId ? { ...state, lead: null } : state;
}

function mapRequest(state: DeskState, id: number, change: (one: PendingRequest) => PendingRequest): DeskState {
  return { ...state, requests: state.requests.map((one) => (one.id === id ? change(one) : one)) };
}

function isOfferAnswer(request: DeskRequest): boolean {
  return request.event === 'offer:accept' || request.event === 'offer:decline';
}

function subjectOf({ body }: DeskRequest): string {
  return 'leadId' in body ? body.leadId : 'offerId' in body ? body.offerId : '';
}

function laneOf(request: DeskRequest): string {
  // `offer:seen` is sent at once, regardless of other requests; so is everything that concerns no lead.
  switch (request.event) {
    case 'offer:seen':
      return `seen ${request.body.offerId}`;
    case 'phone:ready':
    case 'phone:gone':
      return 'phone';
    case 'call:colleagues':
      return 'colleagues';
    default:
      return subjectOf(request);
  }
}
