/**
 * What the desk knows, as one value, and how each event changes it. The server is right about everything: a snapshot
 * replaces all that is shown. The only thing that is the desk's own are the requests: what the agent clicked and the
 * server has not answered yet. They outlive a lost line and are sent again with the same content.
 */
import type { Failure } from '../../core/errors.ts';
import type {
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

export type DeskRequest = {
  [E in keyof DeskToServer]: { readonly event: E; readonly body: Parameters<DeskToServer[E]>[0] };
}[keyof DeskToServer];

/** What the server may answer with, over all requests. */
export type DeskReply =
  | ({ readonly ok: true } & {
      readonly lead?: DeskLead;
      readonly presence?: DeskPresence;
      readonly dueAt?: number | null;
    })
  | Failure;

export type PendingRequest = DeskRequest & {
  readonly id: number;
  /** On its way to the server now; otherwise kept until it can be sent. */
  readonly inFlight: boolean;
  /** How often it was sent. More than once: the server may have done it already. */
  readonly tries: number;
};

export interface HeldOffer {
  readonly offer: DeskOffer;
  /** On this page's monotonic clock; drawn from what the server said was left. */
  readonly endsAt: number;
}

export type Notice =
  | { readonly kind: 'offerEnded'; readonly reason: OfferEndReason; readonly by?: string }
  | { readonly kind: 'offerGoneWhileDown' }
  | { readonly kind: 'leadGone'; readonly why: string }
  | { readonly kind: 'planned'; readonly dueAt: number | null }
  | { readonly kind: 'refused'; readonly message: string };

export interface DeskState {
  readonly line: 'connecting' | 'up' | 'down' | 'refused';
  readonly me: DeskMe | null;
  readonly presence: DeskPresence | null;
  readonly offer: HeldOffer | null;
  readonly lead: DeskLead | null;
  readonly promises: readonly DeskPromise[];
  readonly day: DeskDay;
  readonly demo: boolean;
  readonly requests: readonly PendingRequest[];
  readonly nextRequestId: number;
  readonly notice: Notice | null;
}

export type DeskEvent =
  | { readonly kind: 'lineDown' }
  | { readonly kind: 'lineRefused' }
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot; readonly receivedAt: number }
  | { readonly kind: 'offer'; readonly offer: DeskOffer; readonly receivedAt: number }
  | { readonly kind: 'offerEnded'; readonly offerId: string; readonly reason: OfferEndReason; readonly by?: string }
  | { readonly kind: 'lead'; readonly lead: DeskLead | null; readonly why?: string }
  | { readonly kind: 'presence'; readonly presence: DeskPresence }
  | { readonly kind: 'promises'; readonly promises: readonly DeskPromise[]; readonly day: DeskDay }
  | { readonly kind: 'asked'; readonly request: DeskRequest }
  | { readonly kind: 'sent'; readonly id: number }
  | { readonly kind: 'unanswered'; readonly id: number }
  | { readonly kind: 'answered'; readonly id: number; readonly reply: DeskReply }
  | { readonly kind: 'noticeRead' };

export const FIRST_STATE: DeskState = {
  line: 'connecting',
  me: null,
  presence: null,
  offer: null,
  lead: null,
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
      return { ...state, line: 'down', requests: state.requests.map((one) => ({ ...one, inFlight: false })) };
    case 'lineRefused':
      return { ...state, line: 'refused' };
    case 'snapshot':
      return withSnapshot(state, event.snapshot, event.receivedAt);
    case 'offer':
      return { ...state, offer: held(event.offer, event.receivedAt), notice: null };
    case 'offerEnded':
      return withOfferEnded(state, event);
    case 'lead':
      return withLead(state, event.lead, event.why);
    case 'presence':
      return { ...state, presence: event.presence };
    case 'promises':
      return { ...state, promises: event.promises, day: event.day };
    case 'asked':
      return withAsked(state, event.request);
    case 'sent':
      return mapRequest(state, event.id, (one) => ({ ...one, inFlight: true, tries: one.tries + 1 }));
    case 'unanswered':
      return mapRequest(state, event.id, (one) => ({ ...one, inFlight: false }));
    case 'answered':
      return withAnswer(state, event.id, event.reply);
    case 'noticeRead':
      return { ...state, notice: null };
  }
}

/** The requests that may be sent now: the first of each lane, so that steps of one lead arrive in their order. */
export function sendable(state: DeskState): readonly PendingRequest[] {
  if (state.line !== 'up') return [];
  const seen = new Set<string>();
  return state.requests.filter((request) => {
    const lane = laneOf(request);
    if (seen.has(lane)) return false;
    seen.add(lane);
    return !request.inFlight;
  });
}

/** The lead as the agent has moved it on by clicks that the server has not confirmed yet. */
export function shownLead(state: DeskState, now: number): DeskLead | null {
  return state.requests.reduce((lead: DeskLead | null, { event, body }) => {
    if (lead === null || !('leadId' in body) || body.leadId !== lead.id) return lead;
    if (event === 'lead:talking' && lead.state === 'connecting') {
      return { ...lead, state: 'talking', talkingAt: now, deadlineAt: null };
    }
    if (event === 'lead:ended' && lead.state === 'talking') return { ...lead, state: 'wrapUp', deadlineAt: null };
    return lead;
  }, state.lead);
}

export function pendingFor(state: DeskState, event: DeskRequest['event'], id?: string): PendingRequest | undefined {
  return state.requests.find((one) => one.event === event && (id === undefined || subjectOf(one) === id));
}

/** Whether the desk should ring: an offer that the agent has not answered. */
export function isRinging(state: DeskState): boolean {
  const offerId = state.offer?.offer.offerId;
  return (
    offerId !== undefined && !pendingFor(state, 'offer:accept', offerId) && !pendingFor(state, 'offer:decline', offerId)
  );
}

function withSnapshot(state: DeskState, snapshot: Snapshot, receivedAt: number): DeskState {
  const { me, presence, lead, promises, day, demo } = snapshot;
  const offer = snapshot.offer ? held(snapshot.offer, receivedAt) : null;
  const before = state.offer?.offer;
  // An answer that is still to be sent brings its own news; a lead that became mine elsewhere is no loss.
  const isLost =
    before !== undefined && before.offerId !== offer?.offer.offerId && before.lead.id !== lead?.id && isRinging(state);
  const notice: Notice | null = isLost ? { kind: 'offerGoneWhileDown' } : state.notice;
  return { ...state, line: 'up', me, presence, offer, lead, promises, day, demo, notice };
}

function withOfferEnded(
  state: DeskState,
  ended: { readonly offerId: string; readonly reason: OfferEndReason; readonly by?: string },
): DeskState {
  if (state.offer?.offer.offerId !== ended.offerId) return state;
  // My own accept or decline, here or in another tab, is no news to me.
  const isMine = !isRinging(state) || (ended.by !== undefined && ended.by === state.me?.name);
  const notice: Notice | null = isMine
    ? state.notice
    : { kind: 'offerEnded', reason: ended.reason, ...(ended.by !== undefined && { by: ended.by }) };
  return { ...state, offer: null, notice };
}

function withLead(state: DeskState, lead: DeskLead | null, why: string | undefined): DeskState {
  const isTaken = lead === null && state.lead !== null && why !== undefined;
  const notice: Notice | null = isTaken && !isEnding(state, state.lead.id) ? { kind: 'leadGone', why } : state.notice;
  const offer = lead !== null && state.offer?.offer.lead.id === lead.id ? null : state.offer;
  return { ...state, lead, offer, notice };
}

/** My own closing, on its way, is no news to me. */
function isEnding(state: DeskState, leadId: string): boolean {
  return Boolean(pendingFor(state, 'lead:close', leadId) ?? pendingFor(state, 'lead:unreached', leadId));
}

function withAsked(state: DeskState, request: DeskRequest): DeskState {
  const same = state.requests.filter((one) => laneOf(one) === laneOf(request));
  // An offer is answered once: a second click, or the other button, changes nothing.
  if ((request.event === 'offer:accept' || request.event === 'offer:decline') && same.some(isOfferAnswer)) return state;
  const replaced = same.findLast((one) => one.event === request.event);
  if (replaced && JSON.stringify(replaced.body) === JSON.stringify(request.body)) return state;

  // A newer presence or note takes the place of one that was never sent.
  const isReplaceable = request.event === 'presence:set' || request.event === 'lead:note';
  const kept = state.requests.filter((one) => !(isReplaceable && one === replaced && one.tries === 0));
  const added: PendingRequest = { ...request, id: state.nextRequestId, inFlight: false, tries: 0 };
  const notice = request.event === 'offer:seen' || request.event === 'lead:note' ? state.notice : null;
  return { ...state, requests: [...kept, added], nextRequestId: state.nextRequestId + 1, notice };
}

function withAnswer(state: DeskState, id: number, reply: DeskReply): DeskState {
  const request = state.requests.find((one) => one.id === id);
  if (!request) return state;
  // The server cannot store it just now: kept, and sent again.
  if (!reply.ok && reply.code === 'store-unavailable') {
    return { ...mapRequest(state, id, (one) => ({ ...one, inFlight: false })), notice: refusal(reply) };
  }
  const rest: DeskState = { ...state, requests: state.requests.filter((one) => one.id !== id) };
  return reply.ok ? withDone(rest, request, reply) : withRefused(rest, request, reply);
}

function withDone(state: DeskState, request: PendingRequest, reply: Extract<DeskReply, { ok: true }>): DeskState {
  switch (request.event) {
    case 'presence:set':
      return { ...state, presence: reply.presence ?? state.presence };
    case 'offer:seen':
    case 'lead:note':
      return state;
    case 'offer:accept':
      return { ...withoutOffer(state, request.body.offerId), lead: reply.lead ?? state.lead };
    case 'offer:decline':
      return withoutOffer(state, request.body.offerId);
    case 'lead:talking':
    case 'lead:ended':
      // The lead may have left this desk while the answer travelled.
      return reply.lead && state.lead?.id === reply.lead.id ? { ...state, lead: reply.lead } : state;
    case 'lead:unreached':
      return { ...withoutLead(state, request.body.leadId), notice: { kind: 'planned', dueAt: reply.dueAt ?? null } };
    case 'lead:close':
      return withoutLead(state, request.body.leadId);
  }
}

function withRefused(state: DeskState, request: PendingRequest, failure: Failure): DeskState {
  switch (request.event) {
    case 'offer:seen':
      return state;
    case 'offer:decline':
      return withoutOffer(state, request.body.offerId);
    case 'offer:accept': {
      if (failure.code !== 'offer-gone' && failure.code !== 'may-not-contact') {
        return { ...state, notice: refusal(failure) };
      }
      const notice: Notice =
        failure.code === 'may-not-contact'
          ? refusal(failure)
          : failure.by === undefined
            ? { kind: 'offerEnded', reason: 'expired' }
            : { kind: 'offerEnded', reason: 'accepted-elsewhere', by: failure.by };
      return { ...withoutOffer(state, request.body.offerId), notice };
    }
    case 'lead:talking':
    case 'lead:ended':
    case 'lead:unreached':
    case 'lead:note':
    case 'lead:close':
      // Sent twice because the first answer was lost: the lead has moved on as it was asked to.
      return request.tries > 1 && state.lead?.id !== request.body.leadId
        ? state
        : { ...state, notice: refusal(failure) };
    case 'presence:set':
      return { ...state, notice: refusal(failure) };
  }
}

function refusal(failure: Failure): Notice {
  return { kind: 'refused', message: failure.message };
}

function held(offer: DeskOffer, receivedAt: number): HeldOffer {
  return { offer, endsAt: receivedAt + offer.remainingMs };
}

function withoutOffer(state: DeskState, offerId: string): DeskState {
  return state.offer?.offer.offerId === offerId ? { ...state, offer: null } : state;
}

function withoutLead(state: DeskState, leadId: string): DeskState {
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
  // Having seen an offer is told at once, whatever else is on its way.
  return request.event === 'offer:seen' ? `seen ${request.body.offerId}` : subjectOf(request);
}
